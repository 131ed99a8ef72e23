"""From the database to sums by procedure, over all units that handle it (rules 2 to 5)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count as CountOf
from django.db.models import F, FilteredRelation, Q, QuerySet, Sum

from reporting.compliance import Share
from reporting.queries import counted
from targets.models import Decision, Procedure, Unit
from targets.periods import Span


@dataclass(frozen=True)
class SumOfUnits:
    """What units with the same minimum handled of one procedure."""

    minimum: Decimal
    share: Share
    units: int


def sums_by_procedure(
    decision: Decision, span: Span, units: Collection[int] | QuerySet[Unit]
) -> dict[int, list[SumOfUnits]]:
    """For each procedure (its primary key) what some units (or their primary keys) handled, by their minimum; those with a target (rulings)."""
    target = FilteredRelation(
        "submission__unit__targets", condition=Q(submission__unit__targets__decision=decision)
    )
    rows = (
        counted(decision, span)
        .filter(submission__unit__in=units)
        .annotate(target=target, minimum=F("target__minimum_percent"))
        .filter(minimum__isnull=False)
        .values_list("procedure", "minimum")
        .annotate(Sum("online"), Sum("total"), CountOf("submission__unit", distinct=True))
        .order_by("procedure", "minimum")
    )
    sums = defaultdict(list)
    for procedure, minimum, online, total, number in rows:
        sums[procedure].append(SumOfUnits(minimum, Share(online, total), number))
    return dict(sums)


def shares_by_unit_of(decision: Decision, span: Span, procedure: Procedure) -> dict[int, Share]:
    """The share of each unit (its primary key) in one procedure."""
    return _by_unit(decision, span, [procedure.pk]).get(procedure.pk, {})


def shares_in_group(
    decision: Decision, span: Span, *, kind: str, procedures: Collection[int]
) -> dict[int, dict[int, Share]]:
    """For each of some procedures (their primary keys) the share of each unit of a group."""
    return _by_unit(decision, span, procedures, submission__unit__kind=kind)


def _by_unit(
    decision: Decision, span: Span, procedures: Collection[int], **units: str
) -> dict[int, dict[int, Share]]:
    rows = (
        counted(decision, span)
        .filter(procedure__in=procedures, **units)
        .values_list("procedure", "submission__unit")
        .annotate(Sum("online"), Sum("total"))
        .order_by()
    )
    shares: dict[int, dict[int, Share]] = defaultdict(dict)
    for procedure, unit, online, total in rows:
        shares[procedure][unit] = Share(online, total)
    return dict(shares)
