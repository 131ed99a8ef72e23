"""The files of a ranking: one by one, and all of them as one archive; and the table of its page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reporting import permissions
from reporting.exports.pack import CONTENT_TYPES, PLACES_ALONE, handed_over_file, pack_zip
from reporting.exports.places import places_sheet
from reporting.models import Ranking
from reporting.views.rankings import listed_ranking, places_shown, visible_ranking
from targets.permissions import visible_codes
from targets.views.table_file import table_file


@login_required
@require_safe
def ranking_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One file of the pack; who sees some units in detail only takes those that hold the places alone."""
    ranking = _ranking(request, code)
    if name not in PLACES_ALONE and not permissions.can_take_all_files(request.user):
        raise Http404
    file = handed_over_file(ranking, name)
    if file is None:
        raise Http404
    return _answer(file.content, CONTENT_TYPES.get(name, "application/octet-stream"), ranking, name)


@login_required
@require_safe
def ranking_pack(request: HttpRequest, code: str) -> HttpResponse:
    """The whole pack as one .zip."""
    ranking = _ranking(request, code)
    if not permissions.can_take_all_files(request.user):
        raise Http404
    return _answer(pack_zip(ranking), "application/zip", ranking, "ho-so.zip")


@login_required
@require_safe
def places(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The tables of the ranking's page as one, as far as the person sees the places."""
    ranking = visible_ranking(request.user, code)
    own = visible_codes(request.user)
    tables, _moves = places_shown(request.user, ranking, own)
    name = f"bang-xep-hang-{ranking.code}"
    return table_file(places_sheet(ranking, tables), name, extension, is_sample=ranking.is_sample)


def _ranking(request: HttpRequest, code: str) -> Ranking:
    """The ranking; its files hold the places of all units, so that only who sees these has them."""
    ranking = listed_ranking(request.user, code)
    if not permissions.can_see_all_places(request.user, ranking):
        raise Http404
    return ranking


def _answer(content: bytes, content_type: str, ranking: Ranking, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    sample = "du-lieu-mau-" if ranking.is_sample else ""
    response["Content-Disposition"] = (
        f'attachment; filename="xep-hang-{ranking.code}-{sample}{name}"'
    )
    return response
