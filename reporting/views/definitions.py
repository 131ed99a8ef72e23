"""`/definitions/`: what words and figures mean now; and what they meant for a ranking, as frozen with it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.definitions import definitions
from reporting.forms_definitions import DefinitionsForm
from reporting.permissions import can_see_scoring_rules, choosable_scoring_rules
from reporting.queries_definitions import beside
from reporting.rankings.taking import frozen_decision, frozen_rule
from reporting.views.no_decision import needs_a_decision
from reporting.views.rankings import visible_ranking


@login_required
@require_safe
@needs_a_decision
def definitions_of_now(request: HttpRequest) -> HttpResponse:
    """The definitions of a decision and of a version of a scoring rule, in the reader's language."""
    rules = choosable_scoring_rules(request.user)
    form = DefinitionsForm(request.GET, rules=rules, today=today())
    decision, rule = form.chosen
    return render(
        request,
        "reporting/definitions.html",
        {
            "form": form,
            "decision": decision.number,
            "rule": rule,
            "sees_rules": can_see_scoring_rules(request.user),
            "definitions": definitions(
                frozen_decision(decision),
                frozen_rule(rule) if rule else None,
                beside(decision, rule),
            ),
        },
    )


@login_required
@require_safe
def ranking_definitions(request: HttpRequest, code: str) -> HttpResponse:
    """The definitions that are frozen with a ranking, in the words that were frozen."""
    ranking = visible_ranking(request.user, code)
    figures = ranking.figures
    return render(
        request,
        "reporting/definitions.html",
        {
            "ranking": ranking,
            "decision": figures.decision.number,
            "definitions": figures.definitions,
        },
    )
