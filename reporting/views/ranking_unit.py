"""“Why this place”: a unit's page in a published ranking, its tables as files, and the same as a sheet to print."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting import permissions
from reporting.documents import pdf
from reporting.exports.ranking_unit import ranking_unit_sheets
from reporting.models import Ranking
from reporting.presenters.rankings import unit as page
from reporting.presenters.rankings.sheet import ranking_sheet
from reporting.rankings.results import Place
from reporting.views.rankings import visible_ranking
from targets.models import Unit, User
from targets.permissions import visible_codes, visible_units
from targets.views.table_file import table_file


@login_required
@require_safe
def ranking_unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Why a unit is placed where it is: its points, down to each cell of a file that they come from."""
    ranking, place, own = _asked(request.user, code, unit)
    return render(
        request,
        "reporting/ranking_unit.html",
        {
            "ranking": ranking,
            "place": page.ranking_unit(ranking, place, _seen(request.user, ranking)),
            "can_object": permissions.can_object(request.user, ranking, own, today()),
        },
    )


@login_required
@require_safe
def sheet(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What `ranking_unit` shows, on a few sheets of A4 to hand over; therefore in Vietnamese whatever the reader's language."""
    ranking, place, _unit = _asked(request.user, code, unit)
    with translation.override("vi"):
        document = ranking_sheet(page.ranking_unit(ranking, place, _seen(request.user, ranking)))
    content = pdf.ranking_sheet_to_pdf(document, ranking.drawn_up_at)
    response = HttpResponse(content, content_type=pdf.CONTENT_TYPE)
    response["Content-Disposition"] = (
        f'attachment; filename="vi-sao-xep-hang-{ranking.code}-{place.unit.code}.pdf"'
    )
    return response


@login_required
@require_safe
def table(request: HttpRequest, code: str, unit: str, table: str, extension: str) -> HttpResponse:
    """One of the tables of the page as a file; 404 for one that the unit does not have."""
    ranking, place, _unit = _asked(request.user, code, unit)
    shown = page.ranking_unit(ranking, place, _seen(request.user, ranking))
    sheets = ranking_unit_sheets(shown, ranking.figures.rule.rule.decimals)
    if table not in sheets:
        raise Http404
    name = f"{table}-{ranking.code}-{place.unit.code}"
    return table_file(sheets[table], name, extension, is_sample=ranking.is_sample)


def _asked(user: User, code: str, unit: str) -> tuple[Ranking, Place, Unit]:
    """The ranking and the place; Http404 unless the person knows of the one and sees the unit in detail."""
    ranking = visible_ranking(user, code)
    own = get_object_or_404(visible_units(user), code=unit)
    place = page.place_of(ranking, own.code)
    if place is None:
        raise Http404
    return ranking, place, own


def _seen(user: User, ranking: Ranking) -> set[str] | None:
    """The units whose places a person sees; None for all of them."""
    if permissions.can_see_all_places(user, ranking):
        return None
    return visible_codes(user)
