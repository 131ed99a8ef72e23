"""The tables of the pages of `reporting` as files: all their rows, under the same filters, for whoever sees the page.

The league tables and the list of the dashboard, which have a form of their own for programs, are in `exports`.
"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.exports import dashboard, tables
from reporting.forms_urging import UrgingForm
from reporting.presenters import behind
from reporting.presenters.course import points
from reporting.presenters.dashboard import group_summaries, missing_reports
from reporting.presenters.matrix import matrix as matrix_rows
from reporting.presenters.unit import month_rows, procedure_rows
from reporting.presenters.urging import in_need
from reporting.question import DashboardForm
from reporting.views.as_it_was import as_it_was
from reporting.views.asked import Asked, asked, asked_form
from reporting.views.letters import urgeable
from reporting.views.no_decision import needs_a_decision
from reporting.views.pages import standing_or_404
from targets import permissions
from targets.exports.sheets import Sheet
from targets.views.table_file import table_file

SheetOf = Callable[[Asked, str], Sheet]


def _file(
    request: HttpRequest,
    name: str,
    extension: str,
    sheet_of: SheetOf,
    kind: type[DashboardForm] = DashboardForm,
) -> HttpResponse:
    """A table of the dashboard under its filters, as a file called after its span."""
    page = asked(request, kind)
    sheet = sheet_of(page, tables.asked_in_words(page.decision, page.span))
    return table_file(sheet, f"{name}-{page.span.first}-{page.span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def groups(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        return tables.summaries_sheet(_("Groups"), group_summaries(page.summed), words)

    return _file(request, "khoi", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def course(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        return dashboard.course_sheet(points(page.months.values(), page.months_summed), words)

    return _file(request, "dien-bien", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def ahead(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        found = page.listed_by_the_end
        return dashboard.ahead_sheet(found.units if found else [], words)

    return _file(request, "du-kien-cuoi-nam", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def units_behind(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        return dashboard.behind_sheet(behind.units_behind(page.summed), words)

    return _file(request, "don-vi-con-thieu", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def procedures_behind(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        rows = behind.procedures_behind(page.decision, page.span, page.summed)
        return dashboard.procedures_behind_sheet(rows, words)

    return _file(request, "thu-tuc-con-thieu", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def districts(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        return dashboard.districts_sheet(page.districts, words)

    return _file(request, "huyen", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def missing(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        return tables.missing_sheet(missing_reports(page.listed), words)

    return _file(request, "chua-bao-cao", extension, sheet)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def matrix(request: HttpRequest, extension: str) -> HttpResponse:
    def sheet(page: Asked, words: str) -> Sheet:
        rows = matrix_rows(page.form.listed(page.rows), page.span, today())
        return tables.matrix_sheet(rows, page.span, words)

    return _file(request, "bao-cao-theo-thang", extension, sheet, UrgingForm)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def letters(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_urge(request.user):
        raise Http404
    form = asked_form(request, UrgingForm)
    decision, span = form.question
    rows = form.listed(urgeable(request.user, decision, span, today()))
    sheet = tables.letters_sheet(in_need(rows), tables.asked_in_words(decision, span))
    return table_file(sheet, f"don-doc-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def months(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, _rows, standing = standing_or_404(request, code)
    decision, span = form.question
    rows = month_rows(span, standing, today())
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
