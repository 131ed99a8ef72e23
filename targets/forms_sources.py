"""Forms about figures from elsewhere: an extract, a form 06, and where its columns are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.form_06 import FIELD, NUMBER
from targets.forms_upload import FileForm
from targets.imports import cells
from targets.imports.form_06_layout import Layout, letters
from targets.models import Unit
from targets.models.units import UnitQuerySet
from targets.month_form_field import MonthFormField
from targets.periods import Month, Span

COLUMN_LABELS = {
    NUMBER: gettext_lazy("Running number"),
    FIELD: gettext_lazy("Field of work"),
    3: gettext_lazy("Received in all"),
    4: gettext_lazy("Received online"),
    5: gettext_lazy("Received directly or by post"),
    6: gettext_lazy("Carried over"),
    7: gettext_lazy("Resolved in all"),
    8: gettext_lazy("Resolved before term"),
    9: gettext_lazy("Resolved in term"),
    10: gettext_lazy("Resolved late"),
    11: gettext_lazy("Pending in all"),
    12: gettext_lazy("Pending, in term"),
    13: gettext_lazy("Pending, overdue"),
}


class _ExtractForm(FileForm):
    """A file, and the day on which its figures were taken."""

    taken_on = forms.DateField(
        label=gettext_lazy("Taken from the source on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"taken_on": today}, **kwargs)
        self.today = today

    def clean_taken_on(self) -> date:
        day = self.cleaned_data["taken_on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come."))
        return day


class CountsExtractForm(_ExtractForm):
    """A table of counts, and the name of its source."""

    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "The same name each time: a newer extract of one source takes the place of the older one."
        ),
    )
    field_order = ["source", "taken_on", "file"]

    def __init__(self, *args: Any, known_sources: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_sources = list(known_sources)

    def clean_source(self) -> str:
        """The name; the one known already where they differ in blanks or capitals only."""
        try:
            name = " ".join(cells.text(self.cleaned_data["source"]).split())
        except ValueError as error:
            raise ValidationError(str(error)) from error
        known = {known.casefold(): known for known in self.known_sources}
        return known.get(name.casefold(), name)


class Form06Form(_ExtractForm):
    """A form 06, and the unit and months that it is of."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), to_field_name="code"
    )
    first = MonthFormField(label=gettext_lazy("First month (06/2018)"))
    last = MonthFormField(
        label=gettext_lazy("Last month"),
        required=False,
        help_text=gettext_lazy(
            "Of a quarter or a year; blank: the form is of the first month alone."
        ),
    )
    field_order = ["unit", "first", "last", "taken_on", "file"]

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        # Most officers have one.
        if len(some := units[:2]) == 1:
            self.initial["unit"] = some[0].code

    def clean(self) -> dict[str, Any]:
        first, taken_on = self.cleaned_data.get("first"), self.cleaned_data.get("taken_on")
        last = self.cleaned_data.get("last") or first
        if first and last and last < first:
            self.add_error("last", _("The first month is after the last."))
        elif last and taken_on and Month.of(taken_on) < last:
            self.add_error("last", _("This month began after the figures were taken."))
        return self.cleaned_data

    @property
    def span(self) -> Span:
        first = self.cleaned_data["first"]
        return Span(first, self.cleaned_data["last"] or first)


class ColumnsForm(forms.Form):
    """Where the columns of a form 06 are in its file, and where its figures begin."""

    first_row = forms.IntegerField(label=gettext_lazy("The figures begin in row"), min_value=1)

    def __init__(self, *args: Any, layout: Layout, titles: list[str], **kwargs: Any) -> None:
        places = [(str(place), _place(place, title)) for place, title in enumerate(titles)]
        initial = {f"column_{column}": place for column, place in layout.columns.items()}
        super().__init__(*args, initial=initial | {"first_row": layout.first_row}, **kwargs)
        for column, label in COLUMN_LABELS.items():
            self.fields[f"column_{column}"] = forms.TypedChoiceField(
                label=format_lazy("({}) {}", column, label),
                choices=[("", "–"), *places],
                coerce=int,
                empty_value=None,
                required=column != NUMBER,
            )
        self.order_fields([*(f"column_{column}" for column in COLUMN_LABELS), "first_row"])

    def clean(self) -> dict[str, Any]:
        taken: dict[int, int] = {}
        for column, place in self._chosen().items():
            if place in taken:
                message = _("This column of the file is taken by (%s) already.")
                self.add_error(f"column_{column}", message % taken[place])
            taken.setdefault(place, column)
        return self.cleaned_data

    @property
    def layout(self) -> Layout:
        return Layout(self._chosen(), self.cleaned_data["first_row"])

    def _chosen(self) -> dict[int, int]:
        chosen = {column: self.cleaned_data.get(f"column_{column}") for column in COLUMN_LABELS}
        return {column: place for column, place in chosen.items() if place is not None}


def _place(place: int, title: str) -> str:
    """A column of the file as one finds it there: `D · Trực tuyến`."""
    return f"{letters(place)} · {title}" if title else letters(place)
