"""The decision and the span that the commands of this app are asked about."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from targets.management.arguments import month
from targets.models import Decision
from targets.periods import Span


def add_question(parser: CommandParser) -> None:
    """--decision, --through and --from."""
    parser.add_argument("--decision", required=True, metavar="NUMBER")
    parser.add_argument("--through", required=True, type=month, metavar="YYYY-MM")
    parser.add_argument(
        "--from", type=month, metavar="YYYY-MM", help=_("default: the decision's first month")
    )


def question(options: dict[str, Any]) -> tuple[Decision, Span]:
    """The decision and the span. A span that runs backwards ends the command with 2, an unknown decision with 1."""
    decision = Decision.objects.filter(number=options["decision"]).first()
    if decision is None:
        raise CommandError(_("There is no decision %s.") % options["decision"])
    first, last = options["from"] or decision.first_month, options["through"]
    if last < first:
        raise CommandError(
            _("The span runs backwards: %(first)s is after %(last)s.")
            % {"first": first, "last": last},
            returncode=2,
        )
    if first not in decision.span or last not in decision.span:
        raise CommandError(
            _("Decision %(decision)s runs from %(first)s through %(last)s.")
            % {"decision": decision, "first": decision.first_month, "last": decision.last_month}
        )
    return decision, Span(first, last)
