"""`/units/CODE/history/`: every change of a unit's figures, states, and of what it is judged by; on the page and as a file.

`/changes/`: the changes of decisions, units, procedures, periods and people.
"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from targets import permissions
from targets.exports.record import reference_sheet, unit_sheet
from targets.models import Unit
from targets.month_form_field import MonthFormField
from targets.periods import Month
from targets.record import Step, figure_changes, figure_events, steps
from targets.reference_record import (
    TABLES,
    UNIT_TABLES,
    reference_changes,
    reference_events,
    table_labels,
)
from targets.views.table_file import table_file

ON_A_PAGE = 50


class FilterForm(forms.Form):
    """Which changes are read: those of the figures and states, or of one table by which they are judged."""

    table = forms.ChoiceField(label=gettext_lazy("Changes of"), required=False)
    month = MonthFormField(label=gettext_lazy("Month (06/2018)"), required=False)
    procedure = forms.CharField(label=gettext_lazy("Code of a procedure"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        figures = ("", gettext_lazy("figures and states"))
        self.fields["table"].choices = [
            (name, capfirst(label)) for name, label in [figures, *table_labels(UNIT_TABLES)]
        ]

    def clean_procedure(self) -> str:
        return self.cleaned_data["procedure"].replace("\0", "")

    @property
    def table_asked_for(self) -> str:
        return self.cleaned_data["table"] if self.is_valid() else ""

    @property
    def choice(self) -> dict[str, object]:
        chosen = self.cleaned_data if self.is_valid() else {}
        return {"month": chosen.get("month"), "procedure": chosen.get("procedure", "")}


@login_required
@require_safe
def unit_history(request: HttpRequest, code: str) -> HttpResponse:
    """The changes of one unit, the newest first."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = FilterForm(request.GET)
    table = form.table_asked_for
    events = reference_events(table, unit=unit) if table else figure_events(unit, **form.choice)
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "targets/history.html",
        {
            "unit": unit,
            "form": form,
            "chosen": table,
            "page": page,
            "changes": reference_changes(page) if table else figure_changes(page),
            "steps": [] if table else _steps(unit, **form.choice),
            "query": query.urlencode(),
        },
    )


def _steps(unit: Unit, *, month: Month | None, procedure: str) -> list[Step]:
    """The changes of state; who asks about one procedure asks about its figures alone."""
    return [] if procedure else steps(unit, month=month)


@login_required
@require_safe
def reference_history(request: HttpRequest) -> HttpResponse:
    """The changes of what figures are judged by, one table at a time."""
    if not permissions.can_see_reference_history(request.user):
        raise Http404
    tables, table = table_labels(), _table(request)
    page = Paginator(reference_events(table), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "targets/reference_history.html",
        {
            "tables": tables,
            "table": table,
            "page": page,
            "changes": reference_changes(page),
            "query": f"table={table}",
        },
    )


@login_required
@require_safe
def history_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The same changes, all of them, as .xlsx, .ods, .csv or .json."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = FilterForm(request.GET)
    if table := form.table_asked_for:
        changes = reference_changes(reference_events(table, unit=unit))
        title = dict(table_labels())[table]
        return table_file(reference_sheet(title, changes), f"history-{code}-{table}", extension)
    changes = figure_changes(figure_events(unit, **form.choice))
    return table_file(
        unit_sheet(unit, changes, _steps(unit, **form.choice)), f"history-{code}", extension
    )


@login_required
@require_safe
def reference_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The changes of one of the tables of `/changes/`, all of them, a line for each field."""
    if not permissions.can_see_reference_history(request.user):
        raise Http404
    table = _table(request)
    changes = reference_changes(reference_events(table))
    return table_file(
        reference_sheet(dict(table_labels())[table], changes), f"changes-{table}", extension
    )


def _table(request: HttpRequest) -> str:
    """The table asked for; the first where it is none."""
    table = request.GET.get("table", "")
    return table if table in TABLES else TABLES[0]
