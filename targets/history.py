"""A unit's own earlier months, and what is unusual beside them."""

from collections.abc import Mapping

from targets.models import Count, Unit
from targets.monthly import MonthlyReport
from targets.periods import Month, Span
from targets.plausibility import Doubt, Figures, doubts
from targets.workflow import COUNTING

# A year back: the same month of the year before is always among them, for work that has its season.
MONTHS_BACK = 12


def history(unit: Unit, month: Month) -> dict[int, list[Figures]]:
    """What the unit reported in the twelve months before, by procedure (its primary key), the earliest first.

    Only submissions that count (rule 3).
    """
    span = Span(month.plus(-MONTHS_BACK), month.previous())
    counts = Count.objects.filter(
        submission__unit=unit,
        submission__status__in=COUNTING,
        submission__month__gte=span.first,
        submission__month__lte=span.last,
    ).order_by("submission__month")
    earlier: dict[int, list[Figures]] = {}
    for procedure, total, online in counts.values_list("procedure", "total", "online"):
        earlier.setdefault(procedure, []).append((total, online))
    return earlier


def doubts_of(report: MonthlyReport, figures: Mapping[int, Figures]) -> list[Doubt]:
    """What is unusual in the figures typed for a report, by procedure (its primary key), in their order."""
    return doubts(figures, history(report.unit, report.month))
