"""The box of a chart of months: where a month and a percentage stand in it, for a desk and for a phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# An axis of percent ends at the first of these that nothing drawn exceeds.
AXIS_ENDS = (20, 40, 60, 80, 100)
STEPS = 4


@dataclass(frozen=True)
class Tick:
    """A label of an axis, at the place of its base line."""

    x: int
    y: int
    label: str


@dataclass(frozen=True)
class ChartPaper:
    """The size of a picture and the margins of what is plotted in it; words stand in the one at the right."""

    name: str
    width: int
    height: int
    margin_left: int
    margin_right: int
    margin_top: int = 16
    margin_bottom: int = 32

    @property
    def right(self) -> int:
        return self.width - self.margin_right

    @property
    def bottom(self) -> int:
        return self.height - self.margin_bottom

    @property
    def height_of_plot(self) -> int:
        return self.bottom - self.margin_top

    def x(self, index: int, months: int) -> int:
        """The middle of a month's column."""
        return self.margin_left + (self.right - self.margin_left) * (2 * index + 1) // (2 * months)

    def y(self, percent: Fraction, top: int) -> int:
        """The height of a percentage where the axis ends at `top` percent."""
        return self.bottom - round(percent / top * self.height_of_plot)

    def percents(self, top: int) -> list[Tick]:
        """The lines of the axis."""
        return [
            Tick(self.margin_left - 8, self.y(Fraction(percent), top), str(percent))
            for percent in range(0, top + 1, top // STEPS)
        ]


WIDE = ChartPaper("wide", width=720, height=260, margin_left=48, margin_right=72)
NARROW = ChartPaper("narrow", width=340, height=230, margin_left=42, margin_right=62)


def end_of_axis(highest: Fraction) -> int:
    """Where an axis ends on which the highest percentage lies."""
    return next(end for end in AXIS_ENDS if highest <= end)


def broken_line(places: Iterable[tuple[int, int] | None]) -> str:
    """A line through the places as an SVG path; where one is missing it breaks off, so that nothing is drawn of it."""
    drawn, before = [], None
    for place in places:
        if place is not None:
            drawn.append(f"{'L' if before else 'M'}{place[0]} {place[1]}")
        before = place
    return "".join(drawn)
