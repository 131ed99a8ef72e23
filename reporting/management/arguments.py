"""The decision and the span that the commands of this app are asked about."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from quota_portal.clock import today
from reporting.exact_question import RunsBackwards, Unanswerable, exact_question
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
    try:
        return exact_question(
            options["decision"], options["from"], options["through"], today=today()
        )
    except RunsBackwards as backwards:
        raise CommandError(str(backwards), returncode=2) from backwards
    except Unanswerable as unanswerable:
        raise CommandError(str(unanswerable)) from unanswerable
