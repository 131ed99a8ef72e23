"""What became different: between a restatement and what it replaces, and since a final ranking was drawn up."""

from collections.abc import Collection

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting import permissions
from reporting.models import Ranking
from reporting.presenters.rankings.differences import DifferenceRow, difference_rows
from reporting.rankings.differences import differences
from reporting.rankings.recomputed import differences_since
from reporting.views.rankings import visible_ranking
from targets.permissions import visible_units


@login_required
@require_safe
def ranking_differences(request: HttpRequest, code: str) -> HttpResponse:
    """Every difference from the ranking that this one replaces, and what later corrections would make of it."""
    ranking = visible_ranking(request.user, code)
    if not permissions.can_see_all_places(request.user, ranking):
        raise Http404
    seen = set(visible_units(request.user).values_list("code", flat=True))
    return render(
        request,
        "reporting/rankings/differences.html",
        {
            "ranking": ranking,
            "restated": _restated(ranking, seen),
            "since": since(ranking, seen),
        },
    )


def _restated(ranking: Ranking, seen: Collection[str]) -> list[DifferenceRow] | None:
    if ranking.replaces is None:
        return None
    found = differences(ranking.replaces.places, ranking.places)
    return difference_rows(found, seen, ranking.figures.people)


def since(ranking: Ranking, seen: Collection[str]) -> list[DifferenceRow]:
    """What is different from a ranking since it was drawn up."""
    found, people = differences_since(ranking)
    return difference_rows(found, seen, people)
