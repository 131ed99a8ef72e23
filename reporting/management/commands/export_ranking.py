from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import now, today
from quota_portal.commands import PortalCommand
from reporting.exports import WRITERS, League
from reporting.management.arguments import add_question, question
from reporting.management.output import check_extension, extension_of, writing
from reporting.standings import standings


class Command(PortalCommand):
    help = gettext_lazy("Write the league tables to a file: .xlsx, .ods, .csv or .json.")

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["output"]
        check_extension(file, WRITERS)
        writer = WRITERS[extension_of(file)]
        decision, span = question(options)
        league = League(decision, span, standings(decision, span, today()), at=now())
        with writing(file):
            file.write_bytes(writer.write(league))
        self.stdout.write(
            _("%(units)s units written to %(file)s.")
            % {"units": len(league.standings), "file": file}
        )
