from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from reporting.differing_shares import differing_shares
from targets.actions.shares import hold_shares, rebuild_shares


class Command(BaseCommand):
    help = "Hold the monthly shares, from which every page is made, against the counts; exit 1 where one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="first make all of them anew from the counts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{rebuild_shares()} submissions worked out again")
        with transaction.atomic():
            hold_shares()
            self._check()

    def _check(self) -> None:
        number = 0
        for number, found in enumerate(differing_shares(), start=1):  # noqa: B007
            self.stderr.write(
                f"{found.unit.code} {found.month}: kept {found.kept.online}/{found.kept.total},"
                f" counted {found.counted.online}/{found.counted.total}"
            )
        if number:
            raise CommandError(
                f"{number} monthly shares differ from the counts; --rebuild makes them anew"
            )
        self.stdout.write("every monthly share is what the counts say")
