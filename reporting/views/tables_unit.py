"""The tables of a unit's page and of the pages of procedures as files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from reporting.exports import tables_unit as sheets
from reporting.exports.columns import asked_in_words
from reporting.views.asked_unit import UnitAsked, unit_asked
from reporting.views.figures_view import figures_view
from reporting.views.procedures import groups_asked, sums_asked
from targets.exports.sheets import Sheet
from targets.models import Unit
from targets.views.table_file import table_file


@dataclass(frozen=True)
class UnitTable:
    """What its file is called before the unit, and its sheet of what is asked, in words too; None where the page has none."""

    file_name: str
    sheet: Callable[[UnitAsked, str], Sheet | None]


def _months(page: UnitAsked, words: str) -> Sheet:
    return sheets.months_sheet(page.standing, page.months, words)


def _procedures(page: UnitAsked, words: str) -> Sheet:
    return sheets.procedures_sheet(page.standing, page.procedures, words)


def _holding_back(page: UnitAsked, words: str) -> Sheet:
    return sheets.gaps_sheet(page.standing, page.held_back, words)


def _neighbours(page: UnitAsked, words: str) -> Sheet | None:
    return page.neighbours and sheets.neighbours_sheet(page.standing, page.neighbours, words)


def _communes(page: UnitAsked, words: str) -> Sheet | None:
    if page.standing.group != Unit.Kind.DISTRICT:
        return None
    return sheets.communes_sheet(page.standing, page.communes, page.communes_together, words)


UNIT_TABLES = {
    "months": UnitTable("thang", _months),
    "procedures": UnitTable("thu-tuc", _procedures),
    "holding-back": UnitTable("con-thieu", _holding_back),
    "neighbours": UnitTable("lan-can", _neighbours),
    "communes": UnitTable("cap-xa", _communes),
}


@figures_view
def of_unit(request: HttpRequest, code: str, *, name: str, extension: str) -> HttpResponse:
    """A table of a unit's page; 404 where the page has none."""
    page, table = unit_asked(request, code), UNIT_TABLES[name]
    sheet = table.sheet(page, asked_in_words(page.decision, page.span))
    if sheet is None:
        raise Http404
    file_name = f"{table.file_name}-{code}-{page.span.first}-{page.span.last}"
    return table_file(sheet, file_name, extension)


@figures_view
def all_procedures(request: HttpRequest, extension: str) -> HttpResponse:
    """The procedures that are listed, with what is missing in each."""
    form, rows = sums_asked(request)
    decision, span = form.question
    sheet = sheets.sums_sheet(rows, asked_in_words(decision, span))
    return table_file(sheet, f"thu-tuc-{span.first}-{span.last}", extension)


@figures_view
def procedure_units(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The units that the person sees with one procedure."""
    procedure, form, groups, _seen = groups_asked(request, code)
    decision, span = form.question
    sheet = sheets.units_sheet(procedure, groups, asked_in_words(decision, span))
    return table_file(sheet, f"thu-tuc-{code}-theo-don-vi-{span.first}-{span.last}", extension)
