"""What a program asks about, to the letter: unlike a page, nothing else is answered in its place."""

from datetime import date

from django.utils.translation import gettext as _

from reporting.question import decision_in_force, usual_span
from targets.models import Decision
from targets.periods import Month, Span


class Unanswerable(Exception):
    """The question has no answer; `field` names what is wrong with it: `decision`, `from` or `through`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RunsBackwards(Unanswerable):
    """The first month is after the last."""


def exact_question(
    number: str | None, first: Month | None, last: Month | None, *, today: date
) -> tuple[Decision, Span]:
    """The decision of that number and the span; what is None takes its usual value.

    Raises Unanswerable; Decision.DoesNotExist where no number is given and no decision has been adopted.
    """
    decision = decision_in_force(today) if number is None else _decision(number)
    first = first or decision.first_month
    last = last or max(first, usual_span(decision, today).last)
    if last < first:
        message = _("The span runs backwards: %(first)s is after %(last)s.")
        raise RunsBackwards("from", message % {"first": first, "last": last})
    for field, month in (("from", first), ("through", last)):
        if month not in decision.span:
            message = _("Decision %(decision)s runs from %(first)s through %(last)s.")
            months = {"first": decision.first_month, "last": decision.last_month}
            raise Unanswerable(field, message % {"decision": decision, **months})
    return decision, Span(first, last)


def _decision(number: str) -> Decision:
    # No text in the database holds a NUL, and none can be asked for.
    decision = None if "\0" in number else Decision.objects.filter(number=number).first()
    if decision is None:
        raise Unanswerable("decision", _("There is no decision %s.") % number)
    return decision
