"""The files of a ranking: one by one, and all of them as one archive."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from reporting.exports.pack import CONTENT_TYPES, handed_over_file, pack_zip
from reporting.models import Ranking
from reporting.permissions import can_see_all_places, visible_rankings
from reporting.rankings.canonical import read_code


@login_required
@require_safe
def ranking_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One file of the pack."""
    ranking = _ranking(request, code)
    file = handed_over_file(ranking, name)
    if file is None:
        raise Http404
    return _answer(file.content, CONTENT_TYPES.get(name, "application/octet-stream"), ranking, name)


@login_required
@require_safe
def ranking_pack(request: HttpRequest, code: str) -> HttpResponse:
    """The whole pack as one .zip."""
    ranking = _ranking(request, code)
    return _answer(pack_zip(ranking), "application/zip", ranking, "ho-so.zip")


def _ranking(request: HttpRequest, code: str) -> Ranking:
    """The ranking; its files hold the places of all units, so that only who sees these has them."""
    ranking = get_object_or_404(visible_rankings(request.user), code=read_code(code))
    if not can_see_all_places(request.user, ranking):
        raise Http404
    return ranking


def _answer(content: bytes, content_type: str, ranking: Ranking, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    sample = "du-lieu-mau-" if ranking.is_sample else ""
    response["Content-Disposition"] = (
        f'attachment; filename="xep-hang-{ranking.code}-{sample}{name}"'
    )
    return response
