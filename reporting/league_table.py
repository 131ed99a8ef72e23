"""Ranks within a group (rule 10). Pure and exact: no Django."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)


def ranks(attainments: Mapping[Unit, Fraction]) -> dict[Unit, int]:
    """The rank of each unit: one more than the number of units ahead of it, so 1, 2, 2, 4."""
    ascending = sorted(attainments.values())
    return {
        unit: 1 + len(ascending) - bisect_right(ascending, own) for unit, own in attainments.items()
    }
