"""The league tables and the dashboard as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from quota_portal.clock import now, today
from reporting.exports import WRITERS, League
from reporting.presenters.dashboard import chosen
from reporting.question import QuestionForm
from reporting.standings import standings, standings_seen
from reporting.views.asked import asked_form
from reporting.views.figures_view import figures_view
from targets import permissions


@figures_view
def league(request: HttpRequest, extension: str) -> HttpResponse:
    """The league tables of the question asked, as .xlsx, .ods, .csv or .json."""
    decision, span = QuestionForm(request.GET, today=today()).question
    rows = standings(decision, span, today())
    return _file("xep-hang", extension, League(decision, span, rows, at=now()))


@figures_view
def dashboard(request: HttpRequest, extension: str) -> HttpResponse:
    """The rows of the dashboard under its filters, those that the person sees, in the same formats."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = asked_form(request)
    decision, span = form.question
    rows = standings_seen(request.user, decision, span, today())
    listed = chosen(rows, **form.choice)
    title = _("Units chosen on the dashboard: %s")
    return _file("theo-doi", extension, League(decision, span, listed, at=now(), title=title))


def _file(name: str, extension: str, tables: League) -> HttpResponse:
    if extension not in WRITERS:
        raise Http404
    writer, span = WRITERS[extension], tables.span
    response = HttpResponse(writer.write(tables), content_type=writer.content_type)
    # The columns of .csv are fixed: there the name alone tells which days are covered.
    covers_from, covers_to = tables.days
    name = f"{name}-{span.first}-{span.last}_{covers_from}_{covers_to}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
