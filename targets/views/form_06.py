"""A form 06 is sent, its columns are found and confirmed, and its lines are stored beside the reports."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quota_portal.clock import now, today
from targets import permissions
from targets.actions.sources import keep_form_06, store_form_06
from targets.exports.figures import field_lines_sheet
from targets.forms_sources import ColumnsForm, Form06Form
from targets.imports.form_06 import read_form_06
from targets.imports.form_06_layout import Layout, column_titles, guess, remembered
from targets.imports.tables import Table, read_table
from targets.kept_content import content_of
from targets.models import ColumnMapping, Extract, Unit, User
from targets.models.units import UnitQuerySet
from targets.problems import Faulty
from targets.views.sources import check_may_load

# A form has 13 columns; what stands far to the right of them is no part of it.
MOST_COLUMNS = 40


@login_required
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Send a form 06; where its columns are is asked next."""
    check_may_load(request)
    form = Form06Form(
        request.POST or None, request.FILES or None, today=today(), units=_units(request.user)
    )
    if request.method == "GET" or not form.is_valid():
        return render(request, "targets/send_form_06.html", {"form": form})
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        read_table(content, file.name)
    except Faulty as faulty:
        form.add_error("file", faulty.faults[0].message)
        return render(request, "targets/send_form_06.html", {"form": form}, status=422)
    extract = keep_form_06(
        name=file.name,
        content=content,
        unit=form.cleaned_data["unit"],
        span=form.span,
        taken_on=form.cleaned_data["taken_on"],
        by=request.user,
        at=now(),
    )
    return redirect("form-06-columns", pk=extract.pk)


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the columns of the form are: as chosen last for this unit, or guessed; to be corrected, and stored."""
    extract = get_object_or_404(permissions.visible_extracts(request.user), pk=pk)
    part = get_object_or_404(extract.parts.all(), extract__kind=Extract.Kind.FORM_06)
    unit = get_object_or_404(_units(request.user), code=part.unit_id)
    if extract.stored_at:
        return redirect("extract", pk=pk)
    table = read_table(content_of(extract), extract.name)
    layout, is_remembered = _usual_layout(table, unit)
    titles = column_titles(table, layout.first_row)[:MOST_COLUMNS]
    form = ColumnsForm(request.POST or None, layout=layout, titles=titles)
    if request.method == "GET":
        reading = _reading(table, layout)
    else:
        reading = _reading(table, form.layout) if form.is_valid() else {}
    if "lines" in reading and request.POST.get("action") == "store":
        store_form_06(extract=extract, unit=unit, layout=form.layout, by=request.user, at=now())
        messages.success(request, _("The form is stored beside the reports, and changes none."))
        return redirect("extract", pk=pk)
    return render(
        request,
        "targets/form_06_columns.html",
        {
            "extract": extract,
            "part": part,
            "form": form,
            "is_remembered": is_remembered,
            "sheet": field_lines_sheet(reading["lines"], part) if "lines" in reading else None,
            **reading,
        },
        status=422 if request.method == "POST" and "lines" not in reading else 200,
    )


def _reading(table: Table, layout: Layout) -> dict[str, Any]:
    """The lines that the form has with these columns, or what is wrong with them."""
    if layout.missing:
        return {"missing": layout.missing}
    try:
        return {"lines": read_form_06(table, layout)}
    except Faulty as faulty:
        return {"faults": faulty.faults}


def _units(user: User) -> UnitQuerySet:
    """The units whose form a person may load: those for which he may enter figures."""
    writable = permissions.writable_units(user)
    return Unit.objects.all() if writable is None else Unit.objects.filter(pk__in=writable)


def _usual_layout(table: Table, unit: Unit) -> tuple[Layout, bool]:
    """Where the columns are at first, and whether somebody chose them so for an earlier form of the unit."""
    guessed = guess(table)
    mapping = ColumnMapping.objects.filter(unit=unit).first()
    if mapping is None:
        return guessed, False
    chosen = remembered(
        guessed,
        was_guessed=mapping.guessed,
        was_chosen=mapping.columns,
        width=max(len(row) for row in table.rows),
    )
    return (chosen, True) if chosen else (guessed, False)
