from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import now, today
from quota_portal.commands import PortalCommand
from reporting.documents.pdf import overview_to_pdf
from reporting.management.arguments import add_question, question
from reporting.presenters.overview import overview


class Command(PortalCommand):
    help = gettext_lazy("Write the leadership's page about a decision and a span as PDF.")

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["output"]
        if file.suffix.lower() != ".pdf":
            message = _("The file must end in one of: %s")
            raise CommandError(message % ".pdf", returncode=2)
        decision, span = question(options)
        at = now()
        page = overview_to_pdf(overview(decision, span, today=today(), at=at), at)
        try:
            file.write_bytes(page)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(error)s") % {"file": file, "error": error},
                returncode=2,
            ) from error
        self.stdout.write(_("The page for the leadership is in %s.") % file)
