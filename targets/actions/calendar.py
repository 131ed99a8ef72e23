"""Set when months are due: a year at once by a rule, one period singly, the holidays."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction

from targets.due_dates import DueRule, year_dates
from targets.models import Holiday, ReportingPeriod


@transaction.atomic
def make_year(*, year: int, rule: DueRule, holidays: Mapping[date, str]) -> None:
    """Store the periods of a year, in place of those it has, and the holidays they were moved past."""
    set_holidays(year=year, holidays=holidays)
    ReportingPeriod.objects.bulk_create(
        [
            ReportingPeriod(month=month, **asdict(found))
            for month, found in year_dates(year, rule, holidays.keys()).items()
        ],
        update_conflicts=True,
        unique_fields=["month"],
        update_fields=["covers_from", "covers_to", "opens_on", "due_on", "locks_on"],
    )


@transaction.atomic
def set_holidays(*, year: int, holidays: Mapping[date, str]) -> None:
    """Keep these holidays, and no others from the year's first day through the end of the January after it."""
    first, last = date(year, 1, 1), date(year + 1, 1, 31)
    Holiday.objects.filter(day__range=(first, last)).exclude(day__in=holidays).delete()
    Holiday.objects.bulk_create(
        [Holiday(day=day, name=name) for day, name in holidays.items()],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["name"],
    )


@transaction.atomic
def change_period(
    *, period: ReportingPeriod, opens_on: date, due_on: date, locks_on: date
) -> ReportingPeriod:
    """Move the days of one period."""
    period.opens_on, period.due_on, period.locks_on = opens_on, due_on, locks_on
    period.save(update_fields=["opens_on", "due_on", "locks_on"])
    return period
