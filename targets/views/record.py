"""`/units/CODE/history/`: every change of a unit's figures and states, on the page and as a file.

`/changes/`: the changes of decisions, units, procedures, periods and people.
"""

from datetime import datetime

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from targets import permissions
from targets.exports.files import FILES
from targets.exports.sheets import Column, Kind, Sheet
from targets.month_form_field import MonthFormField
from targets.record import Change, figure_changes, figure_events, steps
from targets.reference_record import TABLES, reference_changes, reference_events, table_labels

ON_A_PAGE = 50


class FilterForm(forms.Form):
    """Which changes are read."""

    month = MonthFormField(label=gettext_lazy("Month (06/2018)"), required=False)
    procedure = forms.CharField(label=gettext_lazy("Code of a procedure"), required=False)

    def clean_procedure(self) -> str:
        return self.cleaned_data["procedure"].replace("\0", "")

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
    page = Paginator(figure_events(unit, **form.choice), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "targets/history.html",
        {
            "unit": unit,
            "form": form,
            "page": page,
            "changes": figure_changes(page),
            "steps": steps(unit, month=form.choice["month"]),
            "query": query.urlencode(),
        },
    )


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
        {"tables": tables, "table": table, "page": page, "changes": reference_changes(page)},
    )


@login_required
@require_safe
def history_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The same changes of figures, all of them, as .xlsx, .ods, .csv or .json."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    changes = figure_changes(figure_events(unit, **FilterForm(request.GET).choice))
    sheet = Sheet(_("Changes"), _columns(), [_row(change) for change in changes], [str(unit)])
    return _file(sheet, f"history-{unit.code}", extension)


@login_required
@require_safe
def reference_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The changes of one of the tables of `/changes/`, all of them, a line for each field."""
    if not permissions.can_see_reference_history(request.user):
        raise Http404
    table = _table(request)
    headings = [
        _("When"),
        _("What"),
        _("Change"),
        _("Field"),
        _("Before"),
        _("After"),
        _("By"),
        _("Way"),
    ]
    rows = [
        [
            _moment(change.at),
            change.subject,
            change.kind,
            detail.label,
            detail.before,
            detail.after,
            change.by,
            change.way,
        ]
        for change in reference_changes(reference_events(table))
        for detail in change.details
    ]
    sheet = Sheet(
        dict(table_labels())[table], [Column(heading, width=22) for heading in headings], rows
    )
    return _file(sheet, f"changes-{table}", extension)


def _table(request: HttpRequest) -> str:
    """The table asked for; the first where it is none."""
    table = request.GET.get("table", "")
    return table if table in TABLES else TABLES[0]


def _file(sheet: Sheet, name: str, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    content_type, write = FILES[extension]
    response = HttpResponse(write(sheet), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


def _columns() -> list[Column]:
    return [
        Column(_("When"), width=20),
        Column(_("Month"), width=10),
        Column(_("Procedure"), width=14),
        Column(_("Total before"), Kind.WHOLE),
        Column(_("Online before"), Kind.WHOLE),
        Column(_("Total after"), Kind.WHOLE),
        Column(_("Online after"), Kind.WHOLE),
        Column(_("By"), width=24),
        Column(_("Way"), width=32),
    ]


def _row(change: Change) -> list[object]:
    return [
        _moment(change.at),
        str(change.month),
        change.code,
        *(change.before or (None, None)),
        *(change.after or (None, None)),
        change.by,
        change.way,
    ]
