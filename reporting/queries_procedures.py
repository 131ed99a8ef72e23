"""From the database to sums: what all units together reported of each procedure."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Sum

from reporting.compliance import Share
from reporting.queries import counted
from targets.models import Decision
from targets.periods import Span


def shares_by_procedure_and_minimum(
    decision: Decision, span: Span, units: Collection[int]
) -> dict[tuple[int, Decimal], Share]:
    """The share of some units (their primary keys) in each procedure (its primary key), by the minimum that they have.

    Units without a target under the decision have no part in it.
    """
    counts = counted(decision, span).filter(
        submission__unit__in=units, submission__unit__targets__decision=decision
    )
    sums = (
        counts.values_list("procedure", "submission__unit__targets__minimum_percent")
        .annotate(Sum("online"), Sum("total"))
        .order_by()
    )
    return {
        (procedure, minimum): Share(online, total) for procedure, minimum, online, total in sums
    }
