"""What the DIC does with a submitted month: accept it, return it with a reason, remark upon it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from targets.actions.submissions import Conflict
from targets.locks import Locked, check_open, hold_calendar
from targets.models import Procedure, Remark, Submission, User
from targets.permissions import Refused, check_can_review
from targets.workflow import State, may_follow


@dataclass(frozen=True)
class Judged:
    """What came of accepting many: those accepted, and for each of the others why not."""

    accepted: list[Submission]
    left: list[tuple[Submission, str]]


@transaction.atomic
def accept(*, submission: Submission, version: int, by: User, at: datetime) -> Submission:
    """Accept the figures; a lock does not bar it. Raises Refused, and Conflict where they changed meanwhile."""
    submission = _claimed(submission, version, State.ACCEPTED, by=by)
    submission.status = Submission.Status.ACCEPTED
    submission.accepted_at, submission.accepted_by = at, by
    submission.version += 1
    submission.save()
    return submission


@transaction.atomic
def return_(
    *, submission: Submission, version: int, reason: str, by: User, at: datetime, today: date
) -> Submission:
    """Give the month back to its unit with a reason; until it is submitted again it does not count.

    Raises Refused, Conflict where it changed meanwhile, and Locked from the lock on, granted days included: once they
    end nobody could bring back what had counted.
    """
    hold_calendar()
    if check_open(submission.unit, submission.month, today):
        raise Locked
    submission = _claimed(submission, version, State.RETURNED, by=by)
    submission.status = Submission.Status.RETURNED
    submission.returned_at, submission.returned_by = at, by
    submission.return_reason = reason
    submission.accepted_at = submission.accepted_by = None
    submission.version += 1
    submission.save()
    return submission


def accept_many(*, chosen: Iterable[tuple[Submission, int]], by: User, at: datetime) -> Judged:
    """Accept each of these at the version that was seen; one that cannot be accepted does not hold up the others."""
    judged = Judged([], [])
    for submission, version in chosen:
        try:
            judged.accepted.append(accept(submission=submission, version=version, by=by, at=at))
        except Refused as refused:
            judged.left.append((submission, str(refused)))
        except Conflict:
            judged.left.append((submission, ""))
    return judged


def remark(
    *, submission: Submission, procedure: Procedure | None, text: str, by: User, at: datetime
) -> Remark:
    """Ask or answer, on the month as a whole or on one procedure."""
    return Remark.objects.create(
        submission=submission, procedure=procedure, text=text, written_by=by, written_at=at
    )


def _claimed(submission: Submission, version: int, then: State, *, by: User) -> Submission:
    submission = (
        Submission.objects.select_for_update(of=["self"])
        .select_related("unit")
        .get(pk=submission.pk)
    )
    check_can_review(by, submission)
    if submission.version != version or not may_follow(submission.status, then):
        raise Conflict(submission)
    return submission
