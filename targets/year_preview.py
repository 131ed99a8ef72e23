"""What a rule would make of a year, beside what is stored: seen before anything is stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from targets.due_dates import Dates, DueRule, Seam, holiday_range, rule_of, seams, year_dates
from targets.models import Holiday, ReportingPeriod
from targets.periods import Month, Span


@dataclass(frozen=True)
class PreviewedMonth:
    """The days that a month has, where it is stored, and those that it would get."""

    month: Month
    stored: Dates | None
    made: Dates
    is_locked: bool

    @property
    def is_changed(self) -> bool:
        return self.stored not in (None, self.made)


@dataclass(frozen=True)
class YearPreview:
    """The months of a year, where they would not join, and the holidays that would no longer be any."""

    months: Sequence[PreviewedMonth]
    seams: Sequence[Seam]
    lost_holidays: Sequence[Holiday]

    @property
    def has_changes(self) -> bool:
        return any(month.is_changed for month in self.months)


def year_preview(year: int, rule: DueRule, holidays: Collection[date], today: date) -> YearPreview:
    """What the rule would make, were every month replaced."""
    made = year_dates(year, rule, holidays)
    stored = _with_neighbours(year)
    days = {month: period.dates for month, period in stored.items()}
    return YearPreview(
        months=[
            PreviewedMonth(
                month=month,
                stored=days.get(month),
                made=made[month],
                is_locked=month in stored and stored[month].is_locked(today),
            )
            for month in made
        ],
        seams=seams(days | made),
        lost_holidays=list(
            Holiday.objects.filter(day__range=holiday_range(year)).exclude(day__in=holidays)
        ),
    )


def beginning_of(year: int) -> Mapping[str, object]:
    """What the form of a year begins with: the rule that its stored months follow, and its holidays."""
    holidays = list(Holiday.objects.filter(day__range=holiday_range(year)))
    periods = ReportingPeriod.objects.filter(month__in=Span.of_year(year))
    rule = rule_of(
        {period.month: period.dates for period in periods}, {holiday.day for holiday in holidays}
    )
    return {
        "year": year,
        "due_day": rule.due_day,
        "days_until_lock": rule.days_until_lock,
        "cut_off": rule.cut_off.value,
        "holidays": "\n".join(f"{holiday.day:%d/%m/%Y} {holiday.name}" for holiday in holidays),
    }


def seams_beside(month: Month) -> list[Seam]:
    """Where a stored month does not join the stored months before and after it."""
    months = [month.previous(), month, month.next()]
    periods = ReportingPeriod.objects.filter(month__in=months)
    return seams({period.month: period.dates for period in periods})


def _with_neighbours(year: int) -> dict[Month, ReportingPeriod]:
    months = Span.of_year(year)
    span = Span(months.first.previous(), months.last.next())
    periods = ReportingPeriod.objects.filter(month__gte=span.first, month__lte=span.last)
    return {period.month: period for period in periods}
