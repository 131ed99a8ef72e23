"""Which months may be changed today: a lock follows from the period's dates, a window from a request that was granted."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q

from targets.models import ReportingPeriod, Unit, UnlockRequest
from targets.periods import Month


class Locked(Exception):
    """The month is locked, or not open yet: its figures are changed by request only."""


def hold_calendar() -> None:
    """Let nobody move a lock until the transaction ends, so that what was checked stays true."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE targets_reportingperiod IN SHARE MODE")


def locked_months(today: date) -> set[Month]:
    """The months whose period has locked, or has not opened yet. A month without a period is open."""
    return set(ReportingPeriod.objects.filter(_locked(today)).values_list("month", flat=True))


def unopened_months(today: date) -> set[Month]:
    """The months whose period has not opened yet: locked ones too."""
    return set(ReportingPeriod.objects.filter(opens_on__gt=today).values_list("month", flat=True))


def open_windows(today: date) -> set[tuple[int, Month]]:
    """The units (their primary keys) and months that may be corrected today."""
    return set(UnlockRequest.objects.open_on(today).values_list("unit", "month"))


def last_days_of_windows(units: Iterable[Unit], today: date) -> dict[tuple[int, Month], date]:
    """The last day of each window that is open today, by unit (its primary key) and month."""
    windows = UnlockRequest.objects.open_on(today).filter(unit__in=units).order_by("open_until")
    return {
        (unit, month): day
        for unit, month, day in windows.values_list("unit", "month", "open_until")
    }


def check_open(unit: Unit, month: Month, today: date) -> bool:
    """Raise Locked where the month may not be changed; answer whether it is open for a correction only."""
    if not ReportingPeriod.objects.filter(_locked(today), month=month).exists():
        return False
    if window_of(unit, month, today) is None:
        raise Locked
    return True


def window_of(unit: Unit, month: Month, today: date) -> UnlockRequest | None:
    """The request whose days are open today, the one that ends last; None where there is none."""
    windows = UnlockRequest.objects.open_on(today).filter(unit=unit, month=month)
    return windows.order_by("open_until").last()


def _locked(today: date) -> Q:
    return Q(locks_on__lt=today) | Q(opens_on__gt=today)
