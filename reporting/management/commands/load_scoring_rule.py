import tomllib
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quota_portal import clock
from reporting.actions.scoring_rules import Unusable, make_rule
from reporting.models import ScoringRule
from reporting.scoring_rule import from_plain

EXAMPLE = settings.BASE_DIR / "fixtures" / "scoring-example.toml"
# What a file may leave out.
USUAL = {"steps": [], "full_share": None, "note": "", "is_example": False}


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
                    name=_fitting(content["name"], "name"),
                    rule=rule,
                    note=_fitting(content["note"], "note"),
                    by=None,
                    at=clock.now(),
                    is_example=_truth(content["is_example"]),
                )
        except (OSError, KeyError, TypeError, ValueError, ArithmeticError, Unusable) as error:
            raise CommandError(f"{file}: {error!r}") from error
        self.stdout.write(str(made))


def _fitting(text: Any, field: str) -> str:
    """A text that the field of a rule can hold; raises TypeError or ValueError for any other."""
    if not isinstance(text, str):
        raise TypeError(f"{field}: {text!r} is no text")
    longest = ScoringRule._meta.get_field(field).max_length
    if len(text) > longest:
        raise ValueError(f"{field}: {len(text)} characters, and at most {longest} are kept")
    return text


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"is_example: {value!r} is neither true nor false")
    return value
