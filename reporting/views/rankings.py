"""Rankings: their list, drawing one up, its page, and its steps up to final."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quota_portal.clock import now, today
from reporting import permissions
from reporting.actions import rankings as actions
from reporting.exports.rankings import rankings_sheet
from reporting.forms_rankings import DrawUpForm, PutOutForm, ReasonForm
from reporting.models import Ranking
from reporting.presenters.rankings.differences import PlaceSide, difference_rows
from reporting.presenters.rankings.readiness import readiness
from reporting.presenters.rankings.tables import RankingTable, ranking_tables
from reporting.rankings.canonical import read_code
from reporting.rankings.recomputed import differences_since
from reporting.rankings.states import State
from reporting.rankings.taking import Inconsistent
from reporting.standings import standings
from reporting.views.no_decision import needs_a_decision
from targets.models import User
from targets.permissions import SEES_EVERYTHING, visible_codes
from targets.views.table_file import table_file


def visible_ranking(user: User, code: str) -> Ranking:
    """The ranking of a code with what is frozen, if the person knows of it; 404 otherwise."""
    rankings = permissions.visible_rankings(user).select_related("decision", "rule", "replaces")
    return get_object_or_404(rankings.defer("replaces__canonical"), code=read_code(code))


def listed_ranking(user: User, code: str) -> Ranking:
    """The ranking of a code, without its long frozen text, which is fetched only if it is asked for.

    404 for a ranking that the person does not know of.
    """
    return get_object_or_404(permissions.visible_rankings(user).listed(), code=read_code(code))


@login_required
@require_safe
def rankings(request: HttpRequest) -> HttpResponse:
    """Every ranking that the person knows of, the newest first."""
    return render(
        request,
        "reporting/rankings/rankings.html",
        {
            "rankings": permissions.visible_rankings(request.user).listed(),
            "may_manage": permissions.can_manage_rankings(request.user),
            "may_see_rules": permissions.can_see_scoring_rules(request.user),
        },
    )


@login_required
@require_safe
def rankings_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The same list as a table."""
    found = permissions.visible_rankings(request.user).listed()
    return table_file(rankings_sheet(found), _("rankings"), extension)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@needs_a_decision
def draw_up(request: HttpRequest) -> HttpResponse:
    """What a ranking would be drawn up from; by POST, draw it up."""
    _check_may_manage(request)
    form = DrawUpForm(request.POST or request.GET, today=today())
    if request.method == "POST" and form.is_valid():
        return _drawn_up(request, form)
    decision, span = form.question
    rows = standings(decision, span, today())
    return render(
        request,
        "reporting/rankings/draw_up.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "rule": form.chosen_rule,
            "readiness": readiness(rows, span, today()),
        },
    )


def _drawn_up(request: HttpRequest, form: DrawUpForm) -> HttpResponse:
    decision, span = form.question
    try:
        ranking = actions.draw_up(
            decision=decision,
            span=span,
            rule=form.cleaned_data["rule"],
            by=request.user,
            at=now(),
            today=today(),
        )
    except (actions.OutOfStep, Inconsistent) as refusal:
        messages.error(request, refusal_in_words(refusal))
        return redirect("draw-up")
    messages.success(request, _("The ranking is drawn up. Units do not see it yet."))
    return redirect(ranking)


def refusal_in_words(refusal: Exception) -> str:
    """Why nothing was drawn up, to be told to the person: of an OutOfStep or an Inconsistent."""
    if isinstance(refusal, actions.OutOfStep):
        return str(refusal)
    return (
        _(
            "The figures of these units do not agree with themselves: %s. The operator finds where with check_shares."
        )
        % refusal
    )


@login_required
@require_safe
def ranking(request: HttpRequest, code: str) -> HttpResponse:
    """One ranking: its places, as far as the person may see them, and what may be done now."""
    found = visible_ranking(request.user, code)
    return render(request, "reporting/rankings/ranking.html", ranking_context(request, found))


def ranking_context(request: HttpRequest, found: Ranking, **forms: Any) -> dict[str, Any]:
    """What the page of a ranking is drawn from; `forms` are those that were sent with faults."""
    user = request.user
    own = visible_codes(user)
    may_manage = permissions.can_manage_rankings(user)
    tables, moves = places_shown(user, found, own)
    return {
        "ranking": found,
        "tables": tables,
        "sees_all": permissions.can_see_all_places(user, found),
        "takes_all_files": permissions.can_take_all_files(user),
        "moves": moves,
        "own": own,
        "objections": permissions.visible_objections(user, found).count(),
        "unanswered": permissions.visible_objections(user, found).filter(answered_at=None).count(),
        "restatement": found.restatements.listed().exclude(state=State.WITHDRAWN).first()
        if may_manage
        else found.restatements.listed().filter(state=State.FINAL).first(),
        "may_manage": may_manage,
        "may_see_rules": permissions.can_see_scoring_rules(user),
        "open_steps": _open_steps(found, today()) if may_manage else {},
        "put_out_form": PutOutForm(today=today()),
        "withdraw_form": ReasonForm(prefix="withdraw"),
        **forms,
    }


def places_shown(
    user: User, found: Ranking, own: Collection[str]
) -> tuple[list[RankingTable], int]:
    """The tables as far as the person sees the places, and how many units later corrections would move, if that is for him.

    `own` are the codes of the units that he sees in detail.
    """
    moves = _moves(found) if found.is_final and user.role in SEES_EVERYTHING else {}
    seen = None if permissions.can_see_all_places(user, found) else own
    return ranking_tables(found.places, seen, moves), len(moves)


def _moves(found: Ranking) -> dict[str, PlaceSide]:
    """Where corrections since it was drawn up would put units, of those that they would move."""
    differences, people = differences_since(found)
    rows = difference_rows(differences, (), people)
    return {row.unit.code: row.after for row in rows if row.after and row.after != row.before}


def _open_steps(found: Ranking, day: date) -> dict[str, Any]:
    """Which steps a manager may take now, and why it cannot be made final yet."""
    why_not = ""
    if found.state == State.OUT:
        try:
            actions.check_can_be_final(ranking=found, today=day)
        except actions.OutOfStep as out_of_step:
            why_not = str(out_of_step)
    return {
        "put_out": found.state == State.DRAWN_UP,
        "make_final": found.state == State.OUT,
        "why_not_final": why_not,
        "withdraw": not found.is_closed,
        "restate": found.is_final and not found.is_restated,
    }


def _step(request: HttpRequest, take: Callable[[], Ranking], told: str, code: str) -> HttpResponse:
    try:
        take()
        messages.success(request, told)
    except actions.OutOfStep as out_of_step:
        messages.error(request, str(out_of_step))
    return redirect("ranking", code=code)


@login_required
@require_POST
def put_out(request: HttpRequest, code: str) -> HttpResponse:
    """Put the ranking out for explanation."""
    found = managed_ranking(request, code)
    form = PutOutForm(request.POST, today=today())
    if not form.is_valid():
        context = ranking_context(request, found, put_out_form=form)
        return render(request, "reporting/rankings/ranking.html", context)
    return _step(
        request,
        lambda: actions.put_out(
            ranking=found,
            until=form.cleaned_data["until"],
            by=request.user,
            at=now(),
            today=today(),
        ),
        _("The ranking is out for explanation: each unit sees its own place."),
        code,
    )


@login_required
@require_POST
def make_final(request: HttpRequest, code: str) -> HttpResponse:
    """Make the ranking final, for good."""
    found = managed_ranking(request, code)
    return _step(
        request,
        lambda: actions.make_final(ranking=found, by=request.user, at=now(), today=today()),
        _("The ranking is final. Everyone who is signed in sees it."),
        code,
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Give the ranking up, with a reason."""
    found = managed_ranking(request, code)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        context = ranking_context(request, found, withdraw_form=form)
        return render(request, "reporting/rankings/ranking.html", context)
    return _step(
        request,
        lambda: actions.withdraw(
            ranking=found, reason=form.cleaned_data["reason"], by=request.user, at=now()
        ),
        _("The ranking is withdrawn."),
        code,
    )


def _check_may_manage(request: HttpRequest) -> None:
    if not permissions.can_manage_rankings(request.user):
        raise Http404


def managed_ranking(request: HttpRequest, code: str) -> Ranking:
    """The ranking of a code, for whoever draws rankings up; 404 for anybody else."""
    _check_may_manage(request)
    return listed_ranking(request.user, code)
