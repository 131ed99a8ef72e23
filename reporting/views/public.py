"""`/public/`: what everybody may see, where the province has turned it on: accepted months only, without sign-in.

The page is rendered without the request, so that it neither reads nor sets a cookie and may be kept by any cache.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting import queries
from reporting.exports.public import league_sheet
from reporting.forms_public import PublicForm, language
from reporting.presenters.dashboard import group_summaries, summary
from reporting.presenters.league import league_tables
from reporting.standings import standings
from targets.models import Decision, Submission
from targets.periods import Span
from targets.views.table_file import table_file
from targets.workflow import State

ACCEPTED = frozenset({State.ACCEPTED})
# Seconds for which the page may be kept.
KEPT = 600


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer where the page is turned on and a decision has been adopted, in the language of the address."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.PUBLIC_PAGE and Decision.objects.exists()):
            raise Http404
        with translation.override(language(request.GET)):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language(request.GET)
        # The record's middleware has looked who is signed in; the answer depends on no cookie, so caches need not either.
        request.session.accessed = False
        return response

    return require_safe(cache_control(public=True, max_age=KEPT)(page))


@public
def league(request: HttpRequest) -> HttpResponse:
    """The numbers of each group, and the league tables."""
    form = PublicForm(request.GET, today=today())
    decision, span = form.question
    rows = standings(decision, span, today(), states=ACCEPTED)
    first_day, last_day = queries.days_covered(span)
    context = {
        "form": form,
        "decision": decision,
        "span": span,
        "covers_from": first_day,
        "covers_to": last_day,
        "overall": summary("", rows),
        "groups": group_summaries(rows),
        "tables": league_tables(rows),
        "is_sample": _has_sample(span),
        "portal_day": settings.PORTAL_TODAY,
        "portal_place": settings.PORTAL_PLACE,
        "portal_owner": settings.PORTAL_OWNER,
        "language": language(request.GET),
        "languages": _languages(form),
    }
    return HttpResponse(render_to_string("public/league.html", context))


@public
def league_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The same league tables as one table."""
    decision, span = PublicForm(request.GET, today=today()).question
    tables = league_tables(standings(decision, span, today(), states=ACCEPTED))
    return table_file(
        league_sheet(tables, decision, span),
        f"xep-hang-da-duyet-{span.first}-{span.last}",
        extension,
    )


def _has_sample(span: Span) -> bool:
    """Whether any accepted month of the span is sample data."""
    accepted = Submission.objects.within(span).filter(status=State.ACCEPTED)
    return accepted.has_sample()


def _languages(form: PublicForm) -> list[tuple[str, str]]:
    """Each language of the portal with the address of the same page in it."""
    address = reverse("public")
    return [(code, f"{address}?{form.in_language(code)}") for code, _name in settings.LANGUAGES]
