from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand
from reporting.exports.pack import pack_zip
from reporting.models import Ranking
from reporting.rankings.canonical import read_code


class Command(PortalCommand):
    help = gettext_lazy("Write every file of a published ranking, with their hashes, to a .zip.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help=_("as it is printed on every page"))
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["output"]
        if file.suffix.lower() != ".zip":
            message = _("The file must end in one of: %s")
            raise CommandError(message % ".zip", returncode=2)
        ranking = Ranking.objects.filter(code=read_code(options["code"])).first()
        if ranking is None:
            raise CommandError(_("There is no ranking %s.") % options["code"])
        content = pack_zip(ranking)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(error)s") % {"file": file, "error": error},
                returncode=2,
            ) from error
        self.stdout.write(
            _("The files of the ranking %(code)s are in %(file)s.")
            % {"code": ranking.written_code, "file": file}
        )
