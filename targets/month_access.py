"""What one person may do with one unit's month today."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from targets import permissions
from targets.locks import Locked, check_open, window_of
from targets.models import ReportingPeriod, UnlockRequest, User
from targets.monthly import MonthlyReport
from targets.workflow import COUNTING, State, may_follow


@dataclass(frozen=True)
class MonthAccess:
    """Asked once for a page; the actions themselves check again."""

    user: User
    report: MonthlyReport
    today: date

    @cached_property
    def period(self) -> ReportingPeriod | None:
        return ReportingPeriod.objects.filter(month=self.report.month).first()

    @cached_property
    def writable(self) -> bool:
        """Whether the person enters figures for the unit at all."""
        return permissions.can_write(self.user, self.report.unit)

    @cached_property
    def _lock(self) -> tuple[bool, bool]:
        """Whether the month is locked, and else whether it is open for a correction only."""
        try:
            return False, check_open(self.report.unit, self.report.month, self.today)
        except Locked:
            return True, False

    @property
    def is_locked(self) -> bool:
        return self._lock[0]

    @property
    def is_correction(self) -> bool:
        """Whether the month has locked and is open for days that the unit asked for."""
        return self._lock[1]

    @cached_property
    def window(self) -> UnlockRequest | None:
        """The granted days in which the month may be corrected today."""
        if not self.is_correction:
            return None
        return window_of(self.report.unit, self.report.month, self.today)

    @property
    def waits_for_correction(self) -> bool:
        """Whether figures count that were submitted before these days were granted."""
        submission = self.report.submission
        return (
            self.window is not None
            and submission is not None
            and State(submission.status) in COUNTING
            and submission.submitted_at < self.window.decided_at
        )

    @property
    def grants_days(self) -> bool:
        """Whether the person decides about requests, and so asks for none."""
        return permissions.can_manage_periods(self.user)

    @property
    def editable(self) -> bool:
        if not self.writable or self.is_locked:
            return False
        return self.report.is_open or self.is_correction

    @property
    def may_save_draft(self) -> bool:
        """Not while a correction would take the place of figures that count: that is submitted at once."""
        return self.editable and self.report.is_open

    @property
    def withdrawable(self) -> bool:
        return self.writable and self.report.is_submitted and self._lock == (False, False)

    @cached_property
    def waiting_request(self) -> UnlockRequest | None:
        return self._requests.filter(decided_at=None).first()

    @cached_property
    def last_decided_request(self) -> UnlockRequest | None:
        return self._requests.exclude(decided_at=None).order_by("decided_at", "pk").last()

    @property
    def _requests(self) -> QuerySet[UnlockRequest]:
        return UnlockRequest.objects.filter(unit=self.report.unit, month=self.report.month)

    @cached_property
    def reviewable(self) -> bool:
        """Whether the person may judge what was submitted."""
        submission = self.report.submission
        return (
            submission is not None
            and State(submission.status) in COUNTING
            and permissions.can_review(self.user, submission)
        )

    @property
    def may_accept(self) -> bool:
        submission = self.report.submission
        return self.reviewable and may_follow(submission.status, State.ACCEPTED)

    @property
    def may_return(self) -> bool:
        """Not from the lock on, granted days included: a lock freezes what counts."""
        return self.reviewable and self._lock == (False, False)
