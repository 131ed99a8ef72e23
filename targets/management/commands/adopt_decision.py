from typing import Any

import pghistory
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand
from targets.actions.decisions import Given, adopt_decision, target_changes
from targets.imports.decisions import read_decision
from targets.management.arguments import existing_file
from targets.models import Unit
from targets.problems import Faulty


class Command(PortalCommand):
    help = gettext_lazy(
        "Adopt a decision from a TOML file, after showing what it changes for each unit."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=existing_file, help=_("a .toml file"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would be done and store nothing")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known = set(Unit.objects.values_list("code", flat=True))
        try:
            draft = read_decision(options["file"].read_bytes(), known)
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise SystemExit(1) from faulty
        for change in target_changes(draft):
            self.stdout.write(
                f"{change.unit.code}\t{change.unit}\t{_written(change.before)} → {_written(change.after)}"
            )
        if options["dry_run"]:
            self.stdout.write(_("Trial run: nothing was stored."))
        else:
            with pghistory.context(command="adopt_decision"):
                decision = adopt_decision(draft=draft)
            self.stdout.write(_("Decision %s is adopted.") % decision)


def _written(given: Given | None) -> str:
    return f"{given.clause} {given.minimum}%" if given else _("none")
