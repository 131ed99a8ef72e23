import csv
import json
from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext_lazy

from quota_portal.clock import today
from quota_portal.commands import PortalCommand
from reporting.management.arguments import add_question, question
from reporting.presenters.records import document
from reporting.standings import standings


class Command(PortalCommand):
    help = gettext_lazy("Every unit with its tally and its status under a decision.")

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        decision, span = question(options)
        answer = document(decision, span, standings(decision, span, today()))
        match options["format"]:
            case "json":
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            case "csv":
                self._csv(answer["units"])
            case "table":
                self._table(answer["units"])

    def _csv(self, records: Sequence[dict[str, Any]]) -> None:
        writer = csv.DictWriter(self.stdout, records[0] if records else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)

    def _table(self, records: Sequence[dict[str, Any]]) -> None:
        columns = [
            "unit",
            "name",
            "minimum_percent",
            "total",
            "online",
            "share_percent",
            "status",
            "rank",
        ]
        lines = [columns] + [
            ["" if record[column] is None else str(record[column]) for column in columns]
            for record in records
        ]
        widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
        for line in lines:
            padded = [text.ljust(width) for text, width in zip(line, widths, strict=True)]
            self.stdout.write("  ".join(padded).rstrip())
