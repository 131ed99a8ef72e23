"""The files that are handed over with a ranking."""

from dataclasses import dataclass

from reporting.models import Ranking


@dataclass(frozen=True)
class PackFile:
    """One file of the pack."""

    name: str
    content: bytes


def pack_files(ranking: Ranking) -> list[PackFile]:
    """Every file of the pack, in the order in which the manifest lists them; the same ranking gives the same bytes."""
    return [PackFile("frozen.json", ranking.canonical.encode())]
