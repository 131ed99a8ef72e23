"""When a month is due and when it locks, by a rule that the DIC sets. Pure: no Django, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from targets.periods import Month, Span

SATURDAY = 5


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
    due_on = working_day(month.next().first_day.replace(day=rule.due_day), holidays)
    return Dates(
        covers_from=covers_from,
        covers_to=covers_to,
        opens_on=month.first_day,
        due_on=due_on,
        locks_on=working_day(due_on + timedelta(days=rule.days_until_lock), holidays),
    )


def year_dates(year: int, rule: DueRule, holidays: Collection[date]) -> dict[Month, Dates]:
    """The days of each month of a year under a rule."""
    return {month: dates(month, rule, holidays) for month in Span(Month(year, 1), Month(year, 12))}


def covered(month: Month, cut_off: CutOff) -> tuple[date, date]:
    """The first and the last day that a month covers."""
    if cut_off == CutOff.FIFTEENTH:
        return month.previous().first_day.replace(day=15), month.first_day.replace(day=14)
    return month.first_day, month.last_day


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the first after it that is no weekend and no holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day
