"""The year's course: how many units reach their minimum, from the first month through each; columns of an SVG."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from reporting import compliance, movement
from reporting.compliance import Share
from reporting.movement import Months
from reporting.standings import Standing
from targets.models import Unit
from targets.periods import Month, Span

WIDTH, HEIGHT = 400, 192
# Above the axis there is room for a line of words and, below it, the figure of a column that reaches its top.
LEFT, TOP, BOTTOM = 28, 36, 24
# The axis has so many steps at most, each of them one, two or five times a power of ten.
MOST_STEPS = 4
# Of the place of a month this part is its column.
FILLED, OF = 7, 10


@dataclass(frozen=True)
class Point:
    """The first month through this one: how many units reach their minimum, and the share of all together."""

    month: Month
    reached: int
    units: int
    share: Share
    # How many units reported this very month.
    reports: int
    # Against the month before; None for the first month, which has none before it.
    change: int | None

    @property
    def shown_part(self) -> Decimal | None:
        """The part of the units that reach their minimum, in percent."""
        return compliance.shown_percent(Share(self.reached, self.units), None)

    @property
    def shown_percent(self) -> Decimal | None:
        """The share of all together; held against no minimum, since units may have different ones."""
        return compliance.shown_percent(self.share, None)


@dataclass(frozen=True)
class Column:
    """The place of one month in the picture; a month that is not summed yet has no point."""

    month: Month
    x: int
    middle: int
    y: int
    height: int
    point: Point | None
    # Whether the month may still be reported in time, and not all have.
    is_unfinished: bool = False


@dataclass(frozen=True)
class Scale:
    """The axis: how many units its top stands for, and after how many there is a line."""

    end: int
    step: int

    def height(self, number: int) -> int:
        """How high so many units stand."""
        return number * (HEIGHT - TOP - BOTTOM) // self.end


@dataclass(frozen=True)
class Course:
    """The points, and everything that the template draws, in units of the SVG's own box."""

    points: Sequence[Point]
    columns: Sequence[Column]
    column_width: int
    scale: Scale
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def room(self) -> int:
        """How high a column can be."""
        return self.bottom - self.top

    @property
    def across(self) -> int:
        """How wide all columns together are."""
        return self.width - self.left

    @property
    def ticks(self) -> list[tuple[int, int]]:
        """Where the lines of the axis are, and how many units they stand for; the top is one only on a whole step."""
        numbers = range(self.scale.step, self.scale.end + 1, self.scale.step)
        return [(self.bottom - self.scale.height(number), number) for number in numbers]

    @property
    def has_all(self) -> bool:
        """Whether the top of the axis is all units with a target."""
        return self.scale.end == self.last.units

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def has_unfinished(self) -> bool:
        """Whether any month drawn is one whose reports are still coming in."""
        return any(column.is_unfinished for column in self.columns)


def unit_months(standings: Sequence[Standing]) -> dict[Unit, Months]:
    """The months of each unit with a target, in their order."""
    return {row.unit: Months(row.minimum_percent, row.months) for row in standings if row.target}


def months_summed(span: Span, units: Collection[Months]) -> Span:
    """The months of a span through the last that any of the units reported; its first alone where none did."""
    reported = [max(unit.shares) for unit in units if unit.shares]
    return Span(span.first, max(reported, default=span.first))


def points(units: Collection[Months], summed: Span) -> list[Point]:
    """A point for each month."""
    found: list[Point] = []
    summed_up = movement.course(units, summed)
    for month, (reached, share) in zip(summed, summed_up, strict=True):
        change = reached - found[-1].reached if found else None
        reports = sum(month in unit.shares for unit in units)
        found.append(Point(month, reached, len(units), share, reports, change))
    return found


def course(
    units: Collection[Months], summed: Span, year: Span, unfinished: Container[Month] = ()
) -> Course:
    """The course over the months summed, drawn in a frame that reaches to the end of the decision's year.

    The columns of `unfinished` months, whose reports are still coming in, are marked.
    """
    found = points(units, summed)
    by_month = {point.month: point for point in found}
    months = list(Span(summed.first, max(summed.last, year.last)))
    place = (WIDTH - LEFT) // len(months)
    scale = scale_of(max(point.reached for point in found), found[-1].units)
    return Course(
        points=found,
        columns=[
            replace(
                _column(month, LEFT + index * place, place, by_month.get(month), scale),
                is_unfinished=month in unfinished and _is_begun(by_month.get(month)),
            )
            for index, month in enumerate(months)
        ],
        column_width=place * FILLED // OF,
        scale=scale,
    )


def scale_of(largest: int, units: int) -> Scale:
    """The first round number that holds the largest column, or all units where that is no more than they are."""
    step = next(step for step in _round_numbers() if step * MOST_STEPS >= largest)
    end = step * max(1, -(-largest // step))
    return Scale(min(end, units) or 1, step)


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 and so on."""
    return (number * 10**zeros for zeros in count() for number in (1, 2, 5))


def _is_begun(point: Point | None) -> bool:
    return point is not None and point.reports > 0


def _column(month: Month, left: int, place: int, point: Point | None, scale: Scale) -> Column:
    height = scale.height(point.reached) if point else 0
    return Column(
        month=month,
        x=left + place * (OF - FILLED) // (2 * OF),
        middle=left + place // 2,
        y=HEIGHT - BOTTOM - height,
        height=height,
        point=point,
    )
