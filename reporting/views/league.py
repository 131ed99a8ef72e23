"""`/league/`: where every unit stands in its group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from quota_portal.clock import today
from reporting.presenters.league import league_tables, own_places
from reporting.question import QuestionForm
from reporting.standings import standings
from reporting.views.figures_view import figures_view
from reporting.views.kept import kept
from targets import permissions


@figures_view
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
