"""`/rankings/CODE/restate/`: what a restatement of a final ranking would make different, and drawing it up."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import now, today
from reporting.actions import rankings as actions
from reporting.exports.rankings import differences_sheet
from reporting.forms_rankings import RestateForm
from reporting.models import Ranking, ScoringRule
from reporting.presenters.rankings.differences import DifferenceRow, restated_rows
from reporting.rankings import results
from reporting.rankings.recomputed import figures_restated
from reporting.rankings.taking import Inconsistent
from reporting.views.rankings import managed_ranking, refusal_in_words
from targets.models import User
from targets.permissions import visible_codes
from targets.views.table_file import table_file


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restate(request: HttpRequest, code: str) -> HttpResponse:
    """What would differ by the chosen rule; by POST, draw up a ranking that replaces a final one, with the reason."""
    found = _final(request, code)
    if found.is_restated:
        messages.error(request, _("This ranking is being restated already, or was."))
        return redirect(found)
    sent = request.POST if "show" not in request.POST else None
    form = RestateForm(sent or None, same=found.rule, typed=request.POST or request.GET)
    if form.is_valid():
        return _drawn_up(request, found, form)
    rule = form.chosen_rule
    return render(
        request,
        "reporting/rankings/restate.html",
        {
            "ranking": found,
            "form": form,
            "rule": rule,
            "query": urlencode({"rule": rule.pk}),
            "today": today(),
            "would": _would_differ(request.user, found, rule),
        },
    )


@login_required
@require_safe
def restating_file(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """What would differ, as a table."""
    found = _final(request, code)
    rule = RestateForm(None, same=found.rule, typed=request.GET).chosen_rule
    rows = _would_differ(request.user, found, rule)
    sheet = differences_sheet(found, rows, _("What a restatement would change"))
    return table_file(sheet, f"dieu-chinh-{found.code}", extension)


def _final(request: HttpRequest, code: str) -> Ranking:
    found = managed_ranking(request, code)
    if not found.is_final:
        raise Http404
    return found


def _would_differ(user: User, found: Ranking, rule: ScoringRule) -> list[DifferenceRow]:
    figures = figures_restated(found, rule, today())
    seen = visible_codes(user)
    return restated_rows(found, figures, results.places(figures), seen)


def _drawn_up(request: HttpRequest, found: Ranking, form: RestateForm) -> HttpResponse:
    try:
        restated = actions.draw_up(
            decision=found.decision,
            span=found.span,
            rule=form.cleaned_data["rule"],
            by=request.user,
            at=now(),
            today=today(),
            replaces=found,
            reason=form.cleaned_data["reason"],
        )
    except (actions.OutOfStep, Inconsistent) as refusal:
        messages.error(request, refusal_in_words(refusal))
        return redirect(found)
    messages.success(request, _("The restatement is drawn up. Units do not see it yet."))
    return redirect(restated)
