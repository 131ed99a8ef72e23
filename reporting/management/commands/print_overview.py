from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import now, today
from quota_portal.commands import PortalCommand
from reporting.documents.pdf import overview_to_pdf
from reporting.management.arguments import add_question, question
from reporting.management.output import check_extension, writing
from reporting.presenters.overview import overview


class Command(PortalCommand):
    help = gettext_lazy("Write the leadership's page about a decision and a span as PDF.")

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["output"]
        check_extension(file, ["pdf"])
        decision, span = question(options)
        at = now()
        page = overview_to_pdf(overview(decision, span, today=today(), at=at), at)
        with writing(file):
            file.write_bytes(page)
        self.stdout.write(_("The page for the leadership is in %s.") % file)
