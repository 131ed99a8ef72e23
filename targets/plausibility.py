"""Which figures of one unit's month are unusual for that unit, so that a reason is asked for them. Pure and exact.

The rules are explained with worked examples in docs/warnings.md. None of them says that a figure is wrong, and a unit
is compared with nothing but its own earlier months.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from targets.figures import Figures

# Nothing is said before so many earlier months of the procedure are known.
FEWEST_MONTHS = 4
# A difference of so many dossiers is always usual: a small unit's figures dance.
ALWAYS_USUAL = 10
# A total may pass the lowest and the highest seen by this part of them: seasons return stronger or weaker.
BEYOND_SEEN_TOTAL = Fraction(1, 2)
# A share may pass the lowest and the highest seen by so much (of 1).
BEYOND_SEEN_SHARE = Fraction(10, 100)
# A total has fallen sharply where it lies this part below the lowest seen …
SHARP_FALL = Fraction(1, 4)
# … and the share rose by it where it lies so much (of 1) above the highest seen.
RISE_BY_A_FALL = Fraction(5, 100)
# That online begins is worth a word once so many dossiers arose and none came online.
DOSSIERS_BEFORE_FIRST_ONLINE = 30


class Kind(StrEnum):
    """What is unusual, in the order in which it is said."""

    TOTAL_FELL = "total_fell"
    TOTAL_UNUSUAL = "total_unusual"
    FIRST_ONLINE = "first_online"
    SHARE_UNUSUAL = "share_unusual"


# What says a thing more exactly takes the place of what says it in general.
_TAKES_THE_PLACE_OF = {
    Kind.TOTAL_FELL: frozenset({Kind.TOTAL_UNUSUAL, Kind.SHARE_UNUSUAL}),
    Kind.FIRST_ONLINE: frozenset({Kind.SHARE_UNUSUAL}),
}


@dataclass(frozen=True)
class Earlier:
    """The earlier months of one procedure, the smallest first; shares are fractions of 1, months of 0 of 0 have none."""

    totals: tuple[int, ...]
    shares: tuple[Fraction, ...]
    online: int

    @classmethod
    def of(cls, months: Sequence[Figures]) -> "Earlier":
        """The months that were reported, out of those given in any order."""
        known = [
            (total, online) for total, online in months if total is not None and online is not None
        ]
        return cls(
            totals=tuple(sorted(total for total, _ in known)),
            shares=tuple(sorted(Fraction(online, total) for total, online in known if total)),
            online=sum(online for _, online in known),
        )

    @property
    def months(self) -> int:
        return len(self.totals)

    @property
    def dossiers(self) -> int:
        return sum(self.totals)


@dataclass(frozen=True)
class Doubt:
    """What is unusual about one procedure's figures: this month's, and the earlier ones that they stand out from."""

    procedure: int
    kind: Kind
    total: int
    online: int
    earlier: Earlier

    @property
    def share(self) -> Fraction | None:
        """This month's share as a fraction of 1; None for 0 of 0."""
        return Fraction(self.online, self.total) if self.total else None


def doubts(figures: Mapping[int, Figures], history: Mapping[int, Sequence[Figures]]) -> list[Doubt]:
    """What is unusual in a month, in the order of its figures.

    Both are by procedure: this month's figures, online within total, and those of up to twelve earlier months in any
    order. A figure not reported raises no doubt.
    """
    return [
        Doubt(procedure, kind, total, online, earlier)
        for procedure, (total, online) in figures.items()
        if total is not None and online is not None
        for earlier in [Earlier.of(history.get(procedure, ()))]
        for kind in _kinds(total, online, earlier)
    ]


def _kinds(total: int, online: int, earlier: Earlier) -> Iterator[Kind]:
    if earlier.months < FEWEST_MONTHS:
        return
    found = {kind for kind, holds in _RULES.items() if holds(total, online, earlier)}
    said = {general for kind in found for general in _TAKES_THE_PLACE_OF.get(kind, ())}
    for kind in Kind:
        if kind in found - said:
            yield kind


def _total_is_unusual(total: int, _online: int, earlier: Earlier) -> bool:
    lowest, highest = earlier.totals[0], earlier.totals[-1]
    below, above = (_margin(seen, BEYOND_SEEN_TOTAL) for seen in (lowest, highest))
    return not lowest - below <= total <= highest + above


def _share_is_unusual(total: int, online: int, earlier: Earlier) -> bool:
    if total == 0 or len(earlier.shares) < FEWEST_MONTHS:
        return False
    beyond = max(BEYOND_SEEN_SHARE, Fraction(ALWAYS_USUAL, total))
    lowest, highest = earlier.shares[0], earlier.shares[-1]
    return not lowest - beyond <= Fraction(online, total) <= highest + beyond


def _online_begins(_total: int, online: int, earlier: Earlier) -> bool:
    never_before = earlier.online == 0 and earlier.dossiers >= DOSSIERS_BEFORE_FIRST_ONLINE
    return online > 0 and never_before


def _total_fell_and_share_rose(total: int, online: int, earlier: Earlier) -> bool:
    if total == 0 or len(earlier.shares) < FEWEST_MONTHS:
        return False
    lowest = earlier.totals[0]
    fell = total < lowest - _margin(lowest, SHARP_FALL)
    return fell and Fraction(online, total) > earlier.shares[-1] + RISE_BY_A_FALL


def _margin(seen: int, part: Fraction) -> Fraction:
    """How far a total may lie from one that was seen."""
    return max(seen * part, Fraction(ALWAYS_USUAL))


_RULES = {
    Kind.TOTAL_FELL: _total_fell_and_share_rose,
    Kind.TOTAL_UNUSUAL: _total_is_unusual,
    Kind.FIRST_ONLINE: _online_begins,
    Kind.SHARE_UNUSUAL: _share_is_unusual,
}
