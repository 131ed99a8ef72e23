"""Differences between rankings as they are read: how each place moves, and which figures moved it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.labels import UNRANKED_LABELS
from reporting.presenters.rankings.words import source
from reporting.rankings.differences import CountDifference, MonthDifference, UnitDifference
from reporting.rankings.frozen import FrozenUnit
from reporting.rankings.results import Place

Figures = tuple[int, int] | None


@dataclass(frozen=True)
class CountRow:
    """One procedure's figures in one month, (total, online) before and after; who entered what stands now, and when."""

    month: str
    procedure: str
    before: Figures
    after: Figures
    by: str
    at: str | None
    source: str


@dataclass(frozen=True)
class PlaceSide:
    """A place on one side: rank, points and class, or why there is none."""

    rank: int | None
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
    months: Sequence[MonthDifference]

    @property
    def rises_by(self) -> int | None:
        """By how many ranks it rises, below 0 where it falls; None where it is not ranked on both sides."""
        if not (self.before and self.after and self.before.rank and self.after.rank):
            return None
        return self.before.rank - self.after.rank

    @property
    def falls_by(self) -> int | None:
        return None if self.rises_by is None else -self.rises_by


def difference_rows(
    differences: Iterable[UnitDifference], seen: Collection[str], people: Mapping[str, str]
) -> list[DifferenceRow]:
    """The differences, in their order; in detail for the units `seen` (their codes) only."""
    return [
        DifferenceRow(
            unit=one.unit,
            before=_side(one.before),
            after=_side(one.after),
            has_other_figures=one.has_other_figures,
            counts=[_count(count, people) for count in one.counts] if one.unit.code in seen else [],
            months=one.months if one.unit.code in seen else [],
        )
        for one in differences
    ]


def _side(place: Place | None) -> PlaceSide | None:
    if place is None:
        return None
    score = place.score
    return PlaceSide(
        score.rank,
        score.points,
        score.class_name or "",
        str(UNRANKED_LABELS[score.unranked]) if score.unranked else "",
    )


def _count(one: CountDifference, people: Mapping[str, str]) -> CountRow:
    after = one.after
    return CountRow(
        month=one.month,
        procedure=one.procedure,
        before=(one.before.total, one.before.online) if one.before else None,
        after=(after.total, after.online) if after else None,
        by=people.get(after.entered_by or "", "") if after else "",
        at=after.entered_at if after else None,
        source=source(after) if after else "",
    )
