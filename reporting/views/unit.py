"""The page of one unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.presenters.levers import shown_plan
from reporting.views.asked_unit import unit_asked
from reporting.views.figures_view import figures_view
from targets import permissions


@figures_view
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
            "nothing_ahead": asked.why_nothing_is_ahead if not asked.ahead else None,
            "year_charts": asked.year_charts,
            "held_back": asked.held_back,
            "plan": shown_plan(asked.decision, asked.span, standing, asked.held_back, asked.seen),
            "neighbours": asked.neighbours,
            "communes": asked.communes,
            "communes_together": asked.communes_together,
            "months": asked.months,
            "charts": asked.charts,
            "procedures": asked.procedures,
            "can_write": permissions.can_write(request.user, standing.unit),
        },
    )
