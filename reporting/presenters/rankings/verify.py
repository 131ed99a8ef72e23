"""What anyone who holds a printout or a file is told of it, without signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reporting import compliance
from reporting.labels import GROUP_LABELS
from reporting.models import Ranking, RankingFile
from reporting.presenters.rankings.unit import Identity, identity
from reporting.presenters.rankings.words import why_unranked
from reporting.rankings.results import Place
from reporting.rankings.states import State
from targets.templatetags.figures import decimal, percent, whole


@dataclass(frozen=True)
class PlaceLine:
    """One unit's line of the printout; `unranked` says why it has no rank, blank where it has one."""

    rank: str
    unit: str
    parent: str
    share: str
    points: str
    class_name: str
    unranked: str


@dataclass(frozen=True)
class PlacesTable:
    """The places of one group, the first first, those without a rank at the end."""

    group: str
    label: str
    lines: Sequence[PlaceLine]


@dataclass(frozen=True)
class Checked:
    """What a code stands for. No figures, and no names of people, of a ranking that is not final."""

    identity: Identity
    is_final: bool
    is_withdrawn: bool
    finalised_at: datetime | None
    withdrawn_at: datetime | None
    replaced_by: Ranking | None
    replaces: Ranking | None
    tables: Sequence[PlacesTable]


def checked(ranking: Ranking) -> Checked:
    """What is said of a ranking whose code was asked for."""
    listed = Ranking.objects.listed()
    return Checked(
        identity=identity(ranking),
        is_final=ranking.is_final,
        is_withdrawn=ranking.state == State.WITHDRAWN,
        finalised_at=ranking.finalised_at,
        withdrawn_at=ranking.withdrawn_at,
        replaced_by=listed.filter(replaces=ranking, state=State.FINAL).first(),
        replaces=ranking.replaces,
        tables=_tables(ranking.places) if ranking.is_final else [],
    )


def files_of(digest: str) -> list[RankingFile]:
    """The files with this SHA-256 that were handed over with final rankings."""
    return list(
        RankingFile.objects.filter(sha256=digest)
        .select_related("ranking")
        .defer("content", "ranking__canonical")
        .order_by("ranking__finalised_at", "name")
    )


def _tables(places: Sequence[Place]) -> list[PlacesTable]:
    tables = [
        PlacesTable(str(group), str(label), _lines([p for p in places if p.unit.group == group]))
        for group, label in GROUP_LABELS.items()
    ]
    return [table for table in tables if table.lines]


def _lines(places: Sequence[Place]) -> list[PlaceLine]:
    # Sorting keeps the Decision's order among equals.
    ordered = sorted(places, key=lambda place: (place.score.rank is None, place.score.rank or 0))
    return [_line(place) for place in ordered]


def _line(place: Place) -> PlaceLine:
    unit, score = place.unit, place.score
    return PlaceLine(
        rank=whole(score.rank),
        unit=unit.name,
        parent=unit.parent_name,
        share=percent(compliance.shown_percent(unit.share, unit.minimum)),
        points=decimal(score.points),
        class_name=score.class_name or "",
        unranked=why_unranked(score.unranked) if score.unranked else "",
    )
