"""The league tables and the dashboard as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.exports import WRITERS, Ranking
from reporting.presenters.dashboard import chosen
from reporting.question import DashboardForm, QuestionForm
from reporting.standings import Standing, standings
from reporting.views.no_decision import needs_a_decision
from targets import permissions
from targets.models import Decision
from targets.periods import Span


@login_required
@require_safe
@needs_a_decision
def league(request: HttpRequest, extension: str) -> HttpResponse:
    """The league tables of the question asked, as .xlsx, .ods, .csv or .json."""
    decision, span = QuestionForm(request.GET, today=today()).question
    return _file("xep-hang", extension, decision, span, standings(decision, span, today()))


@login_required
@require_safe
@needs_a_decision
def dashboard(request: HttpRequest, extension: str) -> HttpResponse:
    """The rows of the dashboard under its filters, those that the person sees, in the same formats."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = DashboardForm(request.GET, today=today())
    decision, span = form.question
    seen = set(permissions.visible_units(request.user).values_list("pk", flat=True))
    rows = [row for row in standings(decision, span, today()) if row.unit.pk in seen]
    return _file("theo-doi", extension, decision, span, chosen(rows, **form.choice))


def _file(
    name: str, extension: str, decision: Decision, span: Span, rows: list[Standing]
) -> HttpResponse:
    if extension not in WRITERS:
        raise Http404
    writer = WRITERS[extension]
    ranking = Ranking(decision, span, rows, at=timezone.now())
    response = HttpResponse(writer.write(ranking), content_type=writer.content_type)
    name = f"{name}-{decision.first_month.year}-{span.first}-{span.last}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
