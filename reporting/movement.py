"""How standings moved from one month to the next (rules 5 to 7). Pure and exact: integers and fractions, no Django.

A span that ends a month earlier is summed from the months themselves, so that all of a year's course needs no more
than one sum for each unit and month.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from reporting import change, compliance
from reporting.compliance import REACHED, Percent, Share
from reporting.interval import is_small
from targets.periods import Month

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Months:
    """One unit's months: its minimum, and its share in each month that it reported (0 of 0 where nothing arose)."""

    minimum: Percent | None
    shares: Mapping[Month, Share]


def course(units: Collection[Months], months: Iterable[Month]) -> list[tuple[int, Share]]:
    """For each month, from the first on: how many units reach their minimum through it, and the share of all together."""
    months = list(months)
    courses = [
        _course(unit.minimum, tuple(unit.shares.get(month) for month in months)) for unit in units
    ]
    found = []
    for index in range(len(months)):
        so_far = [course[index] for course in courses]
        reached = sum(reaches for _share, reaches in so_far)
        found.append((reached, compliance.together(share for share, _reaches in so_far)))
    return found


@lru_cache(maxsize=5_000)
def _course(
    minimum: Percent | None, shares: tuple[Share | None, ...]
) -> list[tuple[Share | None, bool]]:
    """A unit's share through each month, and whether it reaches the minimum; remembered, since most units stay as they are."""
    sums = accumulate(shares, _added)
    return [(share, compliance.status(share, minimum) in REACHED) for share in sums]


def _added(so_far: Share | None, share: Share | None) -> Share | None:
    if so_far is None or share is None:
        return share if so_far is None else so_far
    return so_far + share


def together(units: Iterable[Months], last: Month) -> Share:
    """The share of several units from the first month through this one: a ratio of sums (rule 5)."""
    return compliance.together(
        share for unit in units for month, share in unit.shares.items() if month <= last
    )


def rise(before: Share, after: Share) -> Fraction | None:
    """By how many percentage points a share rose, negative where it fell; None where either has too few dossiers.

    Of fewer, one dossier more or less moves a share by more than three percentage points: that is no news.
    """
    if is_small(before.total) or is_small(after.total):
        return None
    return change.points(before, after)


def greatest_rise(
    rises: Mapping[Name, Fraction | None],
) -> tuple[Sequence[Name], Fraction | None]:
    """Who rose most, in the order given where several did, and by how much; nobody where nothing rose."""
    highest = max((each for each in rises.values() if each is not None), default=None)
    if highest is None or highest <= 0:
        return [], None
    return [name for name, each in rises.items() if each == highest], highest
