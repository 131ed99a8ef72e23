"""“Why this place”: one unit in a frozen ranking, from its points down to each cell. The page and the sheet draw from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting import compliance
from reporting.compliance import Share
from reporting.interval import is_small, shown_interval
from reporting.labels import GROUP_LABELS
from reporting.models import Ranking
from reporting.presenters.rankings.contests import Contest, contests
from reporting.presenters.rankings.identity import Identity, identity
from reporting.presenters.rankings.months import (
    MonthLine,
    Procedures,
    month_lines,
    procedure_lines,
)
from reporting.presenters.rankings.steps import Step, steps
from reporting.presenters.rankings.words import why_unranked
from reporting.rankings.results import Place
from reporting.scoring import Unranked
from targets.models import Unit
from targets.templatetags.figures import decimal, minimum, percent, whole


@dataclass(frozen=True)
class RankingUnit:
    """Everything that is said about a unit's place."""

    identity: Identity
    code: str
    name: str
    group: str
    parent: str
    clause: str
    wording: str
    minimum: str
    headline: str
    unranked: str
    share: str
    small_numbers: str
    steps: Sequence[Step]
    contests: Sequence[Contest]
    months: Sequence[MonthLine]
    procedures: Procedures


def place_of(ranking: Ranking, code: str) -> Place | None:
    """A unit's place; None for a unit that is not in the ranking."""
    return next((place for place in ranking.places if place.unit.code == code), None)


def ranking_unit(ranking: Ranking, place: Place, seen: Collection[str] | None) -> RankingUnit:
    """The explanation of a place. `seen`: the codes of the units whose places the reader sees, None for all of them."""
    figures, unit, score = ranking.figures, place.unit, place.score
    share = unit.share
    found = contests(figures, ranking.places, place, seen)
    wording = {clause.label: clause.wording for clause in figures.decision.clauses}
    return RankingUnit(
        identity=identity(ranking),
        code=unit.code,
        name=unit.name,
        group=str(GROUP_LABELS[Unit.Kind(unit.group)]),
        parent=unit.parent_name,
        clause=unit.clause or "",
        wording=wording.get(unit.clause or "", ""),
        minimum=minimum(unit.minimum),
        headline=_headline(ranking, place, found),
        unranked=why_unranked(score.unranked) if score.unranked else "",
        share=percent(compliance.shown_percent(share, unit.minimum)),
        small_numbers=_small_numbers(share),
        steps=steps(figures, place),
        contests=found,
        months=month_lines(figures, unit),
        procedures=procedure_lines(figures, unit),
    )


def _headline(ranking: Ranking, place: Place, found: Sequence[Contest]) -> str:
    score = place.score
    earned = _("%(points)s points, class %(class)s") % {
        "points": decimal(score.points),
        "class": score.class_name,
    }
    if not score.unranked:
        ranks = ", ".join(
            _("rank %(rank)s of %(units)s %(among)s")
            % {"rank": one.rank, "units": one.units, "among": one.among}
            for one in found
        )
        return _("%(ranks)s; %(earned)s.") % {
            "ranks": ranks[:1].upper() + ranks[1:],
            "earned": earned,
        }
    if score.unranked == Unranked.TOO_FEW:
        return _("Not ranked: %(total)s dossiers, and the rule asks for %(least)s; %(earned)s.") % {
            "total": whole(place.unit.share.total if place.unit.share else 0),
            "least": whole(ranking.figures.rule.rule.least_dossiers),
            "earned": earned,
        }
    return _("Not ranked: %(reason)s.") % {"reason": why_unranked(score.unranked)}


def _small_numbers(share: Share | None) -> str:
    """What chance may do to a share of few dossiers; blank where there are enough."""
    interval = shown_interval(share)
    if share is None or interval is None:
        return ""
    low, high = interval
    words = _(
        "With %(total)s dossiers chance alone may move the share from %(low)s to %(high)s (95% interval). This is a help to the reader: it never changes the points, the class or the rank."
    ) % {
        "total": whole(share.total),
        "low": percent(low),
        "high": percent(high),
    }
    return _("Few dossiers.") + " " + words if is_small(share.total) else words
