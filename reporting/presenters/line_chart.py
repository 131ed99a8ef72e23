"""A unit's months as a line against its minimum: the points of an SVG, computed on the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.compliance import Share
from reporting.presenters.chart_paper import WIDE, ChartPaper, Tick, broken_line, end_of_axis
from reporting.presenters.unit import MonthRow
from targets.periods import Month, Span


@dataclass(frozen=True)
class Point:
    """One month of a line, where it stands."""

    x: int
    y: int
    row: MonthRow


@dataclass(frozen=True)
class LineChart:
    """Everything that the template draws, in units of the SVG's own box."""

    paper: ChartPaper
    minimum_y: int | None
    cumulative: list[Point]
    monthly: list[Point]
    months: list[Tick]
    percents: list[Tick]
    # What the unit is compared with, as the attribute of an SVG polyline; blank where there is nothing.
    comparison_path: str
    # The cumulative line as an SVG path, broken off at a month that has no point.
    path: str

    @property
    def is_broken(self) -> bool:
        """Whether a month between two others is not reported."""
        return self.path.count("M") > 1

    @property
    def minimum_label_y(self) -> int | None:
        """Where the name of the minimum stands: at its line. A YearChart, drawn on the same axes, moves it aside."""
        return self.minimum_y


def line_chart(
    rows: Sequence[MonthRow],
    span: Span,
    minimum: Decimal | None,
    comparison: Mapping[Month, Share] | None = None,
    paper: ChartPaper = WIDE,
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
    top = end_of_axis(max([*percents, Fraction(minimum or 0)]))
    columns = {month: paper.x(index, len(span)) for index, month in enumerate(span)}

    def points(which: str) -> list[Point]:
        # A month without a submission has no point of its own, though the share so far stays what it was.
        shares = [(row, getattr(row, which)) for row in rows if row.share is not None]
        return [
            Point(columns[row.month], paper.y(share.percent, top), row)
            for row, share in shares
            if share.percent is not None
        ]

    cumulative = points("cumulative")
    places = {point.row.month: (point.x, point.y) for point in cumulative}
    return LineChart(
        paper=paper,
        minimum_y=None if minimum is None else paper.y(Fraction(minimum), top),
        cumulative=cumulative,
        path=broken_line(places.get(month) for month in span),
        monthly=points("share"),
        months=[Tick(x, paper.bottom + 20, str(month.number)) for month, x in columns.items()],
        percents=paper.percents(top),
        comparison_path=" ".join(
            f"{columns[month]},{paper.y(percent, top)}" for month, percent in others.items()
        ),
    )
