"""Points, classes and ranks by a scoring rule. Pure and exact: integers and fractions, no Django.

Everything is compared exactly; points alone are rounded, once, and what is printed of them decides the class and, where the
rule ranks by points, the rank.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from reporting import compliance
from reporting.compliance import JUDGED, Percent, Share, Status
from reporting.league_table import dense_ranks, ranks
from reporting.rounding import half_up
from reporting.scoring_rule import Basis, Order, Rule, Step, Ties


class Unranked(StrEnum):
    """Why a unit has no rank."""

    NO_TARGET = "no_target"
    NOT_REPORTED = "not_reported"
    NO_DOSSIERS = "no_dossiers"
    # Fewer dossiers than the rule asks for.
    TOO_FEW = "too_few"


class Rounded(StrEnum):
    """How points were rounded."""

    HALF_UP = "half_up"
    # More was taken off than was earned.
    UP_TO_0 = "up_to_0"
    # Down, because half up would have made the maximum of what is below it.
    BELOW_MAXIMUM = "below_maximum"


@dataclass(frozen=True)
class Case:
    """What a rule is applied to: one unit's share against its minimum, and its months that came late or are missing.

    `district` is the unit above a commune, among whose communes it is ranked a second time; None for any other unit.
    """

    unit: str
    group: str
    district: str | None
    share: Share | None
    minimum: Percent | None
    late: int = 0
    missing: int = 0

    @property
    def status(self) -> Status:
        return compliance.status(self.share, self.minimum)

    @property
    def attainment(self) -> Fraction | None:
        return compliance.attainment(self.share, self.minimum)


@dataclass(frozen=True)
class Score:
    """What a rule makes of a case; no points and no class for a unit that is not judged, no rank for one that is unranked.

    `earned` is exact, `off` is what is taken from it, `points` is what remains, rounded.
    """

    case: Case
    unranked: Unranked | None = None
    earned: Fraction | None = None
    off: Decimal = Decimal(0)
    points: Decimal | None = None
    class_name: str | None = None
    rank: int | None = None
    rank_in_district: int | None = None


def scores(rule: Rule, cases: Iterable[Case]) -> list[Score]:
    """Each case's score, in the order of the cases."""
    scored = [_score(rule, case) for case in cases]
    in_group = _ranks(rule, scored, lambda case: case.group)
    in_district = _ranks(rule, scored, lambda case: case.district)
    return [
        replace(
            score,
            rank=in_group.get(score.case.unit),
            rank_in_district=in_district.get(score.case.unit),
        )
        for score in scored
    ]


def _score(rule: Rule, case: Case) -> Score:
    unranked = why_unranked(rule, case)
    if case.status not in JUDGED:
        return Score(case, unranked)
    exact = earned(rule, case)
    off = rule.off_late * case.late + rule.off_missing * case.missing
    points = rounded_points(rule, exact, off)
    return Score(case, unranked, exact, off, points, class_of(rule, points))


def why_unranked(rule: Rule, case: Case) -> Unranked | None:
    """Why a unit is listed without a rank; None where it has one."""
    if case.status not in JUDGED:
        return Unranked(case.status)
    if case.share is not None and case.share.total < rule.least_dossiers:
        return Unranked.TOO_FEW
    return None


def earned(rule: Rule, case: Case) -> Fraction:
    """The points that the share earns, exact, before anything is taken off; of a unit that is judged."""
    attainment = case.attainment
    if attainment is None or case.share is None or case.share.percent is None:
        raise ValueError(f"{case.unit} has nothing to be scored")
    maximum = Fraction(rule.maximum)
    if rule.basis == Basis.STEPS:
        reached, _missed = steps_of(rule, attainment)
        return Fraction(reached.points if reached else 0)
    if rule.basis == Basis.FULL_SHARE and rule.full_share is not None:
        return maximum * min(Fraction(1), case.share.percent / Fraction(rule.full_share))
    return maximum * min(Fraction(1), attainment)


def steps_of(rule: Rule, attainment: Fraction) -> tuple[Step | None, Step | None]:
    """Of a rule by steps the highest one that an attainment reaches and the lowest that it misses; None for none."""
    reached = [step for step in rule.steps if attainment * 100 >= step.attainment_percent]
    missed = rule.steps[: len(rule.steps) - len(reached)]
    return (reached[0] if reached else None), (missed[-1] if missed else None)


def rounded_points(rule: Rule, exact: Fraction, off: Decimal) -> Decimal:
    """What remains of the points, never below 0, half up; but what is below the maximum is never rounded up to it."""
    points, _how = rounded(rule, exact, off)
    return points


def rounded(rule: Rule, exact: Fraction, off: Decimal) -> tuple[Decimal, Rounded]:
    """The points that remain, and how they were rounded."""
    remains = exact - Fraction(off)
    if remains < 0:
        return half_up(Fraction(0), rule.decimals), Rounded.UP_TO_0
    points = half_up(remains, rule.decimals)
    if points >= rule.maximum > remains:
        scale = 10**rule.decimals
        return Decimal(int(remains * scale)).scaleb(-rule.decimals), Rounded.BELOW_MAXIMUM
    return points, Rounded.HALF_UP


def class_of(rule: Rule, points: Decimal) -> str | None:
    """The highest class whose least points are reached."""
    return next((one.name for one in rule.classes if points >= one.least_points), None)


def measure(rule: Rule, score: Score) -> Fraction:
    """What a unit is ranked by, ties aside: attainment as a part of 1, the share in percent, or points; 0 for none."""
    case = score.case
    found = {
        Order.ATTAINMENT: case.attainment,
        Order.SHARE: case.share.percent if case.share else None,
        Order.POINTS: None if score.points is None else Fraction(score.points),
    }[rule.order]
    return found or Fraction(0)


def _key(rule: Rule, score: Score) -> tuple[Fraction, int]:
    """What a unit is ranked by, the higher the better: of two with equal keys neither is ahead."""
    case = score.case
    tie_break = case.share.total if case.share and rule.ties == Ties.MORE_DOSSIERS else 0
    return measure(rule, score), tie_break


def _ranks(
    rule: Rule, scored: Sequence[Score], group_of: Callable[[Case], str | None]
) -> dict[str, int]:
    groups: dict[str, dict[str, tuple[Fraction, int]]] = {}
    for score in scored:
        group = group_of(score.case)
        if score.unranked is None and group is not None:
            groups.setdefault(group, {})[score.case.unit] = _key(rule, score)
    ranked = dense_ranks if rule.ties == Ties.DENSE else ranks
    return {unit: rank for keys in groups.values() for unit, rank in ranked(keys).items()}
