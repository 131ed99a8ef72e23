"""A Pareto of what holds a unit back: bars by what is missing, and a line of what they come to together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.presenters.holding_back import GapRow
from reporting.rounding import half_up

WIDTH, HEIGHT = 480, 280
LEFT, RIGHT, TOP, BOTTOM = 44, 56, 14, 34
STEPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Bar:
    """One row of the table: its bar, and where the line passes above it."""

    row: GapRow
    label: str
    x: int
    y: int
    width: int
    height: int
    middle: int
    together_y: int


@dataclass(frozen=True)
class Tick:
    """A height, as a part of all that is missing and in dossiers."""

    y: int
    percent: int
    dossiers: Decimal


@dataclass(frozen=True)
class Pareto:
    """Everything that the template draws; one scale for both, so that the line ends at all that is missing."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM

    @property
    def path(self) -> str:
        """The points of the line, as the attribute of an SVG polyline."""
        return " ".join(f"{bar.middle},{bar.together_y}" for bar in self.bars)


def pareto(rows: Sequence[GapRow]) -> Pareto:
    """The bars in the order of the rows, numbered as the table numbers them; several together bear a plus sign."""
    step = (WIDTH - LEFT - RIGHT) // len(rows)
    # A single bar does not fill the whole picture.
    width = min(step * 7 // 10, 48)
    bars = []
    for index, row in enumerate(rows):
        middle = LEFT + step * index + step // 2
        y = _y(row.gap / row.whole)
        bars.append(
            Bar(
                row=row,
                label=str(index + 1) if row.procedure else "+",
                x=middle - width // 2,
                y=y,
                width=width,
                height=HEIGHT - BOTTOM - y,
                middle=middle,
                together_y=_y(row.together / row.whole),
            )
        )
    whole = rows[0].whole
    # Whole dossiers where they tell the steps apart.
    places = 0 if whole >= 10 else 1
    return Pareto(
        bars,
        [
            Tick(_y(Fraction(percent, 100)), percent, half_up(whole * percent / 100, places))
            for percent in STEPS
        ],
    )


def _y(part: Fraction) -> int:
    return HEIGHT - BOTTOM - round(part * (HEIGHT - TOP - BOTTOM))
