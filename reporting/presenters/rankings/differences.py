"""Differences between rankings as they are read: how each place moves, and which figures moved it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.labels import UNRANKED_LABELS
from reporting.models import Ranking
from reporting.presenters.rankings.words import source
from reporting.rankings.differences import (
    CountDifference,
    MonthDifference,
    UnitDifference,
    differences,
)
from reporting.rankings.frozen import Figures as FrozenFigures
from reporting.rankings.frozen import FrozenUnit
from reporting.rankings.results import Place
from reporting.rankings.touches import NO_TOUCHES, Touch, Touches, touches
from targets.figures import Figures
from targets.templatetags.figures import NO_FIGURE, minimum


@dataclass(frozen=True)
class CountRow:
    """One procedure's figures in one month, before and after; who entered what stands now, and when.

    Of what no longer counts, who changed it last.
    """

    month: str
    procedure: str
    before: Figures | None
    after: Figures | None
    by: str
    at: str | None
    source: str


@dataclass(frozen=True)
class MonthRow:
    """One month that counts, is late or is expected otherwise; who brought that about, and when, where it is known."""

    month: str
    what: str
    by: str
    at: str | None


@dataclass(frozen=True)
class GivenRow:
    """What others gave to a unit, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class PlaceSide:
    """A place on one side: rank, rank within the district, points and class, or why there is none."""

    rank: int | None
    rank_in_district: int | None
    points: Decimal | None
    class_name: str
    why_unranked: str


@dataclass(frozen=True)
class DifferenceRow:
    """One unit; its figures only where the reader sees them, and only if they moved the place themselves."""

    unit: FrozenUnit
    before: PlaceSide | None
    after: PlaceSide | None
    has_other_figures: bool
    counts: Sequence[CountRow]
    months: Sequence[MonthRow]
    given: Sequence[GivenRow]

    @property
    def rises_by(self) -> int | None:
        """By how many ranks it rises, below 0 where it falls; None where it is not ranked on both sides."""
        if not (self.before and self.after and self.before.rank and self.after.rank):
            return None
        return self.before.rank - self.after.rank

    @property
    def falls_by(self) -> int | None:
        return None if self.rises_by is None else -self.rises_by


def restated_rows(
    replaced: Ranking, figures: FrozenFigures, places: Sequence[Place], seen: Collection[str]
) -> list[DifferenceRow]:
    """Every difference of the places that these figures give from a ranking: of its restatement, stored or still to be.

    `seen` are the codes of the units whose figures the reader sees.
    """
    found = differences(replaced.places, places)
    earlier, later = replaced.figures.drawn_up.last_events, figures.drawn_up.last_events
    return difference_rows(found, seen, figures.people, touches(found, seen, earlier, later))


def difference_rows(
    differences: Iterable[UnitDifference],
    seen: Collection[str],
    people: Mapping[str, str],
    touches: Touches = NO_TOUCHES,
) -> list[DifferenceRow]:
    """The differences, in their order; figures of the units `seen` (their codes) only.

    `people` are named in what stands now; `touches` tell who changed what is gone.
    """
    return [
        DifferenceRow(
            unit=one.unit,
            before=_side(one.before),
            after=_side(one.after),
            has_other_figures=one.has_other_figures,
            counts=[_count(one.unit, count, people, touches) for count in one.counts]
            if one.unit.code in seen
            else [],
            months=[_month(one.unit, month, people, touches) for month in one.months]
            if one.unit.code in seen
            else [],
            given=_given(one),
        )
        for one in differences
    ]


def _side(place: Place | None) -> PlaceSide | None:
    if place is None:
        return None
    score = place.score
    return PlaceSide(
        score.rank,
        score.rank_in_district,
        score.points,
        score.class_name or "",
        str(UNRANKED_LABELS[score.unranked]) if score.unranked else "",
    )


def _count(
    unit: FrozenUnit, one: CountDifference, people: Mapping[str, str], touches: Touches
) -> CountRow:
    after = one.after
    gone = None if after else _gone(unit, one, touches)
    return CountRow(
        month=one.month,
        procedure=one.procedure,
        before=Figures(one.before.total, one.before.online) if one.before else None,
        after=Figures(after.total, after.online) if after else None,
        by=people.get(after.entered_by or "", "") if after else gone.by if gone else "",
        at=after.entered_at if after else gone.at if gone else None,
        source=source(after) if after else "",
    )


def _gone(unit: FrozenUnit, one: CountDifference, touches: Touches) -> Touch | None:
    """Who took the count away, or else the whole report."""
    count = touches.counts.get((unit.code, one.month, one.procedure))
    return count or touches.months.get((unit.code, one.month))


def _month(
    unit: FrozenUnit, one: MonthDifference, people: Mapping[str, str], touches: Touches
) -> MonthRow:
    after = one.after
    if one.is_lost:
        gone = touches.months.get((unit.code, one.month))
        what = _("the report no longer counts")
        return MonthRow(one.month, what, gone.by if gone else "", gone.at if gone else None)
    if after is None or not after.is_reported:
        is_missing = after is not None and after.is_missing
        what = _("overdue since, and missing") if is_missing else _("expected otherwise")
        return MonthRow(one.month, what, "", None)
    if one.before is None or not one.before.is_reported:
        by = people.get(after.submitted_by or "", "")
        what = (
            _("a report counts now, which came late") if after.is_late else _("a report counts now")
        )
        return MonthRow(one.month, what, by, after.submitted_at)
    return MonthRow(one.month, _("late or expected otherwise"), "", None)


def _given(one: UnitDifference) -> list[GivenRow]:
    """The minimum and the clause, where they differ; of a unit that is on both sides."""
    if one.before is None or one.after is None:
        return []
    before, after = one.before.unit, one.after.unit
    rows = [
        GivenRow(_("minimum"), minimum(before.minimum), minimum(after.minimum)),
        GivenRow(_("clause"), before.clause or NO_FIGURE, after.clause or NO_FIGURE),
    ]
    return [row for row in rows if row.before != row.after]
