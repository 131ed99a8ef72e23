"""Procedures across units: what is missing in each, and one with the units that handle it."""

from collections.abc import Set as AbstractSet

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from quota_portal.clock import today
from reporting.forms_procedures import ProcedureForm, ProceduresForm
from reporting.presenters.dashboard import chosen
from reporting.presenters.procedures import (
    GroupOfUnits,
    ProcedureSum,
    groups_of_units,
    procedure_sums,
)
from reporting.presenters.reconciliation import chosen_units
from reporting.queries_procedures import shares_by_unit_of, sums_by_procedure
from reporting.standings import standings
from reporting.views.asked import asked_form
from reporting.views.figures_view import figures_view
from targets import permissions
from targets.models import Procedure


@figures_view
def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures that count, summed over the units that the person sees, of the group and the district asked for."""
    form, rows = sums_asked(request)
    decision, span = form.question
    return render(
        request,
        "reporting/procedures.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "rows": rows,
            "short": sum(bool(row.shortfall) for row in rows),
        },
    )


def sums_asked(request: HttpRequest) -> tuple[ProceduresForm, list[ProcedureSum]]:
    """The question with its search, and the procedures that answer it."""
    form = asked_form(request, ProceduresForm)
    decision, span = form.question
    sums = sums_by_procedure(decision, span, chosen_units(form.seen, **form.scope))
    return form, procedure_sums(sums, Procedure.objects.in_bulk(list(sums)), form.words)


@figures_view
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure: each unit asked for that the person sees, best first, and how all of the group do without names."""
    found, form, groups, seen = groups_asked(request, code)
    decision, span = form.question
    return render(
        request,
        "reporting/procedure.html",
        {
            "procedure": found,
            "form": form,
            "decision": decision,
            "span": span,
            "groups": groups,
            "seen": seen,
        },
    )


def groups_asked(
    request: HttpRequest, code: str
) -> tuple[Procedure, ProcedureForm, list[GroupOfUnits], AbstractSet[int]]:
    """The procedure, the question, the units that answer it by group, and the units that the person sees."""
    found = get_object_or_404(Procedure, code=code)
    form = asked_form(request, ProcedureForm)
    decision, span = form.question
    rows = standings(decision, span, today())
    seen = permissions.visible_among(request.user, [row.unit for row in rows])
    named = seen.intersection(row.unit.pk for row in chosen(rows, **form.scope))
    groups = groups_of_units(shares_by_unit_of(decision, span, found), rows, seen, named)
    if any(form.scope.values()):
        groups = [group for group in groups if group.rows]
    return found, form, groups, seen
