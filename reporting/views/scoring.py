"""`/scoring/`: the scoring rules with their versions, and the form by which a version is made."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import now, today
from reporting.actions.scoring_rules import Overtaken, make_rule
from reporting.exports.columns import asked_in_words
from reporting.exports.scoring import preview_sheet
from reporting.forms_scoring import CLASSES, STEPS, RuleForms
from reporting.models import Ranking, ScoringRule
from reporting.permissions import can_manage_rankings, can_see_scoring_rules
from reporting.presenters.rankings.scoring_preview import preview
from reporting.presenters.rankings.scoring_rules import listed_rules
from reporting.question import QuestionForm
from reporting.rule_in_words import changes, lines
from reporting.standings import standings
from reporting.views.no_decision import needs_a_decision
from targets.views.table_file import table_file

_WHOLE = re.compile("[0-9]{1,9}")
ADD_ROW = {f"add-{which}": which for which in (STEPS, CLASSES)}


@login_required
@require_safe
def scoring_rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its versions, what each changed, and which rankings follow it."""
    _check_reader(request)
    versions = ScoringRule.objects.select_related("made_by")
    rules = listed_rules(versions, Ranking.objects.listed())
    return render(
        request,
        "reporting/scoring/rules.html",
        {"rules": rules, "can_make": can_manage_rankings(request.user)},
    )


@login_required
@require_safe
def scoring_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One version in plain words."""
    _check_reader(request)
    version = get_object_or_404(ScoringRule.objects.select_related("made_by"), pk=pk)
    versions = ScoringRule.objects.filter(name=version.name)
    before = versions.filter(version__lt=version.version).first()
    return render(
        request,
        "reporting/scoring/rule.html",
        {
            "version": version,
            "lines": lines(version.rule),
            "before": before,
            "changes": changes(before, version) if before else [],
            "latest": versions.first(),
            "rankings": Ranking.objects.listed().filter(rule=version),
            "can_make": can_manage_rankings(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
@needs_a_decision
def scoring_rule_new(request: HttpRequest) -> HttpResponse:
    """The form; what was typed in it on the figures of this moment; and, once seen, kept as the next version."""
    if not can_manage_rankings(request.user):
        raise Http404
    step = request.POST.get("step", "")
    if request.method == "GET":
        return _form(request, RuleForms.beginning_with(_beginning(request)))
    if step in ADD_ROW:
        return _form(request, RuleForms.with_another_row(request.POST, ADD_ROW[step]))
    forms = RuleForms.sent(request.POST)
    if not forms.is_valid():
        return _form(request, forms, status=422)
    if step == "keep" and (kept := _kept(request, forms)):
        return redirect("scoring-rule", pk=kept.pk)
    shown = _preview(request, forms)
    if "as" in request.POST:
        return _preview_file(shown, request.POST["as"])
    return _form(request, forms, shown=shown)


def _beginning(request: HttpRequest) -> ScoringRule | None:
    """The version that the form begins with."""
    begun = request.GET.get("from", "")
    if not begun:
        return None
    if not _WHOLE.fullmatch(begun):
        raise Http404
    return get_object_or_404(ScoringRule, pk=begun)


def _kept(request: HttpRequest, forms: RuleForms) -> ScoringRule | None:
    """The version that was seen, now stored; None where somebody else kept one meanwhile."""
    seen = request.POST.get("version", "")
    if not _WHOLE.fullmatch(seen):
        return None
    try:
        kept = make_rule(
            name=forms.name,
            rule=forms.rule,
            note=forms.note,
            by=request.user,
            at=now(),
            as_version=int(seen),
        )
    except Overtaken:
        messages.error(
            request,
            _("Somebody kept another version meanwhile: look at the preview beside it, then keep."),
        )
        return None
    messages.success(request, _("Kept: %s.") % kept)
    return kept


def _preview(request: HttpRequest, forms: RuleForms) -> dict[str, Any]:
    """What the rule makes of the figures, beside the last version of its name; and what is needed to keep it as seen."""
    question = QuestionForm(request.POST, today=today())
    decision, span = question.question
    last = ScoringRule.objects.filter(name=forms.name).first()
    rule = forms.rule
    is_the_same = last is not None and last.says(rule=rule, note=forms.note, is_example=False)
    return {
        "decision": decision,
        "span": span,
        "rule": rule,
        "lines": lines(rule),
        "before": last,
        "is_the_same": is_the_same,
        "version": last.version + 1 if last else 1,
        "typed": [
            (name, value)
            for name, value in request.POST.items()
            if name not in ("csrfmiddlewaretoken", "step", "version")
        ],
        "found": preview(standings(decision, span, today()), rule, last.rule if last else None),
    }


def _preview_file(shown: dict[str, Any], extension: str) -> HttpResponse:
    """What the rule makes of each unit, to be taken out before it is kept."""
    before, asked = shown["before"], asked_in_words(shown["decision"], shown["span"])
    sheet = preview_sheet(shown["found"], shown["rule"], before.rule if before else None, asked)
    return table_file(sheet, "xem-truoc-quy-tac", extension)


def _form(
    request: HttpRequest,
    forms: RuleForms,
    *,
    shown: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "reporting/scoring/new.html",
        {
            "forms": forms,
            "shown": shown,
            "question": QuestionForm(request.POST or request.GET, today=today()),
        },
        status=status,
    )


def _check_reader(request: HttpRequest) -> None:
    if not can_see_scoring_rules(request.user):
        raise Http404
