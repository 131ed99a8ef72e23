import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import today
from quota_portal.commands import PortalCommand
from reporting.management.output import extension_of, writing
from reporting.open_data.dump import write_folder, write_zip
from reporting.open_data.extent import Extent, NothingToGiveOut, extent
from targets.management.arguments import month
from targets.models import Decision


class Command(PortalCommand):
    help = gettext_lazy("Write the open data, from which anybody can recompute the shares.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="FOLDER_OR_ZIP")
        parser.add_argument("--decision", metavar="NUMBER", help=_("default: all decisions"))
        parser.add_argument(
            "--through", type=month, metavar="YYYY-MM", help=_("default: the last month reported")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found, output = self._extent(options), options["output"]
        with writing(output):
            if extension_of(output) == "zip":
                _write_zip(output, found)
            else:
                write_folder(output, found)
        self.stdout.write(
            _("The open data through %(month)s are in %(file)s.")
            % {"month": found.through, "file": output}
        )

    def _extent(self, options: dict[str, Any]) -> Extent:
        number = options["decision"]
        decision = Decision.objects.filter(number=number).first() if number else None
        if number and decision is None:
            raise CommandError(_("There is no decision %s.") % number)
        try:
            return extent(decision=decision, through=options["through"], today=today())
        except NothingToGiveOut as nothing:
            raise CommandError(str(nothing)) from nothing


def _write_zip(path: Path, found: Extent) -> None:
    """Under its name only once it is whole: what publishes it may look at any moment."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            write_zip(file, found)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
