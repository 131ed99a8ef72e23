"""Each unit's share then and now as a line between two axes, a panel for each group: the points of SVGs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from textwrap import wrap

from reporting.compliance import REACHED
from reporting.labels import GROUP_LABELS
from reporting.presenters.comparison import Moved
from reporting.presenters.spread import spread

WIDTH, HEIGHT = 400, 320
LEFT, RIGHT, TOP, BOTTOM = 44, 196, 34, 306
LABEL_X, LABEL_LINE = RIGHT + 14, 15
# How many letters of a name stand on a line beside the end of its slope.
LETTERS = 26
# On a sheet with all of them: between two panels, and the line of a group's name.
BETWEEN, NAME = 40, 28
# How many of the units that rose most, and of those that fell most, are named in a panel.
NAMED = 3
# Percentage points between two lines of the axis, the first that needs no more lines than fit; slopes need no zero.
STEPS = (1, 2, 5, 10, 25)
MOST_STEPS = 6


@dataclass(frozen=True)
class Slope:
    """One unit's line; `way` is `up`, `down` or `level`, and `label_y` is set where it is named."""

    moved: Moved
    way: str
    then_y: int
    now_y: int
    label_y: int | None = None

    @property
    def reached_then(self) -> bool:
        return self.moved.then.status in REACHED

    @property
    def reached_now(self) -> bool:
        return self.moved.now.status in REACHED

    @property
    def name(self) -> list[str]:
        """The lines of its name."""
        return wrap(self.moved.unit.name, LETTERS)

    @property
    def label(self) -> list[tuple[int, str]]:
        """These lines with their base lines, about the height of the label; none where it is not named."""
        if self.label_y is None:
            return []
        first = self.label_y + 5 - LABEL_LINE * (len(self.name) - 1) // 2
        return [(first + LABEL_LINE * index, line) for index, line in enumerate(self.name)]


@dataclass(frozen=True)
class Tick:
    """A line of the axis of shares."""

    y: int
    percent: int


@dataclass(frozen=True)
class Axis:
    """The percentages between which a panel's shares lie, whole multiples of its step."""

    low: int
    high: int
    step: int

    def y(self, percent: Fraction | int) -> int:
        return BOTTOM - round(Fraction(percent - self.low, self.high - self.low) * (BOTTOM - TOP))

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(self.y(part), part) for part in range(self.low, self.high + 1, self.step)]


def axis(percents: Sequence[Fraction]) -> Axis:
    """The shortest axis on which all of some percentages lie."""
    for step in STEPS:
        low, high = min(percents) // step * step, -(-max(percents) // step) * step
        if high - low <= step * MOST_STEPS:
            break
    return Axis(int(low), int(max(high, low + step)), step)


@dataclass(frozen=True)
class Panel:
    """One group's picture, the named slopes over the others; how many of its units rose, fell and stayed."""

    label: str
    slopes: Sequence[Slope]
    ticks: Sequence[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM
    label_x: int = LABEL_X

    def _number(self, way: str) -> int:
        return sum(slope.way == way for slope in self.slopes)

    @property
    def rose(self) -> int:
        return self._number("up")

    @property
    def fell(self) -> int:
        return self._number("down")

    @property
    def stayed(self) -> int:
        return self._number("level")

    @property
    def named_up(self) -> int:
        return min(NAMED, self.rose)

    @property
    def named_down(self) -> int:
        return min(NAMED, self.fell)


def panels(units: Sequence[Moved]) -> list[Panel]:
    """A panel for each group that has a unit with a share on both sides."""
    drawn = [unit for unit in units if unit.shown_points is not None]
    return [
        _panel(str(label), [unit for unit in drawn if unit.now.group == group])
        for group, label in GROUP_LABELS.items()
        if any(unit.now.group == group for unit in drawn)
    ]


def side_by_side(panels: Sequence[Panel]) -> tuple[list[tuple[int, Panel]], int, int]:
    """Each panel with its left edge on one sheet, and how wide and high all are, with a line for the groups' names."""
    placed = [(index * (WIDTH + BETWEEN), panel) for index, panel in enumerate(panels)]
    return placed, max(len(placed), 1) * (WIDTH + BETWEEN) - BETWEEN, HEIGHT + NAME


def _panel(label: str, units: Sequence[Moved]) -> Panel:
    scale = axis([share for unit in units for share in _percents(unit)])
    slopes = [_slope(unit, scale) for unit in units]
    named = _named(slopes)
    gap = LABEL_LINE * max((len(slope.name) for slope in named), default=1) + 2
    heights = spread([slope.now_y for slope in named], gap=gap, top=TOP, bottom=BOTTOM)
    placed = {slope.moved.unit.pk: height for slope, height in zip(named, heights, strict=True)}
    return Panel(
        label=label,
        slopes=sorted(
            [replace(each, label_y=placed.get(each.moved.unit.pk)) for each in slopes],
            key=lambda slope: slope.label_y is not None,
        ),
        ticks=scale.ticks,
    )


def _percents(unit: Moved) -> tuple[Fraction, Fraction]:
    return unit.then.share.percent, unit.now.share.percent


def _slope(unit: Moved, scale: Axis) -> Slope:
    then, now = _percents(unit)
    way = "up" if now > then else "down" if now < then else "level"
    return Slope(unit, way, scale.y(then), scale.y(now))


def _named(slopes: Sequence[Slope]) -> list[Slope]:
    """Those that rose and fell most, from the top of the picture down."""
    by_change = sorted(slopes, key=lambda slope: slope.moved.points)
    fell = [slope for slope in by_change if slope.way == "down"][:NAMED]
    rose = [slope for slope in reversed(by_change) if slope.way == "up"][:NAMED]
    return sorted([*fell, *rose], key=lambda slope: slope.now_y)
