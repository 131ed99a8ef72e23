"""The steps of one unit's monthly report: save its figures, submit it, withdraw it to correct it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from targets.figures import NOT_REPORTED, Figures
from targets.locks import Locked, check_open, hold_calendar
from targets.models import Count, Explanation, Submission, Unit, User
from targets.periods import Month
from targets.workflow import CHANGEABLE_BY_THE_UNIT, OPEN_TO_THE_UNIT, State, may_follow


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
    today: date,
    reasons: Mapping[int, str] | None = None,
) -> Submission:
    """Save the figures by procedure (its primary key); NOT_REPORTED removes a count, others not named stay.

    A submitted month becomes a draft again by it. Raises Locked, and Conflict where the submission is not at the version
    that the person saw (0: there was none), or may no longer be changed by the unit.
    """
    is_correction = _check_open(unit, month, today)
    # While a locked month is corrected its last submitted figures count: they give way to a submission, not to a draft.
    changeable = OPEN_TO_THE_UNIT if is_correction else CHANGEABLE_BY_THE_UNIT
    submission = _claimed(unit, month, version, changeable, by=by, at=at)
    if submission.status == State.SUBMITTED:
        submission.status = Submission.Status.DRAFT
    _touch(submission, by=by, at=at)
    _write(submission, figures, by=by, at=at)
    _explain(submission, reasons or {}, by=by, at=at)
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
    today: date,
    reasons: Mapping[int, str] | None = None,
) -> Submission:
    """Save the figures and hand the month in, with a reason for each procedure whose figures are unusual.

    Raises as `save_counts` does.
    """
    is_correction = _check_open(unit, month, today)
    changeable = frozenset(State) if is_correction else CHANGEABLE_BY_THE_UNIT
    submission = _claimed(unit, month, version, changeable, by=by, at=at)
    submission.status = Submission.Status.SUBMITTED
    submission.submitted_at, submission.submitted_by = at, by
    submission.first_submitted_at = submission.first_submitted_at or at
    submission.accepted_at = submission.accepted_by = None
    _touch(submission, by=by, at=at)
    _write(submission, figures, by=by, at=at)
    _explain(submission, reasons or {}, by=by, at=at)
    return submission


@transaction.atomic
def withdraw(
    *, unit: Unit, month: Month, version: int, by: User, at: datetime, today: date
) -> Submission:
    """Take a submitted month back to correct it; until it is submitted again it does not count (rule 3).

    Raises Locked from the lock on, a window included: there a correction is submitted at once.
    """
    if _check_open(unit, month, today):
        raise Locked
    submission = _held(unit, month, by=by, at=at)
    if submission.version != version or not may_follow(submission.status, State.DRAFT):
        raise Conflict(submission)
    submission.status = Submission.Status.DRAFT
    _touch(submission, by=by, at=at)
    return submission


def _check_open(unit: Unit, month: Month, today: date) -> bool:
    hold_calendar()
    return check_open(unit, month, today)


def _claimed(
    unit: Unit,
    month: Month,
    version: int,
    changeable: Collection[State],
    *,
    by: User,
    at: datetime,
) -> Submission:
    """The submission, held, where it is at the version that the person saw and may be changed."""
    submission = _held(unit, month, by=by, at=at)
    if submission.version != version or State(submission.status) not in changeable:
        raise Conflict(submission)
    submission.is_sample = by.is_sample and (submission.is_sample or version == 0)
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


def _write(
    submission: Submission, figures: Mapping[int, Figures], *, by: User, at: datetime
) -> None:
    """Write the figures that differ from the stored ones, so that each says who entered it last, and when."""
    stored = {
        procedure: Figures(total, online)
        for procedure, total, online in submission.counts.values_list(
            "procedure", "total", "online"
        )
    }
    changed = {
        procedure: figure
        for procedure, figure in figures.items()
        if figure != stored.get(procedure, NOT_REPORTED)
    }
    blank = [procedure for procedure, figure in changed.items() if figure == NOT_REPORTED]
    submission.counts.filter(procedure__in=blank).delete()
    Count.objects.bulk_create(
        [
            Count(
                submission=submission,
                procedure_id=procedure,
                total=total,
                online=online,
                entered_at=at,
                entered_by=by,
            )
            for procedure, (total, online) in changed.items()
            if procedure not in blank
        ],
        update_conflicts=True,
        unique_fields=["submission", "procedure"],
        update_fields=["total", "online", "entered_at", "entered_by", "upload", "source_row"],
    )


def _explain(submission: Submission, reasons: Mapping[int, str], *, by: User, at: datetime) -> None:
    """Keep the reasons of this submission; those given for figures that are usual by now go."""
    submission.explanations.exclude(procedure__in=reasons).delete()
    Explanation.objects.bulk_create(
        [
            Explanation(
                submission=submission,
                procedure_id=procedure,
                reason=reason,
                given_at=at,
                given_by=by,
            )
            for procedure, reason in reasons.items()
        ],
        update_conflicts=True,
        unique_fields=["submission", "procedure"],
        update_fields=["reason", "given_at", "given_by"],
    )
