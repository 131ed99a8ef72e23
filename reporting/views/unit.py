"""The page of one unit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.presenters.group_course import group_course
from reporting.presenters.holding_back import holding_back
from reporting.presenters.levers import shown_plan
from reporting.presenters.line_chart import line_chart
from reporting.presenters.neighbours import neighbours
from reporting.presenters.outlook import ahead
from reporting.presenters.pareto import pareto
from reporting.presenters.unit import communes_of, month_rows, procedure_rows
from reporting.views.as_it_was import as_it_was
from reporting.views.no_decision import needs_a_decision
from reporting.views.pages import standing_or_404
from targets import permissions


@login_required
@require_safe
@as_it_was
@needs_a_decision
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's months against its minimum, what lies ahead, what holds it back, and its place in its group."""
    form, rows, standing = standing_or_404(request, code)
    decision, span = form.question
    minimum = standing.minimum_percent
    seen = set(permissions.visible_units(request.user).values_list("pk", flat=True))
    months = month_rows(decision, span, standing, today())
    reported = [row.share for row in months if row.share is not None]
    procedures = procedure_rows(decision, span, standing)
    held_back = holding_back(procedures, minimum)
    course = group_course(decision, span, rows, standing.group, today())
    return render(
        request,
        "reporting/unit.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "standing": standing,
            "seen": seen,
            "ranked_units": sum(
                row.rank is not None and row.group == standing.group for row in rows
            ),
            "ahead": ahead(decision, span, standing, reported, today()),
            "held_back": held_back,
            "pareto": held_back and pareto(held_back.largest),
            "plan": shown_plan(decision, span, standing, held_back, seen),
            "neighbours": neighbours(rows, standing),
            "communes": communes_of(rows, standing, seen),
            "months": months,
            "chart": line_chart(months, span, minimum, course),
            "procedures": procedures,
            "can_write": permissions.can_write(request.user, standing.unit),
        },
    )
