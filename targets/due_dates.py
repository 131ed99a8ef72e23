"""When a month is due and when it locks, by a rule that the DIC sets. Pure: no Django, no clock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from targets.periods import Month, Span

SATURDAY = 5
ONE_DAY = timedelta(days=1)
# What a rule may say: any month has these days, and a lock is no later than a season.
DUE_DAYS = range(1, 29)
DAYS_UNTIL_LOCK = range(91)

Value = TypeVar("Value")


class CutOff(StrEnum):
    """Which days a reporting period covers."""

    CALENDAR_MONTH = "calendar_month"
    # From the 15th of the month before to the 14th, as the later national rule has it.
    FIFTEENTH = "fifteenth"


@dataclass(frozen=True)
class DueRule:
    """Due on a day of the next month, locked some days later; both move past weekends and holidays."""

    due_day: int = 5
    days_until_lock: int = 10
    cut_off: CutOff = CutOff.CALENDAR_MONTH


@dataclass(frozen=True)
class Dates:
    """The days of one reporting period. It may be entered from `opens_on`; it is late after `due_on`, locked after `locks_on`."""

    covers_from: date
    covers_to: date
    opens_on: date
    due_on: date
    locks_on: date


def dates(month: Month, rule: DueRule, holidays: Collection[date]) -> Dates:
    """The days of a month under a rule."""
    covers_from, covers_to = covered(month, rule.cut_off)
    due_on = _due(month, rule.due_day, holidays)
    return Dates(
        covers_from=covers_from,
        covers_to=covers_to,
        opens_on=month.first_day,
        due_on=due_on,
        locks_on=_lock(due_on, rule.days_until_lock, holidays),
    )


def _due(month: Month, due_day: int, holidays: Collection[date]) -> date:
    return working_day(month.next().first_day.replace(day=due_day), holidays)


def _lock(due_on: date, days_until_lock: int, holidays: Collection[date]) -> date:
    return working_day(due_on + timedelta(days=days_until_lock), holidays)


def year_dates(year: int, rule: DueRule, holidays: Collection[date]) -> dict[Month, Dates]:
    """The days of each month of a year under a rule."""
    return {month: dates(month, rule, holidays) for month in Span.of_year(year)}


def holiday_range(year: int) -> tuple[date, date]:
    """The first and the last day whose holidays belong to a year's periods: December is due in the January after it."""
    return date(year, 1, 1), date(year + 1, 1, 31)


def covered(month: Month, cut_off: CutOff) -> tuple[date, date]:
    """The first and the last day that a month covers."""
    if cut_off == CutOff.FIFTEENTH:
        return month.previous().first_day.replace(day=15), month.first_day.replace(day=14)
    return month.first_day, month.last_day


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the first after it that is no weekend and no holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += ONE_DAY
    return day


@dataclass(frozen=True)
class Seam:
    """Where the days of two months that follow each other do not join."""

    before: Month
    after: Month
    # The days that neither covers; None where some are covered twice.
    gap: tuple[date, date] | None


def seams(dates_by_month: Mapping[Month, Dates]) -> list[Seam]:
    """Where months that follow each other overlap, or leave days out."""
    found = []
    for month in sorted(dates_by_month):
        before = dates_by_month.get(month.previous())
        if before is None:
            continue
        first, last = before.covers_to + ONE_DAY, dates_by_month[month].covers_from - ONE_DAY
        if first <= last:
            found.append(Seam(month.previous(), month, (first, last)))
        elif first != last + ONE_DAY:
            found.append(Seam(month.previous(), month, None))
    return found


def rule_of(dates_by_month: Mapping[Month, Dates], holidays: Collection[date]) -> DueRule:
    """The rule that most of the months follow, each part by itself; its usual value where none is followed by most."""
    usual, months = DueRule(), dates_by_month.items()
    due_day = {
        day: sum(found.due_on == _due(month, day, holidays) for month, found in months)
        for day in DUE_DAYS
    }
    until_lock = {
        days: sum(
            found.locks_on == _lock(found.due_on, days, holidays)
            for found in dates_by_month.values()
        )
        for days in DAYS_UNTIL_LOCK
    }
    cut_off = {
        each: sum(
            (found.covers_from, found.covers_to) == covered(month, each) for month, found in months
        )
        for each in CutOff
    }
    return DueRule(
        _most(due_day, usual.due_day, len(months)),
        _most(until_lock, usual.days_until_lock, len(months)),
        _most(cut_off, usual.cut_off, len(months)),
    )


def _most(followers: Mapping[Value, int], usual: Value, months: int) -> Value:
    best = max(followers, key=lambda value: (followers[value], value == usual))
    return best if followers[best] * 2 > months else usual
