"""The leadership's printed page, under the question of the dashboard."""

from django.http import Http404, HttpRequest, HttpResponse

from quota_portal.clock import now, today
from reporting.documents import pdf
from reporting.presenters import overview as page
from reporting.question import QuestionForm
from reporting.views.figures_view import figures_view
from targets import permissions


@figures_view
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
