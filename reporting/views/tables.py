"""The tables of the dashboard and of its lists as files: all their rows, under the same filters, for whoever sees the page.

The league tables and the list of the dashboard, which have a form of their own for programs, are in `exports`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from quota_portal.clock import today
from reporting.exports import dashboard, tables
from reporting.exports.columns import asked_in_words
from reporting.forms_urging import UrgingForm
from reporting.presenters import behind
from reporting.presenters.course import points
from reporting.presenters.dashboard import group_summaries, missing_reports
from reporting.presenters.matrix import matrix
from reporting.presenters.urging import in_need
from reporting.question import DashboardForm
from reporting.views.asked import Asked, asked, asked_form
from reporting.views.figures_view import figures_view
from reporting.views.letters import urgeable
from targets import permissions
from targets.exports.sheets import Sheet
from targets.views.table_file import table_file


@dataclass(frozen=True)
class Table:
    """What its file is called before the span, and its sheet of what is asked, which is given in words too."""

    file_name: str
    sheet: Callable[[Asked, str], Sheet]
    form: type[DashboardForm] = DashboardForm


def _groups(page: Asked, words: str) -> Sheet:
    return tables.summaries_sheet(_("Groups"), group_summaries(page.summed), words)


def _course(page: Asked, words: str) -> Sheet:
    return dashboard.course_sheet(points(page.months.values(), page.months_summed), words)


def _ahead(page: Asked, words: str) -> Sheet:
    found = page.listed_by_the_end
    return dashboard.ahead_sheet(found.units if found else [], words)


def _units_behind(page: Asked, words: str) -> Sheet:
    return dashboard.behind_sheet(behind.units_behind(page.summed), words)


def _procedures_behind(page: Asked, words: str) -> Sheet:
    rows = behind.procedures_behind(page.decision, page.span, page.summed)
    return dashboard.procedures_behind_sheet(rows, words)


def _districts(page: Asked, words: str) -> Sheet:
    return dashboard.districts_sheet(page.districts, words)


def _missing(page: Asked, words: str) -> Sheet:
    return tables.missing_sheet(missing_reports(page.summed), words)


def _matrix(page: Asked, words: str) -> Sheet:
    rows = page.form.listed(page.rows)
    return tables.matrix_sheet(matrix(rows, page.span, today()), page.span, words)


TABLES = {
    "groups": Table("khoi", _groups),
    "course": Table("dien-bien", _course),
    "ahead": Table("du-kien-cuoi-nam", _ahead),
    "behind": Table("don-vi-con-thieu", _units_behind),
    "procedures-behind": Table("thu-tuc-con-thieu", _procedures_behind),
    "districts": Table("huyen", _districts),
    "missing": Table("chua-bao-cao", _missing),
    "matrix": Table("bao-cao-theo-thang", _matrix, UrgingForm),
}


@figures_view
def of_province(request: HttpRequest, *, name: str, extension: str) -> HttpResponse:
    """A table of the dashboard, or of its pages."""
    table = TABLES[name]
    page = asked(request, table.form)
    sheet = table.sheet(page, asked_in_words(page.decision, page.span))
    file_name = f"{table.file_name}-{page.span.first}-{page.span.last}"
    return table_file(sheet, file_name, extension)


@figures_view
def letters(request: HttpRequest, extension: str) -> HttpResponse:
    """The units to be urged, for whoever may urge them."""
    if not permissions.can_urge(request.user):
        raise Http404
    form = asked_form(request, UrgingForm)
    decision, span = form.question
    rows = form.listed(urgeable(request.user, decision, span, today()))
    sheet = tables.letters_sheet(in_need(rows), asked_in_words(decision, span))
    return table_file(sheet, f"don-doc-{span.first}-{span.last}", extension)
