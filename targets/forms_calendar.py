"""Forms about due dates: the rule of a year, its holidays, and the days of one period."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.due_dates import CutOff, DueRule
from targets.imports import cells
from targets.models import ReportingPeriod

CUT_OFF_LABELS = {
    CutOff.CALENDAR_MONTH: gettext_lazy("the calendar month"),
    CutOff.FIFTEENTH: gettext_lazy("from the 15th of the month before to the 14th"),
}


class YearForm(forms.Form):
    """The rule by which the periods of a year are made."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    due_day = forms.IntegerField(
        label=gettext_lazy("Due on this day of the next month"),
        min_value=1,
        max_value=28,
        initial=DueRule.due_day,
    )
    days_until_lock = forms.IntegerField(
        label=gettext_lazy("Days from the due date until the lock"),
        min_value=0,
        max_value=90,
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

    @property
    def rule(self) -> DueRule:
        return DueRule(
            self.cleaned_data["due_day"],
            self.cleaned_data["days_until_lock"],
            CutOff(self.cleaned_data["cut_off"]),
        )


class PeriodForm(forms.ModelForm):
    """The days of one period; the database has the last word on their order."""

    class Meta:
        model = ReportingPeriod
        fields = ["opens_on", "due_on", "locks_on"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in fields
        }

    def days(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
