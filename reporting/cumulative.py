"""Shares from the first month through each month. Pure and exact: no Django."""

from collections.abc import Container, Iterable, Mapping

from reporting.compliance import NOTHING, Share
from targets.periods import Month


def cumulative(
    months: Iterable[Month], shares: Mapping[Month, Share], reported: Container[Month]
) -> list[Share | None]:
    """For each month the share of all months reported through it; None where the month itself is not reported.

    A month that is reported without anything that counts adds 0 of 0.
    """
    so_far = NOTHING
    found: list[Share | None] = []
    for month in months:
        if month in reported:
            so_far += shares.get(month, NOTHING)
            found.append(so_far)
        else:
            found.append(None)
    return found
