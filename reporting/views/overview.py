"""The leadership's printed page, under the question of the dashboard."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from quota_portal.clock import now, today
from reporting.documents import pdf
from reporting.presenters import overview as page
from reporting.question import QuestionForm
from reporting.views.as_it_was import as_it_was
from reporting.views.no_decision import needs_a_decision
from targets import permissions


@login_required
@require_safe
@as_it_was
@needs_a_decision
def overview(request: HttpRequest) -> HttpResponse:
    """The page as PDF; it is about the whole province, so filters of groups and districts are left aside."""
    if not permissions.can_print_overview(request.user):
        raise Http404
    decision, span = QuestionForm(request.GET, today=today()).question
    at = now()
    content = pdf.overview_to_pdf(page.overview(decision, span, today=today(), at=at), at)
    response = HttpResponse(content, content_type=pdf.CONTENT_TYPE)
    response["Content-Disposition"] = (
        f'attachment; filename="trang-in-cho-lanh-dao-{span.first}-{span.last}.pdf"'
    )
    return response
