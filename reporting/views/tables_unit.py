"""The tables of a unit's page and of the pages of procedures as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reporting.exports import tables_unit as sheets
from reporting.exports.tables import asked_in_words
from reporting.presenters import holding_back as back
from reporting.presenters.neighbours import neighbours as place_in_group
from reporting.presenters.unit import communes_of, procedure_rows
from reporting.views.as_it_was import as_it_was
from reporting.views.no_decision import needs_a_decision
from reporting.views.pages import standing_or_404
from reporting.views.procedures import groups_asked, sums_asked
from targets import permissions
from targets.models import Unit
from targets.views.table_file import table_file


@login_required
@require_safe
@as_it_was
@needs_a_decision
def holding_back(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, _rows, standing = standing_or_404(request, code)
    decision, span = form.question
    rows = procedure_rows(decision, span, standing)
    found = back.holding_back(rows, standing.minimum_percent)
    sheet = sheets.gaps_sheet(standing, found, asked_in_words(decision, span))
    return table_file(sheet, f"con-thieu-{code}-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def communes(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, rows, standing = standing_or_404(request, code)
    if standing.group != Unit.Kind.DISTRICT:
        raise Http404
    decision, span = form.question
    seen = set(permissions.visible_units(request.user).values_list("pk", flat=True))
    listed = communes_of(rows, standing, seen)
    sheet = sheets.communes_sheet(standing, listed, asked_in_words(decision, span))
    return table_file(sheet, f"cap-xa-{code}-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def neighbours(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    form, rows, standing = standing_or_404(request, code)
    found = place_in_group(rows, standing)
    if found is None:
        raise Http404
    decision, span = form.question
    sheet = sheets.neighbours_sheet(standing, found, asked_in_words(decision, span))
    return table_file(sheet, f"lan-can-{code}-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def all_procedures(request: HttpRequest, extension: str) -> HttpResponse:
    form, rows = sums_asked(request)
    decision, span = form.question
    sheet = sheets.sums_sheet(rows, asked_in_words(decision, span))
    return table_file(sheet, f"thu-tuc-{span.first}-{span.last}", extension)


@login_required
@require_safe
@as_it_was
@needs_a_decision
def procedure_units(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    procedure, form, groups, _seen = groups_asked(request, code)
    decision, span = form.question
    sheet = sheets.units_sheet(procedure, groups, asked_in_words(decision, span))
    return table_file(sheet, f"thu-tuc-{code}-theo-don-vi-{span.first}-{span.last}", extension)
