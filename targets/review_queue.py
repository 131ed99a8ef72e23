"""What waits for the reviewer: submitted months, the riskiest first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from targets.models import Explanation, ReportingPeriod, Submission, User
from targets.workflow import State


@dataclass(frozen=True)
class Waiting:
    """A submitted month, and what makes it worth a closer look."""

    submission: Submission
    reasons: int
    is_resubmitted: bool
    is_late: bool

    @property
    def risk(self) -> tuple[bool, bool, bool]:
        """Unusual figures first, then what was returned once, then what came late."""
        return self.reasons > 0, self.is_resubmitted, self.is_late


def waiting(user: User) -> list[Waiting]:
    """The submitted months that the person may judge as far as the queue can tell, the riskiest first, then the oldest."""
    due = dict(ReportingPeriod.objects.values_list("month", "due_on"))
    rows = [_row(submission, due.get(submission.month)) for submission in _submitted(user)]
    rows.sort(key=lambda row: row.submission.submitted_at)
    return sorted(rows, key=lambda row: row.risk, reverse=True)


def neighbours(
    queue: list[Waiting], submission: Submission
) -> tuple[Waiting | None, Waiting | None]:
    """What stands before and after a submission in the queue; after one that is gone, its head."""
    places = [row.submission.pk for row in queue]
    if submission.pk not in places:
        return None, queue[0] if queue else None
    place = places.index(submission.pk)
    before = queue[place - 1] if place else None
    return before, queue[place + 1] if place + 1 < len(queue) else None


def _submitted(user: User) -> QuerySet[Submission]:
    own = Q(submitted_by=user) | Q(unit__in=user.units.all()) | Q(counts__entered_by=user)
    others = Submission.objects.exclude(pk__in=Submission.objects.filter(own).values("pk"))
    return (
        others.filter(status=State.SUBMITTED)
        .select_related("unit__parent", "submitted_by")
        .annotate(
            total=Sum("counts__total"),
            online=Sum("counts__online"),
            reasons=Subquery(_number_of_reasons()),
        )
    )


def _number_of_reasons() -> QuerySet:
    explanations = Explanation.objects.filter(submission=OuterRef("pk")).order_by()
    return explanations.values("submission").annotate(number=CountOf("pk")).values("number")


def _row(submission: Submission, due_on: date | None) -> Waiting:
    return Waiting(
        submission=submission,
        reasons=submission.reasons or 0,
        is_resubmitted=submission.returned_at is not None,
        is_late=due_on is not None and timezone.localdate(submission.first_submitted_at) > due_on,
    )
