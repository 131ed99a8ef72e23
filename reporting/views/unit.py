"""The page of one unit."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.presenters.levers import shown_plan
from reporting.views.as_it_was import as_it_was
from reporting.views.asked_unit import unit_asked
from reporting.views.no_decision import needs_a_decision
from targets import permissions


@login_required
@require_safe
@as_it_was
@needs_a_decision
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's months against its minimum, what lies ahead, what holds it back, and its place in its group."""
    asked = unit_asked(request, code)
    standing = asked.standing
    return render(
        request,
        "reporting/unit.html",
        {
            "form": asked.form,
            "decision": asked.decision,
            "span": asked.span,
            "standing": standing,
            "alone": [standing],
            "seen": asked.seen,
            "ranked_units": sum(
                row.rank is not None and row.group == standing.group for row in asked.rows
            ),
            "ahead": asked.ahead,
            "year_charts": asked.year_charts,
            "held_back": asked.held_back,
            "plan": shown_plan(asked.decision, asked.span, standing, asked.held_back, asked.seen),
            "neighbours": asked.neighbours,
            "communes": asked.communes,
            "months": asked.months,
            "charts": asked.charts,
            "procedures": asked.procedures,
            "can_write": permissions.can_write(request.user, standing.unit),
        },
    )
