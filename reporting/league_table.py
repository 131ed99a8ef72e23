"""Ranks within a group (rule 10). Pure and exact: no Django."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)
# What units are ranked by, the higher the better.
Key = TypeVar("Key", Fraction, tuple[Fraction, int])


def ranks(keys: Mapping[Unit, Key]) -> dict[Unit, int]:
    """The rank of each unit: one more than the number of units ahead of it, so 1, 2, 2, 4."""
    found: dict[Unit, int] = {}
    ahead, rank = None, 0
    in_order = sorted(keys.items(), key=itemgetter(1), reverse=True)
    for place, (unit, own) in enumerate(in_order, start=1):
        if own != ahead:
            ahead, rank = own, place
        found[unit] = rank
    return found


def dense_ranks(keys: Mapping[Unit, Key]) -> dict[Unit, int]:
    """The rank of each unit: one more than the number of different keys ahead of its own, so 1, 2, 2, 3."""
    rank_of = {key: rank for rank, key in enumerate(sorted(set(keys.values()), reverse=True), 1)}
    return {unit: rank_of[own] for unit, own in keys.items()}
