"""A unit's own earlier months, and what is unusual beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from targets.figures import Figures
from targets.models import Count, Submission, Unit
from targets.monthly import MonthlyReport
from targets.periods import Month, Span
from targets.plausibility import Doubt, doubts
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
        earlier.setdefault(procedure, []).append(Figures(total, online))
    return earlier


def doubts_of(report: MonthlyReport, figures: Mapping[int, Figures]) -> list[Doubt]:
    """What is unusual in the figures typed for a report, by procedure (its primary key), in their order."""
    return doubts(figures, history(report.unit, report.month))


def doubtful_procedures(submissions: Sequence[Submission]) -> dict[int, set[int]]:
    """The procedures (primary keys) whose figures are unusual, by submission (its primary key); two queries for all."""
    if not submissions:
        return {}
    figures: dict[int, dict[int, Figures]] = defaultdict(dict)
    for submission, procedure, total, online in _figures(
        Count.objects.filter(submission__in=submissions), "submission"
    ):
        figures[submission][procedure] = Figures(total, online)
    earlier = _histories(submissions)
    return {
        submission.pk: {
            doubt.procedure
            for doubt in doubts(figures[submission.pk], _year_before(submission, earlier))
        }
        for submission in submissions
    }


def _figures(counts: QuerySet[Count], *keys: str) -> Iterable[tuple[Any, ...]]:
    return counts.order_by().values_list(*keys, "procedure", "total", "online").iterator()


# Of one unit, by month: each procedure and its figures.
_ByMonth = dict[Month, list[tuple[int, Figures]]]


def _histories(submissions: Sequence[Submission]) -> dict[int, _ByMonth]:
    """What the units of some submissions reported in the months before any of them, by unit (its primary key)."""
    months = [submission.month for submission in submissions]
    counts = Count.objects.filter(
        submission__unit__in={submission.unit_id for submission in submissions},
        submission__status__in=COUNTING,
        submission__month__gte=min(months).plus(-MONTHS_BACK),
        submission__month__lt=max(months),
    )
    histories: dict[int, _ByMonth] = defaultdict(lambda: defaultdict(list))
    for unit, month, procedure, total, online in _figures(
        counts, "submission__unit", "submission__month"
    ):
        histories[unit][month].append((procedure, Figures(total, online)))
    return histories


def _year_before(
    submission: Submission, histories: Mapping[int, _ByMonth]
) -> dict[int, list[Figures]]:
    months = histories.get(submission.unit_id, {})
    earlier: dict[int, list[Figures]] = defaultdict(list)
    for month in Span(submission.month.plus(-MONTHS_BACK), submission.month.previous()):
        for procedure, figures in months.get(month, ()):
            earlier[procedure].append(figures)
    return earlier
