"""Small multiples: every unit's cumulative share month by month against its minimum, on the same axes within a group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting import compliance
from reporting.compliance import REACHED, Share
from reporting.cumulative import cumulative
from reporting.interval import is_small
from reporting.presenters.chart_paper import end_of_axis
from reporting.presenters.spread import spread
from reporting.standings import Standing
from targets.models import Unit
from targets.periods import Span

# The box of each small picture; the line keeps a margin for the sign at its end. Behind the end of the axis, and so of
# every line, stand the last share and the minimum.
WIDTH, HEIGHT, MARGIN = 140, 56, 7
AXIS_END, LABEL_X = 94, 97
# Between two labels from base line to base line, and from the middle of one to its base line.
LABEL_GAP, HALF_A_LABEL = 13, 5
# The order of the units that is not the Decision's own.
ATTAINMENT = "attainment"


@dataclass(frozen=True)
class UnitCourse:
    """One unit's months: the cumulative share of each and its own, None where the month is not reported."""

    standing: Standing
    shares: Sequence[Share | None]
    top: int
    own: Sequence[Share | None] = ()

    axis_end, label_x = AXIS_END, LABEL_X

    @property
    def points(self) -> list[tuple[int, int] | None]:
        """The place of each month that has a share."""
        return _places(self.shares, self.top)

    @property
    def dots(self) -> str:
        """Each month's own share as a dot, a line of no length of an SVG path; one beyond the axis stands at its end."""
        return "".join(f"M{x} {y}h0" for x, y in filter(None, _places(self.own, self.top)))

    @property
    def path(self) -> str:
        """The line, as an SVG path: it breaks off where a month is missing, and a month alone is a short dash."""
        drawn, before = "", None
        for index, point in enumerate(self.points):
            if point is not None and before is None:
                drawn += f"M{point[0]} {point[1]}"
                drawn += "h1" if self._is_alone(index) else ""
            elif point is not None and before is not None:
                drawn += f"l{point[0] - before[0]} {point[1] - before[1]}"
            before = point
        return drawn

    def _is_alone(self, index: int) -> bool:
        return index + 1 == len(self.points) or self.points[index + 1] is None

    @property
    def last(self) -> tuple[int, int] | None:
        """The last point, which bears the sign of the status."""
        return next((point for point in reversed(self.points) if point is not None), None)

    @property
    def last_share(self) -> Share | None:
        """The share at the last point."""
        return next((share for share in reversed(self.shares) if share and share.total), None)

    @property
    def last_percent(self) -> Decimal | None:
        """The share at the last point in percent, as it may be shown."""
        return compliance.shown_percent(self.last_share, self.standing.minimum_percent)

    @property
    def ends(self) -> dict[str, int]:
        """The base lines of the last `share` and of the `minimum`, of those that there are.

        Each stands at the height of what it names, as far as the other leaves room; the larger stands above.
        """
        wanted = {"share": self.last[1] if self.last else None, "minimum": self.minimum_y}
        reached = compliance.status(self.last_share, self.standing.minimum_percent) in REACHED
        ordered = sorted(wanted.items(), reverse=reached)
        drawn = [(name, y) for name, y in ordered if y is not None]
        low, high = HALF_A_LABEL, HEIGHT - HALF_A_LABEL
        placed = spread([y for _name, y in drawn], gap=LABEL_GAP, top=low, bottom=high)
        return {name: y + HALF_A_LABEL for (name, _y), y in zip(drawn, placed, strict=True)}

    @property
    def minimum_y(self) -> int | None:
        minimum = self.standing.minimum_percent
        return None if minimum is None else _y(Fraction(minimum), self.top)

    @property
    def shown(self) -> list[Decimal | None]:
        """Each month's cumulative share in percent, as it may be shown."""
        return self._shown(self.shares)

    @property
    def shown_own(self) -> list[Decimal | None]:
        """Each month's own share in percent, as it may be shown."""
        return self._shown(self.own)

    def _shown(self, shares: Sequence[Share | None]) -> list[Decimal | None]:
        minimum = self.standing.minimum_percent
        return [compliance.shown_percent(share, minimum) for share in shares]


@dataclass(frozen=True)
class Family:
    """The units that stand under one heading: a group, or the communes of a district (None for a group)."""

    group: str
    district: Unit | None
    courses: Sequence[UnitCourse]

    @property
    def top(self) -> int:
        """Where the axes end, in percent."""
        return self.courses[0].top


def families(standings: Iterable[Standing], span: Span, order: str = "") -> list[Family]:
    """The courses of units in the Decision's own order, the communes by their districts; or by their `ATTAINMENT`."""
    in_order = sorted(standings, key=lambda row: (row.unit.order, row.unit.code))
    found = []
    for group in Unit.Kind:
        of_group = [row for row in in_order if row.group == group]
        so_far = [cumulative(span, row.months) for row in of_group]
        own = [[row.months.get(month) for month in span] for row in of_group]
        top = _top(of_group, [*so_far, *map(_large, own)])
        courses = [
            UnitCourse(row, cumulated, top, each)
            for row, cumulated, each in zip(of_group, so_far, own, strict=True)
        ]
        if order == ATTAINMENT:
            found += [Family(group, None, sorted(courses, key=_rank))] if courses else []
        else:
            found += _families(group, courses)
    return found


def _large(shares: Iterable[Share | None]) -> list[Share]:
    """Those that an axis has to hold: one of few dossiers may be anything."""
    return [share for share in shares if share and not is_small(share.total)]


def _rank(course: UnitCourse) -> tuple[bool, int]:
    """The highest attainment first, units without a rank last."""
    rank = course.standing.rank
    return rank is None, rank or 0


def _families(group: str, courses: Iterable[UnitCourse]) -> list[Family]:
    by_district: dict[Unit | None, list[UnitCourse]] = defaultdict(list)
    for course in courses:
        by_district[course.standing.unit.parent].append(course)
    in_order = sorted(by_district.items(), key=lambda one: one[0].order if one[0] else 0)
    return [Family(group, district, found) for district, found in in_order]


def _top(standings: Iterable[Standing], so_far: Iterable[Sequence[Share | None]]) -> int:
    """Where the axis of a group ends: the first of the usual ends that holds every share and minimum."""
    percents = [
        share.percent
        for shares in so_far
        for share in shares
        if share and share.percent is not None
    ]
    minimums = [
        Fraction(row.minimum_percent) for row in standings if row.minimum_percent is not None
    ]
    return end_of_axis(max([*percents, *minimums], default=Fraction(0)))


def _places(shares: Sequence[Share | None], top: int) -> list[tuple[int, int] | None]:
    return [
        None
        if share is None or share.percent is None
        else (_x(index, len(shares)), _y(share.percent, top))
        for index, share in enumerate(shares)
    ]


def _x(index: int, months: int) -> int:
    return MARGIN + (AXIS_END - 2 * MARGIN) * index // max(months - 1, 1)


def _y(percent: Fraction, top: int) -> int:
    return HEIGHT - MARGIN - int(min(percent, top) * (HEIGHT - 2 * MARGIN) / top)
