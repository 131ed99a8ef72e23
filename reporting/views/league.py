"""`/league/`: where every unit stands in its group."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.presenters.league import league_tables, own_places
from reporting.question import QuestionForm
from reporting.standings import standings
from reporting.views.as_it_was import as_it_was
from reporting.views.kept import kept
from reporting.views.no_decision import needs_a_decision
from targets import permissions


@login_required
@require_safe
@as_it_was
@needs_a_decision
def league(request: HttpRequest) -> HttpResponse:
    """The league tables, for everyone who is signed in."""
    form = QuestionForm(request.GET, today=today())
    decision, span = form.question

    def draw() -> str:
        own = request.user.own_units
        rows = standings(decision, span, today())
        tables = league_tables(rows)
        shown = {
            "form": form,
            "decision": decision,
            "span": span,
            "tables": tables,
            "seen": permissions.visible_among(request.user, [row.unit for row in rows]),
            "own": own,
            "own_places": own_places(tables, own),
        }
        return render_to_string("reporting/league_content.html", shown, request)

    return render(request, "reporting/league.html", {"content": kept(request, draw)})
