"""Who may see and do what with rankings. What a person may not see does not exist for him: views answer 404 (rulings)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from reporting.models import Objection, Ranking, ScoringRule
from reporting.models.rankings import RankingQuerySet
from reporting.models.scoring_rules import ScoringRuleQuerySet
from reporting.rankings.states import State
from targets.models import Unit, User
from targets.permissions import SEES_EVERYTHING, Refused, visible_units

Role = User.Role
MANAGES_RANKINGS = frozenset({Role.HOME_AFFAIRS, Role.ADMINISTRATOR})


def can_manage_rankings(user: User) -> bool:
    """Whether a person makes scoring rules and rankings, and answers objections."""
    return user.role in MANAGES_RANKINGS


def check_can_manage_rankings(user: User) -> None:
    """Raise Refused where the person does not make rankings."""
    if not can_manage_rankings(user):
        raise Refused(_("Only Home Affairs makes rankings."))


def can_see_scoring_rules(user: User) -> bool:
    """Whether a person sees every version of every scoring rule."""
    return user.role in SEES_EVERYTHING


def choosable_scoring_rules(user: User) -> ScoringRuleQuerySet:
    """The versions whose definitions a person may read: all, or the last one of each rule."""
    rules = ScoringRule.objects.all()
    if can_see_scoring_rules(user):
        return rules
    return rules.filter(pk__in=rules.latest_versions().values("pk"))


def visible_rankings(user: User) -> RankingQuerySet:
    """The rankings that a person knows of: all, or those that were put out for explanation, withdrawn since or not."""
    if user.role in SEES_EVERYTHING:
        return Ranking.objects.all()
    return Ranking.objects.filter(put_out_at__isnull=False)


def can_see_all_places(user: User, ranking: Ranking) -> bool:
    """Whether a person sees the places of all units: everyone, once the ranking is final."""
    return ranking.is_final or user.role in SEES_EVERYTHING


def can_take_all_files(user: User) -> bool:
    """Whether a person takes every file of a ranking, with the cells of all units; others take its places alone."""
    return user.role in SEES_EVERYTHING


def can_object(user: User, ranking: Ranking, unit: Unit, today: date) -> bool:
    """Whether a person may object now to a unit's place."""
    try:
        check_can_object(user, ranking, unit, today)
    except Refused:
        return False
    return True


def check_can_object(user: User, ranking: Ranking, unit: Unit, today: date) -> None:
    """Raise Refused where the person does not report for the unit, or the window is not open."""
    if user.role != Role.OFFICER or not user.units.filter(pk=unit.pk).exists():
        raise Refused(_("Only the unit itself objects to its place."))
    if ranking.state != State.OUT or ranking.objections_until is None:
        raise Refused(_("The ranking is not out for explanation."))
    if today > ranking.objections_until:
        raise Refused(_("The days for objections are over."))


def visible_objections(user: User, ranking: Ranking) -> models.QuerySet[Objection]:
    """The objections to a ranking that a person may read: all, or those of the units that he sees in detail."""
    objections = Objection.objects.filter(ranking=ranking)
    if user.role in SEES_EVERYTHING:
        return objections
    return objections.filter(unit__in=visible_units(user))
