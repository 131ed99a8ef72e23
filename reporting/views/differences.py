"""What became different: between a restatement and what it replaces, and since a final ranking was drawn up."""

from collections.abc import Collection

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting import permissions
from reporting.exports.rankings import differences_sheet
from reporting.models import Ranking
from reporting.presenters.rankings.differences import (
    DifferenceRow,
    difference_rows,
    restated_rows,
)
from reporting.rankings.recomputed import differences_since
from reporting.rankings.touches import touches
from reporting.views.rankings import visible_ranking
from targets.models import User
from targets.permissions import visible_codes
from targets.views.table_file import table_file


@login_required
@require_safe
def ranking_differences(request: HttpRequest, code: str) -> HttpResponse:
    """Every difference from the ranking that this one replaces, and what later corrections would make of it."""
    ranking, seen = _asked(request.user, code)
    return render(
        request,
        "reporting/rankings/differences.html",
        {
            "ranking": ranking,
            "restated": _restated(ranking, seen),
            "since": since(ranking, seen),
        },
    )


@login_required
@require_safe
def restated_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The differences from what the ranking replaces, as a table."""
    ranking, seen = _asked(request.user, code)
    rows = _restated(ranking, seen)
    if rows is None:
        raise Http404
    sheet = differences_sheet(ranking, rows, _("Every difference"))
    return table_file(sheet, f"khac-biet-{ranking.code}", extension)


@login_required
@require_safe
def since_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The differences since the ranking was drawn up, as a table."""
    ranking, seen = _asked(request.user, code)
    sheet = differences_sheet(ranking, since(ranking, seen), _("What has changed since"))
    return table_file(sheet, f"thay-doi-{ranking.code}", extension)


def _asked(user: User, code: str) -> tuple[Ranking, set[str]]:
    """The ranking, and the units that the person sees in detail; 404 where he does not see all places."""
    ranking = visible_ranking(user, code)
    if not permissions.can_see_all_places(user, ranking):
        raise Http404
    return ranking, visible_codes(user)


def _restated(ranking: Ranking, seen: Collection[str]) -> list[DifferenceRow] | None:
    if ranking.replaces is None:
        return None
    return restated_rows(ranking.replaces, ranking.figures, ranking.places, seen)


def since(ranking: Ranking, seen: Collection[str]) -> list[DifferenceRow]:
    """What is different from a ranking since it was drawn up."""
    found, people = differences_since(ranking)
    gone = touches(found, seen, ranking.figures.drawn_up.last_events)
    return difference_rows(found, seen, people, gone)
