"""A unit's months as a line against its minimum: the points of an SVG, computed on the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.compliance import Share
from reporting.presenters.unit import MonthRow
from targets.periods import Month, Span

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 16, 36
# The axis ends at the first of these percentages that nothing drawn exceeds.
AXIS_ENDS = (20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    row: MonthRow


@dataclass(frozen=True)
class Tick:
    x: int
    y: int
    label: str


@dataclass(frozen=True)
class LineChart:
    """Everything that the template draws, in units of the SVG's own box."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    minimum_y: int | None
    cumulative: list[Point]
    monthly: list[Point]
    months: list[Tick]
    percents: list[Tick]
    # What the unit is compared with, as the attribute of an SVG polyline; blank where there is nothing.
    comparison_path: str

    @property
    def path(self) -> str:
        """The points of the cumulative line, as the attribute of an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.cumulative)


def line_chart(
    rows: Sequence[MonthRow],
    span: Span,
    minimum: Decimal | None,
    comparison: Mapping[Month, Share] | None = None,
) -> LineChart:
    """The cumulative share month by month as a line, each single month as a dot, the minimum, and another's line."""
    others = {
        month: share.percent
        for month, share in (comparison or {}).items()
        if share.percent is not None
    }
    percents = [
        *others.values(),
        *(
            share.percent
            for row in rows
            for share in (row.share, row.cumulative)
            if share and share.percent is not None
        ),
    ]
    highest = max([*percents, Fraction(minimum or 0)])
    top = next(end for end in AXIS_ENDS if highest <= end)
    columns = {month: _x(index, len(span)) for index, month in enumerate(span)}
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        bottom=HEIGHT - BOTTOM,
        minimum_y=None if minimum is None else _y(Fraction(minimum), top),
        cumulative=_points(rows, columns, top, "cumulative"),
        monthly=_points(rows, columns, top, "share"),
        months=[Tick(x, HEIGHT - BOTTOM + 22, str(month.number)) for month, x in columns.items()],
        percents=[
            Tick(LEFT - 8, _y(Fraction(percent), top), str(percent))
            for percent in range(0, top + 1, top // 4)
        ],
        comparison_path=" ".join(
            f"{columns[month]},{_y(percent, top)}" for month, percent in others.items()
        ),
    )


def _points(
    rows: Sequence[MonthRow], columns: dict[Month, int], top: int, which: str
) -> list[Point]:
    points = []
    for row in rows:
        share = getattr(row, which)
        # A month without a submission has no point of its own; the line goes on at the next.
        if row.share is not None and share.percent is not None:
            points.append(Point(columns[row.month], _y(share.percent, top), row))
    return points


def _x(index: int, months: int) -> int:
    return LEFT + (WIDTH - LEFT - RIGHT) * (2 * index + 1) // (2 * months)


def _y(percent: Fraction, top: int) -> int:
    return HEIGHT - BOTTOM - round(percent / top * (HEIGHT - TOP - BOTTOM))
