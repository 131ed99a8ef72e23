"""`/compare/`: two spans, decisions, groups or districts side by side."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quota_portal.addresses import query_without
from quota_portal.clock import today
from reporting.exports.comparison import comparison_sheet
from reporting.forms_compare import SideForm, sides
from reporting.presenters.comparison import Comparison, Moved, Side, comparison
from reporting.presenters.dashboard import chosen
from reporting.presenters.slopes import panels
from reporting.standings import standings_seen
from reporting.views.asked import seen_or_404
from reporting.views.figures_view import figures_view
from targets import permissions
from targets.models import User
from targets.views.table_file import table_file


@figures_view
def compare(request: HttpRequest) -> HttpResponse:
    """How two questions differ: together, and unit by unit where both are about it."""
    then, now, compared = compared_or_404(request)
    listed = _listed(request, compared)
    context = {
        "forms": [then, now],
        "compared": compared,
        "listed": listed,
        "listed_now": [row.now for row in listed],
        "now_query": now.as_query,
        "panels": panels(compared.units),
        "crossed": "crossed" in request.GET,
        "query_of_all": query_without(request, "crossed"),
    }
    return render(request, "reporting/compare.html", context)


@figures_view
def compare_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The same units as a table."""
    _then_form, _now_form, compared = compared_or_404(request)
    then, now = compared.then.span, compared.now.span
    name = f"so-sanh-{then.first}-{then.last}_{now.first}-{now.last}"
    listed = replace(compared, units=_listed(request, compared))
    return table_file(comparison_sheet(listed), name, extension)


def _listed(request: HttpRequest, compared: Comparison) -> Sequence[Moved]:
    """The units of both sides; where `crossed` is asked those alone that reach their minimum on one of them."""
    return compared.crossed if "crossed" in request.GET else compared.units


def compared_or_404(request: HttpRequest) -> tuple[SideForm, SideForm, Comparison]:
    """The two questions asked and how they differ; 404 for whoever has no dashboard."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    then, now = map(seen_or_404, sides(request.GET, user=request.user, today=today()))
    return then, now, comparison(_side(request.user, then), _side(request.user, now))


def _side(user: User, form: SideForm) -> Side:
    """The units of one side that the person sees."""
    decision, span = form.question
    rows = standings_seen(user, decision, span, today())
    return Side(decision, span, form.scope_label, chosen(rows, **form.scope))
