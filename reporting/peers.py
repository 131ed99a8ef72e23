"""How the units of a group do on one procedure, without their names. Pure and exact: no Django."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reporting.compliance import Share
from reporting.interval import is_small

# Behind fewer units a figure would tell of one of them.
FEWEST_UNITS = 5


@dataclass(frozen=True)
class Peers:
    """Of the units with enough dossiers: how many, the share in the middle, and the one that the best quarter reach.

    Shares are in percent, exact.
    """

    units: int
    median: Fraction
    best_quarter: Fraction


def peers(shares: Mapping[int, Share], seen: Collection[int] = frozenset()) -> Peers | None:
    """The units (by their primary keys) together; None where they are too few to stay unnamed.

    Whoever sees some of them by name must not be able to work out the others: at least five that he does not see have to
    stand behind the figures, unless he sees them all.
    """
    percents = {
        unit: share.percent
        for unit, share in shares.items()
        if share.percent is not None and not is_small(share.total)
    }
    unseen = percents.keys() - set(seen)
    if len(percents) < FEWEST_UNITS or 0 < len(unseen) < FEWEST_UNITS:
        return None
    ascending = sorted(percents.values())
    units = len(ascending)
    middle, quarter = units // 2, -(-units // 4)
    return Peers(
        units=units,
        median=(ascending[middle] + ascending[-1 - middle]) / 2,
        best_quarter=ascending[-quarter],
    )
