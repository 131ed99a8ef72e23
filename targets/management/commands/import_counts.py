from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.clock import now, today
from targets.actions.counts import preview_counts
from targets.actions.outcome import Outcome
from targets.actions.uploads import import_file
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_file
from targets.management.importing import ImportCommand
from targets.models import User


class Command(ImportCommand):
    help = gettext_lazy("Import monthly counts; the submissions that it writes are submitted.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--actor", metavar="USERNAME", help=_("who enters the figures"))

    def import_file(self, **options: Any) -> Outcome:
        by = self._actor(options["actor"])
        self.stdout.write(_("Reading %s …") % options["file"].name)
        table = read_file(options["file"], COUNT_COLUMNS)
        self.stdout.write(_("Checking and storing %s rows …") % (len(table.rows) - 1))
        if options["dry_run"]:
            return preview_counts(table=table, today=today(), by=by)
        content = options["file"].read_bytes()
        return import_file(
            name=options["file"].name,
            content=content,
            table=table,
            today=today(),
            by=by,
            at=now(),
        )

    def summarise(self, outcome: Outcome) -> None:
        super().summarise(outcome)
        self.stdout.write(_("Not counted (procedure not published): %s") % outcome.not_counted)

    def _actor(self, username: str | None) -> User | None:
        if username is None:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(_("There is no active person called %s.") % username)
        return user
