"""Forms about due dates: the rule of a year, its holidays, and the days of one period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.due_dates import DAYS_UNTIL_LOCK, DUE_DAYS, CutOff, Dates, DueRule, holiday_range
from targets.imports import cells
from targets.models import ReportingPeriod

YEARS = range(2000, 2101)
# How far from its month a day of a period may lie: further is a slip of the keyboard.
MONTHS_AWAY = 24

CUT_OFF_LABELS = {
    CutOff.CALENDAR_MONTH: gettext_lazy("the calendar month"),
    CutOff.FIFTEENTH: gettext_lazy("from the 15th of the month before to the 14th"),
}


class YearForm(forms.Form):
    """The rule by which the periods of a year are made."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=YEARS.start, max_value=YEARS[-1]
    )
    due_day = forms.IntegerField(
        label=gettext_lazy("Due on this day of the next month"),
        min_value=DUE_DAYS.start,
        max_value=DUE_DAYS[-1],
        initial=DueRule.due_day,
    )
    days_until_lock = forms.IntegerField(
        label=gettext_lazy("Days from the due date until the lock"),
        min_value=DAYS_UNTIL_LOCK.start,
        max_value=DAYS_UNTIL_LOCK[-1],
        initial=DueRule.days_until_lock,
    )
    cut_off = forms.ChoiceField(
        label=gettext_lazy("A period covers"), choices=list(CUT_OFF_LABELS.items())
    )
    holidays = forms.CharField(
        label=gettext_lazy("Holidays, one on a line, such as 03/09/2018 Quốc khánh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_holidays(self) -> dict[date, str]:
        """The holidays by day. Every line that holds none is told by its number."""
        holidays: dict[date, str] = {}
        for number, line in enumerate(self.cleaned_data["holidays"].splitlines(), start=1):
            written, _blank, name = line.strip().partition(" ")
            if not written:
                continue
            try:
                holidays[cells.date(written)] = name.strip()[:100] or _("Holiday")
            except ValueError as error:
                message = _("Line %(number)s: %(error)s")
                self.add_error("holidays", message % {"number": number, "error": error})
        return holidays

    def clean(self) -> dict[str, Any]:
        """Refuse a holiday of another year, which would be stored among that year's own and never be found under this one."""
        if "year" in self.cleaned_data and "holidays" in self.cleaned_data:
            year = self.cleaned_data["year"]
            first, last = holiday_range(year)
            strangers = [day for day in self.cleaned_data["holidays"] if not first <= day <= last]
            if strangers:
                message = _("%(day)s is not in the year %(year)s or the January after it.")
                day = date_format(strangers[0], "SHORT_DATE_FORMAT")
                self.add_error("holidays", message % {"day": day, "year": year})
        return self.cleaned_data

    @property
    def rule(self) -> DueRule:
        return DueRule(
            self.cleaned_data["due_day"],
            self.cleaned_data["days_until_lock"],
            CutOff(self.cleaned_data["cut_off"]),
        )


class PeriodForm(forms.ModelForm):
    """The days of one period; the database has the last word on the order of those on which it opens, is due and locks."""

    class Meta:
        model = ReportingPeriod
        fields = ["covers_from", "covers_to", "opens_on", "due_on", "locks_on"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in fields
        }

    def clean(self) -> dict[str, Any]:
        month = self.instance.month
        first, last = month.plus(-MONTHS_AWAY).first_day, month.plus(MONTHS_AWAY).last_day
        for name, day in list(self.cleaned_data.items()):
            if not first <= day <= last:
                self.add_error(name, _("This day is more than two years away from the month."))
        covers_from, covers_to = map(self.cleaned_data.get, ["covers_from", "covers_to"])
        if covers_from and covers_to and covers_to < covers_from:
            self.add_error("covers_to", _("The last day covered is before the first."))
        return self.cleaned_data

    @property
    def days(self) -> Dates:
        return Dates(**{name: self.cleaned_data[name] for name in self.Meta.fields})
