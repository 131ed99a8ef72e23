"""The league tables as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.exports import WRITERS, Ranking
from reporting.question import QuestionForm
from reporting.standings import standings
from reporting.views.no_decision import needs_a_decision


@login_required
@require_safe
@needs_a_decision
def league(request: HttpRequest, extension: str) -> HttpResponse:
    """The league tables of the question asked, as .xlsx, .ods, .csv or .json."""
    if extension not in WRITERS:
        raise Http404
    decision, span = QuestionForm(request.GET, today=today()).question
    ranking = Ranking(decision, span, standings(decision, span, today()), at=timezone.now())
    writer = WRITERS[extension]
    response = HttpResponse(writer.write(ranking), content_type=writer.content_type)
    name = f"xep-hang-{decision.first_month.year}-{span.first}-{span.last}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
