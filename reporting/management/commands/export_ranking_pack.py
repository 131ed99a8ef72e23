from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand
from reporting.exports.pack import pack_zip
from reporting.management.output import check_extension, writing
from reporting.models import Ranking
from reporting.rankings.canonical import read_code


class Command(PortalCommand):
    help = gettext_lazy("Write every file of a published ranking, with their hashes, to a .zip.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help=_("as it is printed on every page"))
        parser.add_argument("--output", required=True, type=Path, metavar="FILE.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["output"]
        check_extension(file, ["zip"])
        ranking = Ranking.objects.filter(code=read_code(options["code"])).first()
        if ranking is None:
            raise CommandError(_("There is no ranking %s.") % options["code"])
        content = pack_zip(ranking)
        with writing(file):
            file.write_bytes(content)
        self.stdout.write(
            _("The files of the ranking %(code)s are in %(file)s.")
            % {"code": ranking.written_code, "file": file}
        )
