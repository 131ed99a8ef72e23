"""What waits for the reviewer: submitted months, the riskiest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from targets.history import doubtful_procedures
from targets.models import Count, Explanation, ReportingPeriod, Submission, User
from targets.workflow import State

# A year of the whole province: what is unusual is worked out anew for each of these.
MOST_AT_ONCE = 2_000


@dataclass(frozen=True)
class Waiting:
    """A submitted month, and what makes it worth a closer look."""

    submission: Submission
    # Procedures with unusual figures, and those of them for which nobody gave a reason.
    unusual: int
    unexplained: int
    is_resubmitted: bool
    is_late: bool

    @property
    def risk(self) -> tuple[bool, bool, bool, bool]:
        """Late ones first; then unusual figures, without a reason before with one; then what was returned once."""
        return self.is_late, self.unexplained > 0, self.unusual > 0, self.is_resubmitted


def waiting(user: User) -> list[Waiting]:
    """The submitted months that the person may judge as far as the queue can tell, the riskiest first, then the oldest.

    At most `MOST_AT_ONCE`, those that wait longest.
    """
    due = dict(ReportingPeriod.objects.values_list("month", "due_on"))
    summed = (
        _submitted(user)
        .select_related("unit__parent", "submitted_by")
        .annotate(total=Sum("counts__total"), online=Sum("counts__online"))
    )
    submissions = list(summed.order_by("submitted_at", "pk")[:MOST_AT_ONCE])
    unusual, explained = doubtful_procedures(submissions), _explained(submissions)
    rows = [
        _row(each, unusual[each.pk], explained[each.pk], due.get(each.month))
        for each in submissions
    ]
    return sorted(rows, key=lambda row: row.risk, reverse=True)


def number_waiting(user: User) -> int:
    """How many submitted months the person may judge, those beyond `MOST_AT_ONCE` too."""
    return _submitted(user).count()


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
    # Asked of each submission that waits: the counts of all the years would take ever longer.
    entered = Count.objects.filter(submission=OuterRef("pk"), entered_by=user)
    return Submission.objects.filter(~Exists(entered), status=State.SUBMITTED).exclude(
        Q(submitted_by=user) | Q(unit__in=user.own_units)
    )


def _explained(submissions: Sequence[Submission]) -> dict[int, set[int]]:
    """The procedures (primary keys) for which a reason was given, by submission (its primary key)."""
    explained: dict[int, set[int]] = defaultdict(set)
    given = Explanation.objects.filter(submission__in=submissions)
    for submission, procedure in given.values_list("submission", "procedure"):
        explained[submission].add(procedure)
    return explained


def _row(
    submission: Submission, doubtful: set[int], explained: set[int], due_on: date | None
) -> Waiting:
    return Waiting(
        submission=submission,
        unusual=len(doubtful | explained),
        unexplained=len(doubtful - explained),
        is_resubmitted=submission.returned_at is not None,
        is_late=due_on is not None and timezone.localdate(submission.first_submitted_at) > due_on,
    )
