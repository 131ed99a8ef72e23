"""Draw up a ranking, put it out for explanation, make it final, withdraw it."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.actions.holding import hold_the_record
from reporting.definitions import definitions
from reporting.exports.pack import pack_files
from reporting.models import Ranking, RankingFile, ScoringRule
from reporting.permissions import check_can_manage_rankings
from reporting.queries_definitions import beside
from reporting.rankings import results
from reporting.rankings.canonical import code_of, sha256
from reporting.rankings.frozen import DrawnUp, Figures, FrozenDefinition
from reporting.rankings.states import TRANSITIONS, State
from reporting.rankings.taking import (
    check_agreement,
    frozen_decision,
    frozen_rule,
    moment_as_frozen,
    take,
)
from reporting.standings import standings
from targets.last_events import last_events
from targets.models import Decision, User
from targets.periods import Span


class OutOfStep(Exception):
    """A step that the ranking cannot take now; it says why, in the language that is active."""


@transaction.atomic
def draw_up(
    *,
    decision: Decision,
    span: Span,
    rule: ScoringRule,
    by: User,
    at: datetime,
    today: date,
    replaces: Ranking | None = None,
    reason: str = "",
) -> Ranking:
    """Freeze the figures of this moment and what the rule makes of them.

    Raises Refused where the person may not, OutOfStep where what is replaced is not final or was replaced already, and
    Inconsistent where the portal's own figures do not agree.
    """
    check_can_manage_rankings(by)
    hold_the_record()
    _check_replaceable(replaces, decision, span)
    rows = standings(decision, span, today)
    figures = take(
        decision=decision,
        span=span,
        rows=rows,
        rule=frozen_rule(rule),
        drawn_up=DrawnUp(
            at=moment_as_frozen(at),
            on=today.isoformat(),
            by=str(by.pk),
            last_events=last_events(),
            replaces=replaces.code if replaces else None,
            reason=reason,
        ),
        definitions=_definitions(decision, rule),
    )
    check_agreement(figures, rows)
    if same := _drawn_up_already(figures, decision, span, rule, by=by):
        return same
    return _stored(figures, decision, span, rule, by=by, at=at, replaces=replaces)


def _drawn_up_already(
    figures: Figures, decision: Decision, span: Span, rule: ScoringRule, *, by: User
) -> Ranking | None:
    """What the same person drew up of the very same figures, as a second click does.

    Where no event of the record lies between the two, no figure does.
    """
    last = Ranking.objects.filter(
        decision=decision,
        first_month=span.first,
        through_month=span.last,
        rule=rule,
        drawn_up_by=by,
        state=State.DRAWN_UP,
    ).first()
    if last is None:
        return None
    now, then = figures.drawn_up, last.figures.drawn_up
    is_same = replace(then, at=now.at) == now
    return last if is_same else None


def _stored(
    figures: Figures,
    decision: Decision,
    span: Span,
    rule: ScoringRule,
    *,
    by: User,
    at: datetime,
    replaces: Ranking | None,
) -> Ranking:
    canonical = results.written(figures)
    digest = sha256(canonical)
    return Ranking.objects.create(
        code=code_of(digest),
        sha256=digest,
        canonical=canonical,
        decision=decision,
        first_month=span.first,
        through_month=span.last,
        rule=rule,
        replaces=replaces,
        reason=figures.drawn_up.reason,
        is_sample=figures.is_sample,
        drawn_up_at=at,
        drawn_up_by=by,
    )


def _definitions(decision: Decision, rule: ScoringRule) -> tuple[FrozenDefinition, ...]:
    """What is frozen speaks the language of the law, whatever the reader's pages speak."""
    with translation.override("vi"):
        return definitions(frozen_decision(decision), frozen_rule(rule), beside(decision, rule))


def _check_replaceable(ranking: Ranking | None, decision: Decision, span: Span) -> None:
    """Raise OutOfStep unless the ranking to be replaced, None for a first one, is what is in force for these months."""
    in_force = Ranking.objects.in_force().filter(
        decision=decision, first_month=span.first, through_month=span.last
    )
    if ranking is None:
        if found := in_force.first():
            raise OutOfStep(
                _("The ranking %s of these months is final: restate it.") % found.written_code
            )
        return
    if not ranking.is_final:
        raise OutOfStep(_("Only a final ranking is restated."))
    if ranking.is_restated or not in_force.filter(pk=ranking.pk).exists():
        raise OutOfStep(_("This ranking is being restated already, or was."))


@transaction.atomic
def put_out(*, ranking: Ranking, until: date, by: User, at: datetime, today: date) -> Ranking:
    """Let units see their own place and object through that day. Raises Refused and OutOfStep."""
    ranking = _claimed(ranking, State.OUT, by=by)
    if until <= today:
        raise OutOfStep(_("The last day for objections must lie after today."))
    ranking.state = Ranking.Status.OUT
    ranking.put_out_at, ranking.put_out_by, ranking.objections_until = at, by, until
    ranking.save()
    return ranking


@transaction.atomic
def make_final(*, ranking: Ranking, by: User, at: datetime, today: date) -> Ranking:
    """Publish the ranking with its files, for good.

    Raises Refused, and OutOfStep while units may still object or an objection has no answer.
    """
    ranking = _claimed(ranking, State.FINAL, by=by)
    check_can_be_final(ranking=ranking, today=today)
    ranking.state = Ranking.Status.FINAL
    ranking.finalised_at, ranking.finalised_by = at, by
    # The database takes no file once the ranking is final.
    RankingFile.objects.bulk_create(
        RankingFile(
            ranking=ranking, name=file.name, content=file.content, sha256=sha256(file.content)
        )
        for file in pack_files(ranking)
    )
    ranking.save()
    return ranking


def check_can_be_final(*, ranking: Ranking, today: date) -> None:
    """Raise OutOfStep where the months are not over, units may still object, an objection has no answer, or another is final."""
    if today <= ranking.span.last.last_day:
        raise OutOfStep(_("The last month is not over."))
    if today <= ranking.objections_until:
        last_day = date_format(ranking.objections_until, "SHORT_DATE_FORMAT")
        raise OutOfStep(_("Units may object through %s.") % last_day)
    if ranking.objections.filter(answered_at=None).exists():
        raise OutOfStep(_("An objection has no answer yet."))
    _check_replaceable_still(ranking)


def _check_replaceable_still(ranking: Ranking) -> None:
    """Raise OutOfStep where another ranking of these months has become final meanwhile."""
    others = Ranking.objects.in_force().filter(
        decision=ranking.decision_id,
        first_month=ranking.first_month,
        through_month=ranking.through_month,
    )
    if found := others.exclude(pk=ranking.replaces_id).first():
        raise OutOfStep(
            _("The ranking %s of these months is final: restate it.") % found.written_code
        )


@transaction.atomic
def withdraw(*, ranking: Ranking, reason: str, by: User, at: datetime) -> Ranking:
    """Give up a ranking that is not final, with the reason. Raises Refused and OutOfStep."""
    ranking = _claimed(ranking, State.WITHDRAWN, by=by)
    ranking.state = Ranking.Status.WITHDRAWN
    ranking.withdrawn_at, ranking.withdrawn_by, ranking.withdrawal_reason = at, by, reason
    ranking.save()
    return ranking


def _claimed(ranking: Ranking, then: State, *, by: User) -> Ranking:
    """The ranking, held against others, if it may take the step now."""
    check_can_manage_rankings(by)
    ranking = Ranking.objects.select_for_update().get(pk=ranking.pk)
    if then not in TRANSITIONS[State(ranking.state)]:
        raise OutOfStep(
            _("This step is not open: the ranking is “%s”.") % ranking.get_state_display()
        )
    return ranking
