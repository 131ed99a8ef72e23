"""Why a part of a page has nothing to say: one reason, the one that holds, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reporting.presenters.intake import last_reported
from reporting.standings import Standing
from targets.models import Decision
from targets.periods import Month, Span
from targets.templatetags.figures import month


@dataclass(frozen=True)
class Reason:
    """Why nothing is looked ahead to; `through` ends the span that does look ahead, where there is one."""

    text: str
    through: Month | None = None


def why_nothing_is_judged(standings: Sequence[Standing]) -> str:
    """Blank where at least one of the units has a target and a report."""
    judged = [row for row in standings if row.target]
    if not judged:
        return _("No unit of this choice has a target")
    if not any(row.months for row in judged):
        return _("No report of this span is in yet")
    return ""


def why_nothing_is_ahead(
    decision: Decision, span: Span, standings: Sequence[Standing], today: date
) -> Reason:
    """Of units of which no outlook can be given (`ahead` is None for each of them)."""
    last = decision.last_month
    if not any(row.target for row in standings):
        return Reason(_("No unit of this choice has a target"))
    if Month.of(today) > last:
        return Reason(_("The year of the decision is over: nothing is left to look ahead to"))
    if span.first != decision.first_month:
        return Reason(_not_the_whole_year(decision, span))
    nothing = why_nothing_is_judged(standings)
    if nothing:
        return Reason(nothing)
    if span.last == last:
        return _span_to_the_end(standings, last)
    if not any(row.total for row in standings if row.target):
        return Reason(_("No dossier has arisen yet from which to look ahead"))
    return Reason(_("No month of the year is left to report"))


def why_nothing_is_ahead_of(
    decision: Decision, span: Span, standing: Standing, today: date
) -> Reason:
    """The same of one unit, for its own page."""
    if standing.target is None:
        return Reason(_("This unit has no target"))
    return why_nothing_is_ahead(decision, span, [standing], today)


def _not_the_whole_year(decision: Decision, span: Span) -> str:
    words = _("An outlook adds up the year from %(first)s on; this span begins with %(begins)s")
    return words % {"first": month(decision.first_month), "begins": month(span.first)}


def _span_to_the_end(standings: Sequence[Standing], last: Month) -> Reason:
    reported = last_reported(standings)
    if reported is None or reported == last:
        return Reason(_("No month of the year is left to report"))
    words = _(
        "This span runs to the end of the year, and no month after %(reported)s is reported yet:"
        " the outlook is that of the span through %(reported)s"
    )
    return Reason(words % {"reported": month(reported)}, reported)
