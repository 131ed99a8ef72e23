"""The monthly form: every procedure published for a unit in a month, in one grid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from targets.figures import NOT_REPORTED, Figures
from targets.imports import cells
from targets.models import Count, Procedure
from targets.monthly import MonthlyReport
from targets.plausibility import Doubt

LONGEST_REASON = 500
UNEXPLAINED = "unexplained"


class WholeNumberField(forms.CharField):
    """A whole number as files may write it: `1234` or `1.234`; blank is None, which is not zero (rule 1)."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control figure"}
    )

    def to_python(self, value: Any) -> int | None:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return cells.whole_number(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


@dataclass(frozen=True)
class GridRow:
    """One procedure of the grid, with what is needed to draw it."""

    procedure: Procedure
    level: int
    total: BoundField
    online: BoundField
    none_arose: BoundField
    figures: Figures
    last_month: Count | None
    stored: Figures | None
    doubts: list[Doubt]
    reason: BoundField

    @property
    def asks_for_a_reason(self) -> bool:
        return bool(self.doubts or self.reason.value())

    @property
    def errors(self) -> list[str]:
        return [*self.total.errors, *self.online.errors, *self.reason.errors]


class CountsForm(forms.Form):
    """Total and online for each procedure of a unit's month."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        report: MonthlyReport,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"version": report.version}, **kwargs)
        self.report = report
        self.doubts: dict[int, list[Doubt]] = {}
        reasons = report.reasons
        for procedure in report.procedures:
            total, online = report.stored.get(procedure.pk, NOT_REPORTED)
            self._add("total", procedure, WholeNumberField(required=False, initial=total))
            self._add("online", procedure, WholeNumberField(required=False, initial=online))
            self._add("none", procedure, forms.BooleanField(required=False))
            reason = forms.CharField(
                required=False,
                max_length=LONGEST_REASON,
                initial=reasons.get(procedure.pk, ""),
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self._add("reason", procedure, reason)

    def _add(self, column: str, procedure: Procedure, field: forms.Field) -> None:
        field.label = f"{procedure.code}, {_COLUMN_LABELS[column]()}"
        field.widget.attrs["aria-label"] = field.label
        self.fields[f"{column}-{procedure.pk}"] = field

    def clean(self) -> dict[str, Any]:
        for procedure in self.report.procedures:
            self._clean_row(procedure)
        return self.cleaned_data

    def _clean_row(self, procedure: Procedure) -> None:
        total_name, online_name = f"total-{procedure.pk}", f"online-{procedure.pk}"
        if total_name in self.errors or online_name in self.errors:
            return
        total, online = self.cleaned_data[total_name], self.cleaned_data[online_name]
        if self.cleaned_data[f"none-{procedure.pk}"]:
            if total or online:
                self.add_error(
                    total_name, _("Dossiers are entered here: untick “none arose”, or clear them.")
                )
                return
            self.cleaned_data[total_name] = self.cleaned_data[online_name] = 0
        elif total is not None and online is not None and online > total:
            self.add_error(online_name, _("There are more online dossiers than dossiers in all."))

    def with_zeros(self) -> QueryDict:
        """What was typed, with 0 in every figure left blank; nothing is saved by it."""
        typed = self.data.copy()
        for name, field in self.fields.items():
            if isinstance(field, WholeNumberField) and not typed.get(name, "").strip():
                typed[name] = "0"
        return typed

    def check_complete(self) -> bool:
        """Whether every row is filled in, as submitting demands; what is missing becomes an error at its cell."""
        for name, value in list(self.cleaned_data.items()):
            if value is None and name != "version":
                self.add_error(name, _("Enter a number; 0 where none arose."))
        return self.is_valid()

    def check_reasons(self, doubts: Iterable[Doubt]) -> bool:
        """Whether every unusual figure has a reason, as submitting demands; where it has none it is asked for."""
        self.show_doubts(doubts)
        for procedure in self.doubts:
            if not self.cleaned_data[f"reason-{procedure}"]:
                message = _("Mend the figures, or say why they are so.")
                self.add_error(f"reason-{procedure}", ValidationError(message, code=UNEXPLAINED))
        return self.is_valid()

    @property
    def lacks_only_reasons(self) -> bool:
        """Whether nothing is wrong but that figures are unusual and nobody said why."""
        errors = [error for found in self.errors.as_data().values() for error in found]
        return bool(errors) and all(error.code == UNEXPLAINED for error in errors)

    def focus_first_fault(self) -> None:
        """Let the browser put the cursor where the first error is."""
        faulty = [name for name in self.fields if name in self.errors and name != "version"]
        if faulty:
            self.fields[faulty[0]].widget.attrs["autofocus"] = True

    def show_doubts(self, doubts: Iterable[Doubt]) -> None:
        """Show beside each row what is unusual about it."""
        for doubt in doubts:
            self.doubts.setdefault(doubt.procedure, []).append(doubt)

    @property
    def reasons(self) -> dict[int, str]:
        """The reasons given for figures that are unusual, by procedure (its primary key)."""
        return {key: reason for key, reason in self.typed_reasons.items() if key in self.doubts}

    @property
    def typed_reasons(self) -> dict[int, str]:
        """Every reason typed, by procedure (its primary key); a draft keeps them all."""
        typed = {
            procedure.pk: self.cleaned_data.get(f"reason-{procedure.pk}", "")
            for procedure in self.report.procedures
        }
        return {key: reason for key, reason in typed.items() if reason}

    @property
    def figures(self) -> dict[int, Figures]:
        """What was typed, by procedure (its primary key)."""
        return {procedure.pk: self._typed(procedure) for procedure in self.report.procedures}

    def _typed(self, procedure: Procedure) -> Figures:
        if not self.is_bound:
            return self.report.stored.get(procedure.pk, NOT_REPORTED)
        return Figures(
            self.cleaned_data.get(f"total-{procedure.pk}"),
            self.cleaned_data.get(f"online-{procedure.pk}"),
        )

    def rows(self) -> Iterator[GridRow]:
        for procedure in self.report.procedures:
            yield GridRow(
                procedure=procedure,
                level=procedure.level_in_month,
                total=self[f"total-{procedure.pk}"],
                online=self[f"online-{procedure.pk}"],
                none_arose=self[f"none-{procedure.pk}"],
                figures=self._typed(procedure),
                last_month=self.report.last_month.get(procedure.pk),
                stored=self.report.stored.get(procedure.pk),
                doubts=self.doubts.get(procedure.pk, []),
                reason=self[f"reason-{procedure.pk}"],
            )


_COLUMN_LABELS = {
    "total": lambda: _("total dossiers"),
    "online": lambda: _("online dossiers"),
    "none": lambda: _("none arose"),
    "reason": lambda: _("reason"),
}
