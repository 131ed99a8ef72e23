"""What an open-data dump covers: some decisions, and the months through which their counts go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max
from django.utils.translation import gettext as _

from targets.models import Decision, Submission
from targets.periods import Month, Span
from targets.templatetags.figures import short_month


class NothingToGiveOut(Exception):
    """There is no such dump; it says why, in the language that is active."""


@dataclass(frozen=True)
class Extent:
    """The decisions, the earliest first, and the last month."""

    decisions: Sequence[Decision]
    through: Month

    @cached_property
    def span(self) -> Span:
        """The months whose counts go out: from the first month of the earliest decision."""
        return Span(min(decision.first_month for decision in self.decisions), self.through)

    def span_of(self, decision: Decision) -> Span | None:
        """The months over which the shares under a decision are given; None where it has not begun."""
        if self.through < decision.first_month:
            return None
        return Span(decision.first_month, min(self.through, decision.last_month))


def extent(*, decision: Decision | None, through: Month | None, today: date) -> Extent:
    """All decisions, or the one; through the month given, or the last that was reported. No clock moves that one.

    Raises NothingToGiveOut where no decision was adopted, or the month lies before the decisions or after today's.
    """
    decisions = [decision] if decision else list(Decision.objects.order_by("issued_on", "number"))
    if not decisions:
        raise NothingToGiveOut(_("No decision has been adopted yet"))
    first = min(decision.first_month for decision in decisions)
    last = max(decision.last_month for decision in decisions)
    through = through or _last_reported(Span(first, last)) or first
    if not first <= through <= last:
        raise NothingToGiveOut(
            _("The decisions run from %(first)s through %(last)s.")
            % {"first": short_month(first), "last": short_month(last)}
        )
    if Month.of(today) < through:
        raise NothingToGiveOut(_("%s has not begun yet.") % short_month(through))
    return Extent(decisions, through)


def _last_reported(span: Span) -> Month | None:
    return Submission.objects.counting().within(span).aggregate(last=Max("month"))["last"]
