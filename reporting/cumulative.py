"""Shares from the first month through each month. Pure and exact: no Django."""

from collections.abc import Iterable, Mapping

from reporting.compliance import NOTHING, Share
from targets.periods import Month


def cumulative(months: Iterable[Month], reported: Mapping[Month, Share]) -> list[Share | None]:
    """For each month the share of all months `reported` through it; None where the month itself is not reported."""
    so_far = NOTHING
    found: list[Share | None] = []
    for month in months:
        if month in reported:
            so_far += reported[month]
            found.append(so_far)
        else:
            found.append(None)
    return found
