"""A unit among its group: the two ranked before it and the two after, and how far away they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.presenters.records import ranked
from reporting.rounding import half_up
from reporting.standings import Standing

EACH_SIDE = 2


@dataclass(frozen=True)
class Neighbour:
    """A ranked unit of the group; `ahead` is by how many percentage points of attainment it is ahead of the unit."""

    standing: Standing
    ahead: Fraction
    is_own: bool

    @property
    def shown_distance(self) -> Decimal:
        """How far away, whichever side; never shown as nothing where it is something."""
        distance = abs(self.ahead)
        shown = half_up(distance, 2)
        return shown if shown or not distance else Decimal("0.01")


@dataclass(frozen=True)
class Neighbours:
    """The unit's place in its group, in the order of the league table."""

    rows: Sequence[Neighbour]
    units: int
    # The nearest unit of a better rank, and how many more of the dossiers received, had they come online, would equal it.
    next_up: Neighbour | None
    online_to_equal: int

    @property
    def standings(self) -> list[Standing]:
        return [row.standing for row in self.rows]


def neighbours(standings: Sequence[Standing], own: Standing) -> Neighbours | None:
    """None for a unit without a rank."""
    if own.rank is None:
        return None
    group = [row for row in ranked(standings) if row.group == own.group and row.rank]
    place = next(index for index, row in enumerate(group) if row.unit == own.unit)
    nearby = group[max(0, place - EACH_SIDE) : place + EACH_SIDE + 1]
    better = [row for row in group if row.rank < own.rank]
    return Neighbours(
        rows=[_neighbour(row, own) for row in nearby],
        units=len(group),
        next_up=_neighbour(better[-1], own) if better else None,
        online_to_equal=online_to_equal(own, better[-1].attainment) if better else 0,
    )


def _neighbour(row: Standing, own: Standing) -> Neighbour:
    return Neighbour(row, (row.attainment - own.attainment) * 100, row.unit == own.unit)


def online_to_equal(own: Standing, attainment: Fraction) -> int:
    """How many more of the unit's dossiers, had they come online, would bring it to an attainment; its total stays."""
    needed = attainment * Fraction(own.minimum_percent) * own.total / 100
    return max(0, int(-(-needed // 1)) - own.online)
