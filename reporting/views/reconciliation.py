"""`/reconciliation/`: what units reported beside what other sources say, on the page and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.exports.reconciliation import month_sheet, procedure_sheet, unit_sheet
from reporting.forms_reconciliation import ReconciliationForm, UnitReconciliationForm
from reporting.presenters.reconciliation import (
    Listed,
    UnitSection,
    chosen_units,
    listed,
    unit_sections,
)
from reporting.queries_sources import Statement
from reporting.reconciliation import Reconciled, reconciled
from reporting.views.asked import seen_or_404
from reporting.views.no_decision import needs_a_decision
from targets import permissions
from targets.models import Unit, User
from targets.views.table_file import table_file


@login_required
@require_safe
@needs_a_decision
def reconciliation(request: HttpRequest) -> HttpResponse:
    """All units that the person sees and of which another source says something."""
    form = seen_or_404(ReconciliationForm(request.GET, user=request.user, today=today()))
    decision, span = form.question
    rows, unknown = _rows(form, request.user)
    return render(
        request,
        "reporting/reconciliation.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "rows": rows,
            "differing": sum(row.differs for row in rows),
            "not_in_source": sum(not row.is_in_source for row in rows),
            "unknown": unknown,
            "may_load": permissions.can_upload(request.user),
        },
    )


@login_required
@require_safe
@needs_a_decision
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit beside each source, month by month and procedure by procedure."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = UnitReconciliationForm(request.GET, today=today())
    decision, span = form.question
    return render(
        request,
        "reporting/reconciliation_unit.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "unit": unit,
            "sections": _sections(form, unit),
        },
    )


@login_required
@require_safe
@needs_a_decision
def reconciliation_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The rows of the page under its filters, as .xlsx, .ods, .csv or .json."""
    form = seen_or_404(ReconciliationForm(request.GET, user=request.user, today=today()))
    rows, unknown = _rows(form, request.user)
    return table_file(unit_sheet(*form.question, rows, unknown), "doi-chieu", extension)


@login_required
@require_safe
@needs_a_decision
def unit_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """One unit's procedures beside each source, in the same formats."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = UnitReconciliationForm(request.GET, today=today())
    sheet = procedure_sheet(*form.question, unit, _sections(form, unit))
    return table_file(sheet, f"doi-chieu-{unit.code}", extension)


@login_required
@require_safe
@needs_a_decision
def unit_months_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """One unit's months beside each source, in the same formats."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = UnitReconciliationForm(request.GET, today=today())
    sheet = month_sheet(*form.question, unit, _sections(form, unit))
    return table_file(sheet, f"doi-chieu-thang-{unit.code}", extension)


def _rows(form: ReconciliationForm, user: User) -> tuple[list[Reconciled], list[Statement]]:
    """What the person sees of what is asked; units that are unknown here are nobody's but of those who see all."""
    units = chosen_units(permissions.visible_units(user), **form.choice)
    rows, unknown = reconciled(*form.question, units)
    source = form.compared["source"]
    if user.role not in permissions.SEES_EVERYTHING:
        unknown = []
    return listed(rows, **form.compared), [
        one for one in unknown if not source or one.source.name == source
    ]


def _sections(form: UnitReconciliationForm, unit: Unit) -> list[UnitSection]:
    """What each source that is asked for says of the unit."""
    rows, _unknown = reconciled(*form.question, [unit])
    compared = form.compared
    only_differences = compared["show"] == Listed.DIFFERENCES
    # Of one unit it is the procedures of which only those that differ are listed.
    sections = listed(rows, **compared | ({"show": ""} if only_differences else {}))
    return unit_sections(*form.question, sections, only_differences=only_differences)
