"""A unit's year: its cumulative share so far, its minimum, and a fan to where the year ends if it goes on as of late."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reporting.presenters.chart_paper import (
    NARROW,
    WIDE,
    ChartPaper,
    Tick,
    broken_line,
    end_of_axis,
)
from reporting.presenters.outlook import Ahead
from reporting.presenters.spread import spread
from reporting.presenters.unit import MonthRow
from targets.periods import Month, Span

# Two lines of words beside the plot, and from there to those of another label.
LABEL, LABEL_GAP = 14, 36


@dataclass(frozen=True)
class YearChart:
    """Everything that the template draws, in units of the SVG's own box."""

    paper: ChartPaper
    months: Sequence[Tick]
    percents: Sequence[Tick]
    minimum_y: int
    minimum_label_y: int
    # The points of the months reported, the last of which is where what is ahead begins.
    cumulative: Sequence[tuple[int, int]]
    # The line through them as an SVG path, broken off at a month that has no point.
    path: str
    end_x: int
    # Where the year ends by the likely number of dossiers, and by the fewest and the most; None where nothing is said.
    end_y: int | None
    end_label_y: int | None
    fan: tuple[int, int] | None
    # Whether the way to the minimum is drawn: it is reached neither anyway nor not at all.
    has_way: bool

    @property
    def room_ahead(self) -> int:
        """From the last month reported to the edge of the plot."""
        return self.paper.right - self.now[0]

    @property
    def now(self) -> tuple[int, int]:
        return self.cumulative[-1]


def year_charts(rows: Sequence[MonthRow], ahead: Ahead, year: Span) -> list[YearChart]:
    """The picture for a desk and the one for a phone."""
    return [year_chart(rows, ahead, year, paper) for paper in (WIDE, NARROW)]


def year_chart(
    rows: Sequence[MonthRow], ahead: Ahead, year: Span, paper: ChartPaper = WIDE
) -> YearChart:
    """The months of `rows` on the axis of the whole year; an `ahead` knows at least one dossier."""
    shares = _shares(rows)
    least, likely, most = ahead.ends or (None, None, None)
    ends = [share.percent for share in (least, likely, most) if share]
    highest = max([*shares.values(), *ends, Fraction(ahead.minimum)])
    top = end_of_axis(highest)
    columns = {month: paper.x(index, len(year)) for index, month in enumerate(year)}
    minimum_y = paper.y(Fraction(ahead.minimum), top)
    end_y = paper.y(likely.percent, top) if likely else None
    places = {month: (columns[month], paper.y(share, top)) for month, share in shares.items()}
    minimum_label_y, end_label_y = _labels(minimum_y, end_y, paper)
    return YearChart(
        paper=paper,
        months=[Tick(x, paper.bottom + 20, str(month.number)) for month, x in columns.items()],
        percents=paper.percents(top),
        minimum_y=minimum_y,
        minimum_label_y=minimum_label_y,
        cumulative=list(places.values()),
        path=broken_line(places.get(month) for month in year),
        end_x=columns[year.last],
        end_y=end_y,
        end_label_y=end_label_y,
        fan=(paper.y(least.percent, top), paper.y(most.percent, top)) if least and most else None,
        has_way=ahead.state == "needed",
    )


def _shares(rows: Sequence[MonthRow]) -> dict[Month, Fraction]:
    """The cumulative percentage of each month that is reported."""
    reported = {row.month: row.cumulative for row in rows if row.share is not None}
    return {month: share.percent for month, share in reported.items() if share.total}


def _labels(minimum_y: int, end_y: int | None, paper: ChartPaper) -> tuple[int, int | None]:
    """Where the names of the minimum and of the end of the year stand, neither over the other."""
    if end_y is None:
        return minimum_y, None
    top, bottom = paper.margin_top + LABEL, paper.bottom - LABEL
    higher, lower = spread(sorted([minimum_y, end_y]), gap=LABEL_GAP, top=top, bottom=bottom)
    return (higher, lower) if minimum_y <= end_y else (lower, higher)
