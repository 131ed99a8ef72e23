"""The questions of the comparison with other sources: of one unit, and of all that the person sees."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.presenters.reconciliation import Listed
from reporting.queries_sources import source_names
from reporting.question import DashboardForm, QuestionForm
from reporting.widgets import Choice


class UnitReconciliationForm(QuestionForm):
    """The question, which source is compared, and which rows are listed."""

    source = forms.ChoiceField(label=_("Source"), required=False, widget=Choice)
    show = forms.ChoiceField(
        label=_("Listed"),
        required=False,
        choices=[("", _("All")), *Listed.choices],
        widget=Choice,
    )

    def __init__(self, query: Mapping[str, str], *, today: date, **asked_by: Any) -> None:
        super().__init__(query, today=today, **asked_by)
        self.fields["source"].choices = [("", _("All")), *((name, name) for name in source_names())]

    @property
    def compared(self) -> dict[str, Any]:
        """Which source is compared, and which rows are listed."""
        return {"source": self.answered["source"], "show": self.answered["show"]}


class ReconciliationForm(UnitReconciliationForm, DashboardForm):
    """The question, which source and which units are compared, and which rows are listed."""

    status = None
