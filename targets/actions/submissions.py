"""The steps of one unit's monthly report: save its figures, submit it, withdraw it to correct it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from targets.models import Count, Submission, Unit, User
from targets.models.submissions import Figures
from targets.periods import Month
from targets.workflow import CHANGEABLE_BY_THE_UNIT, State, may_follow


class Conflict(Exception):
    """Somebody else changed the submission since this person opened it."""

    def __init__(self, submission: Submission) -> None:
        super().__init__()
        self.submission = submission


@transaction.atomic
def save_counts(
    *,
    unit: Unit,
    month: Month,
    figures: Mapping[int, Figures],
    version: int,
    by: User,
    at: datetime,
) -> Submission:
    """Save the figures by procedure (its primary key); (None, None) removes a count, others not named stay.

    A submitted month becomes a draft again by it. Raises Conflict where the submission is not at the version that the
    person saw (0: there was none), or may no longer be changed by the unit.
    """
    submission = _held(unit, month, by=by, at=at)
    if submission.version != version or submission.status not in CHANGEABLE_BY_THE_UNIT:
        raise Conflict(submission)
    if submission.status == State.SUBMITTED:
        submission.status = Submission.Status.DRAFT
    submission.is_sample = by.is_sample and (submission.is_sample or version == 0)
    _touch(submission, by=by, at=at)
    _write(submission, figures)
    return submission


@transaction.atomic
def submit(
    *,
    unit: Unit,
    month: Month,
    figures: Mapping[int, Figures],
    version: int,
    by: User,
    at: datetime,
) -> Submission:
    """Save the figures and hand the month in. Raises Conflict as `save_counts` does."""
    submission = save_counts(unit=unit, month=month, figures=figures, version=version, by=by, at=at)
    submission.status = Submission.Status.SUBMITTED
    submission.submitted_at, submission.submitted_by = at, by
    submission.save()
    return submission


@transaction.atomic
def withdraw(*, unit: Unit, month: Month, version: int, by: User, at: datetime) -> Submission:
    """Take a submitted month back to correct it; until it is submitted again it does not count (rule 3)."""
    submission = _held(unit, month, by=by, at=at)
    if submission.version != version or not may_follow(submission.status, State.DRAFT):
        raise Conflict(submission)
    submission.status = Submission.Status.DRAFT
    _touch(submission, by=by, at=at)
    return submission


def _held(unit: Unit, month: Month, *, by: User, at: datetime) -> Submission:
    """The submission, held against other writers until the transaction ends; an empty draft where there is none."""
    empty = Submission(unit=unit, month=month, saved_by=by, saved_at=at)
    Submission.objects.bulk_create([empty], ignore_conflicts=True)
    return Submission.objects.select_for_update().get(unit=unit, month=month)


def _touch(submission: Submission, *, by: User, at: datetime) -> None:
    submission.version += 1
    submission.saved_at, submission.saved_by = at, by
    submission.save()


def _write(submission: Submission, figures: Mapping[int, Figures]) -> None:
    blank = [procedure for procedure, figure in figures.items() if figure == (None, None)]
    submission.counts.filter(procedure__in=blank).delete()
    Count.objects.bulk_create(
        [
            Count(submission=submission, procedure_id=procedure, total=total, online=online)
            for procedure, (total, online) in figures.items()
            if procedure not in blank
        ],
        update_conflicts=True,
        unique_fields=["submission", "procedure"],
        update_fields=["total", "online"],
    )
