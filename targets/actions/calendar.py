"""Set when months are due: a year at once by a rule, one period singly, the holidays."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from datetime import date

from django.db import transaction

from targets.due_dates import Dates, DueRule, holiday_range, year_dates
from targets.models import Holiday, ReportingPeriod
from targets.periods import Month

DAYS = [field.name for field in fields(Dates)]


@transaction.atomic
def make_year(
    *, year: int, rule: DueRule, holidays: Mapping[date, str], replaced: Collection[Month] = ()
) -> None:
    """Store the periods that a year has not yet, and those to be replaced, and the holidays they were moved past."""
    set_holidays(year=year, holidays=holidays)
    periods = [
        ReportingPeriod(month=month, **asdict(found))
        for month, found in year_dates(year, rule, holidays.keys()).items()
    ]
    ReportingPeriod.objects.bulk_create(
        [period for period in periods if period.month not in replaced], ignore_conflicts=True
    )
    ReportingPeriod.objects.bulk_create(
        [period for period in periods if period.month in replaced],
        update_conflicts=True,
        unique_fields=["month"],
        update_fields=DAYS,
    )


@transaction.atomic
def set_holidays(*, year: int, holidays: Mapping[date, str]) -> None:
    """Keep these holidays, and no others from the year's first day through the end of the January after it."""
    Holiday.objects.filter(day__range=holiday_range(year)).exclude(day__in=holidays).delete()
    Holiday.objects.bulk_create(
        [Holiday(day=day, name=name) for day, name in holidays.items()],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["name"],
    )


@transaction.atomic
def change_period(*, period: ReportingPeriod, days: Dates) -> ReportingPeriod:
    """Move the days of one period."""
    for name, day in asdict(days).items():
        setattr(period, name, day)
    period.save(update_fields=DAYS)
    return period
