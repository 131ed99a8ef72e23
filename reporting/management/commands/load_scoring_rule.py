import tomllib
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quota_portal import clock
from reporting.actions.scoring_rules import Unusable, make_rule
from reporting.scoring_rule import from_plain

EXAMPLE = settings.BASE_DIR / "fixtures" / "scoring-example.toml"
# What a file may leave out.
USUAL = {"steps": [], "full_share": None}


class Command(BaseCommand):
    help = "Load a scoring rule from a TOML file as the next version of its name; run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=EXAMPLE)

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            content = USUAL | tomllib.loads(file.read_text(encoding="utf-8"))
            rule = from_plain(content)
            with pghistory.context(command="load_scoring_rule"):
                made = make_rule(
                    name=content["name"],
                    rule=rule,
                    note=content.get("note", ""),
                    by=None,
                    at=clock.now(),
                    is_example=file == EXAMPLE,
                )
        except (OSError, KeyError, TypeError, ValueError, ArithmeticError, Unusable) as error:
            raise CommandError(f"{file}: {error!r}") from error
        self.stdout.write(str(made))
