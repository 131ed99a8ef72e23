"""Whether the monthly shares, from which every page is made, are what the counts themselves say (ADR 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from reporting.compliance import NOTHING, Share
from reporting.queries import counts_that_count
from targets.models import Decision, MonthlyShare, Unit
from targets.periods import Month

Shares = dict[tuple[int, Month], Share]


@dataclass(frozen=True)
class DifferingShare:
    """A unit's month whose kept share is not what its counts say; 0 of 0 is none."""

    unit: Unit
    month: Month
    leaves_out_since: date | None
    kept: Share
    counted: Share


def differing_shares() -> Iterator[DifferingShare]:
    """Every difference, by way of counting, unit and month; nothing where all is well."""
    units = Unit.objects.in_bulk()
    for since in _ways():
        kept, counted = _kept(since), _counted(since)
        for unit, month in sorted(kept.keys() | counted.keys()):
            found = kept.get((unit, month), NOTHING), counted.get((unit, month), NOTHING)
            if found[0] != found[1]:
                yield DifferingShare(units[unit], month, since, *found)


def _ways() -> set[date | None]:
    """The ways of counting that decisions have, or kept shares."""
    kept = MonthlyShare.objects.values_list("leaves_out_since", flat=True).distinct()
    return {None, *kept, *(decision.leaves_out_since for decision in Decision.objects.all())}


def _kept(since: date | None) -> Shares:
    rows = MonthlyShare.objects.filter(leaves_out_since=since).values_list(
        "submission__unit", "submission__month", "online", "total"
    )
    return {(unit, month): Share(online, total) for unit, month, online, total in rows}


def _counted(since: date | None) -> Shares:
    # From the year on in which procedures are left out; a decision of that year asks for no earlier month.
    months = Q() if since is None else Q(submission__month__gte=since)
    counts = counts_that_count(since).filter(months)
    groups = counts.values_list("submission__unit", "submission__month")
    sums = groups.annotate(Sum("online"), Sum("total")).order_by()
    return {(unit, month): Share(online, total) for unit, month, online, total in sums}
