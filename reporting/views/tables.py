"""The tables of the pages of `reporting` as files: all their rows, under the same filters, for whoever sees the page.

The league tables and the list of the dashboard, which have a form of their own for programs, are in `exports`.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.exports import tables
from reporting.presenters import dashboard
from reporting.presenters.matrix import matrix as matrix_rows
from reporting.presenters.unit import month_rows, procedure_rows
from reporting.presenters.urging import in_need
from reporting.question import DashboardForm
from reporting.standings import Standing, standings_of
from reporting.views.as_it_was import as_it_was
from reporting.views.letters import urgeable
from reporting.views.no_decision import needs_a_decision
from reporting.views.pages import standing_or_404
from targets import permissions
from targets.models import Decision
from targets.periods import Span
from targets.views.table_file import table_file


def _asked(request: HttpRequest) -> tuple[DashboardForm, Decision, Span, list[Standing]]:
    """The filters of a page of the dashboard, what it asks, and every unit that the person sees."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = DashboardForm(request.GET, today=today())
    decision, span = form.question
    rows = standings_of(permissions.visible_units(request.user), decision, span, today())
    return form, decision, span, rows


@login_required
@require_safe
@as_it_was
@needs_a_decision
def groups(request: HttpRequest, extension: str) -> HttpResponse:
    form, decision, span, rows = _asked(request)
    summaries = dashboard.group_summaries(dashboard.chosen(rows, **form.scope))
    sheet = tables.summaries_sheet(_("Groups"), summaries, tables.asked_in_words(decision, span))
    return table_file(sheet, f"khoi-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def districts(request: HttpRequest, extension: str) -> HttpResponse:
    form, decision, span, rows = _asked(request)
    summaries = dashboard.district_summaries(dashboard.chosen(rows, **form.scope))
    sheet = tables.summaries_sheet(
        _("Districts with their communes"), summaries, tables.asked_in_words(decision, span)
    )
    return table_file(sheet, f"huyen-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def missing(request: HttpRequest, extension: str) -> HttpResponse:
    form, decision, span, rows = _asked(request)
    owing = dashboard.missing_reports(dashboard.chosen(rows, **form.choice))
    sheet = tables.missing_sheet(owing, tables.asked_in_words(decision, span))
    return table_file(sheet, f"chua-bao-cao-{span.first}-{span.last}", extension)


@login_required
@require_safe
@needs_a_decision
def matrix(request: HttpRequest, extension: str) -> HttpResponse:
    form, decision, span, rows = _asked(request)
    lines = matrix_rows(dashboard.chosen(rows, **form.choice), span, today())
    sheet = tables.matrix_sheet(lines, span, tables.asked_in_words(decision, span))
    return table_file(sheet, f"bao-cao-theo-thang-{span.first}-{span.last}", extension)


@login_required
@require_safe
@needs_a_decision
def letters(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_urge(request.user):
        raise Http404
    form = DashboardForm(request.GET, today=today())
    decision, span = form.question
    rows = dashboard.chosen(urgeable(request.user, decision, span, today()), **form.choice)
    sheet = tables.letters_sheet(in_need(rows), tables.asked_in_words(decision, span))
    return table_file(sheet, f"don-doc-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def months(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, _rows, standing = standing_or_404(request, code)
    decision, span = form.question
    rows = month_rows(decision, span, standing, today())
    sheet = tables.months_sheet(standing, rows, tables.asked_in_words(decision, span))
    return table_file(sheet, f"thang-{code}-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def procedures(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, _rows, standing = standing_or_404(request, code)
    decision, span = form.question
    rows = procedure_rows(decision, span, standing)
    sheet = tables.procedures_sheet(standing, rows, tables.asked_in_words(decision, span))
    return table_file(sheet, f"thu-tuc-{code}-{span.first}-{span.last}", extension)
