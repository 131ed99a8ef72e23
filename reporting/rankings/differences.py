"""What is different between two rankings of the same decision and span: figures, months, places. Pure: no Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.rankings.frozen import FrozenCount, FrozenMonth, FrozenUnit
from reporting.rankings.results import Place


@dataclass(frozen=True)
class CountDifference:
    """One procedure's figures in one month; None on the side that has no such count that counts."""

    month: str
    procedure: str
    before: FrozenCount | None
    after: FrozenCount | None


@dataclass(frozen=True)
class MonthDifference:
    """One month whose state, lateness or expectation is another."""

    before: FrozenMonth | None
    after: FrozenMonth | None

    @property
    def is_lost(self) -> bool:
        """Whether a report counted and no longer does."""
        was_reported = self.before is not None and self.before.is_reported
        return was_reported and not (self.after is not None and self.after.is_reported)

    @property
    def month(self) -> str:
        return (self.before or self.after).month  # type: ignore[union-attr]


@dataclass(frozen=True)
class UnitDifference:
    """One unit: its place on both sides, None where it is not there, and every figure that differs."""

    before: Place | None
    after: Place | None
    counts: Sequence[CountDifference]
    months: Sequence[MonthDifference]

    @property
    def unit(self) -> FrozenUnit:
        return (self.after or self.before).unit  # type: ignore[union-attr]

    @property
    def has_other_figures(self) -> bool:
        """Whether its own figures differ, not only its place because others' do."""
        return bool(self.counts or self.months) or self._given(self.before) != self._given(
            self.after
        )

    @property
    def has_lost_figures(self) -> bool:
        """Whether a report or a count of it no longer counts."""
        return any(one.after is None for one in self.counts) or any(
            one.is_lost for one in self.months
        )

    @property
    def has_another_place(self) -> bool:
        return self._place(self.before) != self._place(self.after)

    @staticmethod
    def _given(place: Place | None) -> tuple[object, ...]:
        """What was given to it by others: whether it is there, its clause and its minimum."""
        if place is None:
            return ()
        return (place.unit.clause, place.unit.minimum, place.unit.group, place.unit.parent)

    @staticmethod
    def _place(place: Place | None) -> tuple[object, ...]:
        if place is None:
            return ()
        score = place.score
        return (
            score.rank,
            score.rank_in_district,
            score.points,
            score.class_name,
            score.unranked,
        )


def differences(before: Sequence[Place], after: Sequence[Place]) -> list[UnitDifference]:
    """Every unit whose figures or place differ, in the order of the later ranking."""
    earlier = {place.unit.code: place for place in before}
    later = {place.unit.code: place for place in after}
    codes = [*later, *(code for code in earlier if code not in later)]
    found = [_unit(earlier.get(code), later.get(code)) for code in codes]
    return [one for one in found if one.has_other_figures or one.has_another_place]


def _unit(before: Place | None, after: Place | None) -> UnitDifference:
    earlier, later = _months(before), _months(after)
    months = sorted({*earlier, *later})
    return UnitDifference(
        before=before,
        after=after,
        counts=[
            one for month in months for one in _counts(month, earlier.get(month), later.get(month))
        ],
        months=[
            MonthDifference(earlier.get(month), later.get(month))
            for month in months
            if _standing(earlier.get(month)) != _standing(later.get(month))
        ],
    )


def _months(place: Place | None) -> dict[str, FrozenMonth]:
    return {month.month: month for month in place.unit.months} if place else {}


def _standing(month: FrozenMonth | None) -> tuple[bool, ...]:
    """What of a month changes a place beside its figures; that a submitted month was accepted does not."""
    if month is None:
        return ()
    return (month.is_reported, month.is_expected, month.is_late, month.is_missing)


def _counts(
    month: str, before: FrozenMonth | None, after: FrozenMonth | None
) -> Iterator[CountDifference]:
    earlier, later = _that_count(before), _that_count(after)
    for code in sorted({*earlier, *later}):
        then, now = earlier.get(code), later.get(code)
        if (then and (then.total, then.online)) != (now and (now.total, now.online)):
            yield CountDifference(month, code, then, now)


def _that_count(month: FrozenMonth | None) -> dict[str, FrozenCount]:
    if month is None or not month.is_reported:
        return {}
    return {one.procedure: one for one in month.counts if one.counts}
