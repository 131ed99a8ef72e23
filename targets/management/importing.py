"""What the commands that import a file have in common: faults on standard error, a summary on standard output."""

from typing import Any

import pghistory
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from quota_portal.commands import PortalCommand
from targets.actions.outcome import Outcome
from targets.management.arguments import existing_file
from targets.problems import Faulty


class ImportCommand(PortalCommand):
    """Exit status 0: done; 1: the file is faulty and nothing is stored; 2: usage."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=existing_file, help=_("a .csv, .xlsx or .ods file"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would be done and store nothing")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        command = self.__module__.rpartition(".")[2]
        try:
            with pghistory.context(command=command):
                outcome = self.import_file(**options)
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise SystemExit(1) from faulty
        self.summarise(outcome)
        if options["dry_run"]:
            self.stdout.write(_("Trial run: nothing was stored."))

    def import_file(self, **options: Any) -> Outcome:
        raise NotImplementedError

    def summarise(self, outcome: Outcome) -> None:
        self.stdout.write(_("Rows read: %s") % outcome.rows)
        self.stdout.write(_("New: %s") % outcome.new)
        self.stdout.write(_("Changed: %s") % outcome.changed)
        self.stdout.write(_("Unchanged: %s") % outcome.unchanged)
