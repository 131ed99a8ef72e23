from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reporting.models import Ranking
from reporting.rankings.canonical import code_of, read_code, sha256
from reporting.rankings.recomputed import from_frozen, from_record


class Command(BaseCommand):
    help = (
        "Work each ranking out again, from its frozen figures and from the record of changes as of its moment;"
        " exit 1 where the bytes are not the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="*", help="the rankings' codes; all of them without one")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for ranking in self._rankings([read_code(code) for code in options["code"]]):
            problems = list(_problems(ranking))
            failed += bool(problems)
            for problem in problems:
                self.stderr.write(f"{ranking.written_code}: {problem}")
            if not problems:
                self.stdout.write(f"{ranking.written_code}: the same bytes, twice")
        if failed:
            raise CommandError(f"{failed} rankings are not what their figures say")

    def _rankings(self, codes: list[str]) -> Iterator[Ranking]:
        found = Ranking.objects.order_by("pk")
        if not codes:
            return found.iterator(chunk_size=1)
        unknown = set(codes) - set(found.filter(code__in=codes).values_list("code", flat=True))
        if unknown:
            raise CommandError(f"no ranking has the code {', '.join(sorted(unknown))}")
        return found.filter(code__in=codes).iterator(chunk_size=1)


def _problems(ranking: Ranking) -> Iterator[str]:
    stored = ranking.canonical
    if sha256(stored) != ranking.sha256 or code_of(ranking.sha256) != ranking.code:
        yield "the text, its SHA-256 and its code do not belong together"
    for name, again in [
        ("its frozen figures", from_frozen(ranking)),
        ("the record of changes", from_record(ranking)),
    ]:
        if again != stored:
            yield f"from {name} it is another: {_first_difference(stored, again)}"


def _first_difference(stored: str, again: str) -> str:
    """Some of the text around the first place that differs."""
    pairs = enumerate(zip(stored, again, strict=False))
    shorter = min(len(stored), len(again))
    at = next((number for number, (one, other) in pairs if one != other), shorter)
    begin = max(0, at - 60)
    return f"…{stored[begin : at + 60]}… became …{again[begin : at + 60]}…"
