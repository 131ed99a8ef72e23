"""Ranks within a group (rule 10). Pure and exact: no Django."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)
# What units are ranked by, the higher the better.
Key = TypeVar("Key", Fraction, tuple[Fraction, int])


def ranks(keys: Mapping[Unit, Key]) -> dict[Unit, int]:
    """The rank of each unit: one more than the number of units ahead of it, so 1, 2, 2, 4."""
    ascending = sorted(keys.values())
    return {unit: 1 + len(ascending) - bisect_right(ascending, own) for unit, own in keys.items()}


def dense_ranks(keys: Mapping[Unit, Key]) -> dict[Unit, int]:
    """The rank of each unit: one more than the number of different keys ahead of its own, so 1, 2, 2, 3."""
    rank_of = {key: rank for rank, key in enumerate(sorted(set(keys.values()), reverse=True), 1)}
    return {unit: rank_of[own] for unit, own in keys.items()}
