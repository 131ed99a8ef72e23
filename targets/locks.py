"""Which months may be changed today: a lock follows from the period's date, a window from a request that was granted."""

from datetime import date

from django.db import connection

from targets.models import ReportingPeriod, Submission, Unit, UnlockRequest
from targets.periods import Month


class Locked(Exception):
    """The month is locked: its figures are changed by request only."""


def hold_calendar() -> None:
    """Let nobody move a lock until the transaction ends, so that what was checked stays true."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE targets_reportingperiod IN SHARE MODE")


def locked_months(today: date) -> set[Month]:
    """The months whose period has locked."""
    return set(ReportingPeriod.objects.filter(locks_on__lt=today).values_list("month", flat=True))


def open_windows(today: date) -> set[tuple[int, Month]]:
    """The units (their primary keys) and months that may be corrected today."""
    windows = UnlockRequest.objects.filter(open_from__lte=today, open_until__gte=today)
    return set(windows.values_list("unit", "month"))


def check_open(unit: Unit, month: Month, today: date) -> bool:
    """Raise Locked where the month may not be changed; answer whether it is open for a correction only."""
    if not ReportingPeriod.objects.filter(month=month, locks_on__lt=today).exists():
        return False
    windows = UnlockRequest.objects.filter(unit=unit, month=month)
    if not windows.filter(open_from__lte=today, open_until__gte=today).exists():
        raise Locked
    return True


def is_locked(submission: Submission, today: date) -> bool:
    """Whether the submission's figures may not be changed today."""
    try:
        check_open(submission.unit, submission.month, today)
    except Locked:
        return True
    return False
