"""What the public may see: the sums of the months that have been accepted, and of no others."""

from collections import defaultdict

from django.db.models import Sum

from reporting import queries
from reporting.compliance import Share
from targets.models import Decision, Submission
from targets.periods import Month, Span
from targets.workflow import State

ACCEPTED = State.ACCEPTED.value


def shares_by_unit(decision: Decision, span: Span) -> dict[int, Share]:
    """The share of each unit (its primary key) that has counts which count, in accepted months."""
    counts = queries.counted(decision, span).filter(submission__status=ACCEPTED)
    sums = counts.values_list("submission__unit").annotate(Sum("online"), Sum("total")).order_by()
    return {unit: Share(online, total) for unit, online, total in sums}


def months_accepted(span: Span) -> dict[int, set[Month]]:
    """For each unit (its primary key) the months whose submission is accepted."""
    accepted = defaultdict(set)
    submissions = Submission.objects.within(span).filter(status=ACCEPTED).order_by()
    for unit, month in submissions.values_list("unit", "month"):
        accepted[unit].add(month)
    return accepted


def has_sample(span: Span) -> bool:
    """Whether any accepted month of the span is sample data."""
    accepted = Submission.objects.within(span).filter(status=ACCEPTED)
    return accepted.filter(is_sample=True).exists()
