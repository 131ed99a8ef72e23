"""What anyone who holds a printout or a file is told of it, without signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reporting.models import Ranking, RankingFile
from reporting.presenters.rankings.identity import Head, head
from reporting.presenters.rankings.tables import RankingTable, ranking_tables
from reporting.rankings.states import State


@dataclass(frozen=True)
class Checked:
    """What a code stands for. No figures of a ranking that is not final."""

    head: Head
    is_final: bool
    is_withdrawn: bool
    finalised_at: datetime | None
    withdrawn_at: datetime | None
    replaced_by: Ranking | None
    replaces: Ranking | None
    tables: Sequence[RankingTable]


@dataclass(frozen=True)
class TrueFile:
    """A file as it was handed over with a final ranking, and the final ranking that replaced that one since."""

    name: str
    ranking: Ranking
    replaced_by: Ranking | None


def checked(ranking: Ranking) -> Checked:
    """What is said of a ranking whose code was asked for."""
    return Checked(
        head=head(ranking),
        is_final=ranking.is_final,
        is_withdrawn=ranking.state == State.WITHDRAWN,
        finalised_at=ranking.finalised_at,
        withdrawn_at=ranking.withdrawn_at,
        replaced_by=_replaced_by(ranking),
        replaces=ranking.replaces,
        tables=ranking_tables(ranking.places) if ranking.is_final else [],
    )


def files_of(digest: str) -> list[TrueFile]:
    """The files with this SHA-256 that were handed over with final rankings."""
    files = (
        RankingFile.objects.filter(sha256=digest)
        .select_related("ranking")
        .defer("content", "ranking__canonical")
        .order_by("ranking__finalised_at", "name")
    )
    return [TrueFile(file.name, file.ranking, _replaced_by(file.ranking)) for file in files]


def _replaced_by(ranking: Ranking) -> Ranking | None:
    return Ranking.objects.listed().filter(replaces=ranking, state=State.FINAL).first()
