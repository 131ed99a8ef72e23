"""A ranking as its page shows it: a table for each group, drawn from what is frozen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting import compliance, interval
from reporting.compliance import Share
from reporting.labels import UNRANKED_LABELS
from reporting.presenters.rankings.differences import PlaceSide
from reporting.presenters.rankings.ranked import ranked_groups
from reporting.rankings.frozen import FrozenUnit
from reporting.rankings.results import Place
from reporting.scoring import Score

# Rank, unit, points, class, attainment, share, minimum, online, total, months late and missing.
_ALWAYS = 11
NOWHERE_ELSE: Mapping[str, PlaceSide] = {}


@dataclass(frozen=True)
class PlaceRow:
    """One unit in a table."""

    unit: FrozenUnit
    score: Score
    # Where later corrections would put it; None where they would not move it.
    now: PlaceSide | None = None

    @property
    def share(self) -> Share | None:
        return self.unit.share

    @property
    def online(self) -> int | None:
        return self.share.online if self.share else None

    @property
    def total(self) -> int | None:
        return self.share.total if self.share else None

    @property
    def shown_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.unit.minimum)

    @property
    def shown_attainment(self) -> Decimal | None:
        return compliance.shown_attainment(self.share, self.unit.minimum)

    @property
    def attainment_percent(self) -> Decimal | None:
        return compliance.attainment_percent(self.share, self.unit.minimum)

    @property
    def is_small(self) -> bool:
        return interval.has_few_dossiers(self.share)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        return interval.shown_interval(self.share)

    @property
    def why_unranked(self) -> str:
        """The reason why it has no rank; blank where it has one."""
        return str(UNRANKED_LABELS[self.score.unranked]) if self.score.unranked else ""


@dataclass(frozen=True)
class RankingTable:
    """One group: its ranked units by rank, then the others."""

    group: str
    label: str
    rows: Sequence[PlaceRow]
    # Whether its units are ranked within their districts too.
    has_districts: bool

    @property
    def has_moves(self) -> bool:
        """Whether later corrections would move a unit of it."""
        return any(row.now for row in self.rows)

    @property
    def columns(self) -> int:
        """How many columns its table has."""
        return _ALWAYS + self.has_districts + self.has_moves

    @property
    def classes(self) -> dict[str, int]:
        """How many units are in each class."""
        names = [row.score.class_name for row in self.rows if row.score.class_name]
        return {name: names.count(name) for name in dict.fromkeys(names)}


def ranking_tables(
    places: Iterable[Place],
    seen: Collection[str] | None = None,
    now: Mapping[str, PlaceSide] = NOWHERE_ELSE,
) -> list[RankingTable]:
    """A table for each group that has a unit; of the units `seen` (their codes) only, where a reader does not see all.

    `now` is where later corrections would put units, by their codes.
    """
    found = [place for place in places if seen is None or place.unit.code in seen]
    return [
        RankingTable(
            group=group.group,
            label=group.label,
            rows=[
                PlaceRow(place.unit, place.score, now.get(place.unit.code))
                for place in group.places
            ],
            has_districts=group.has_districts,
        )
        for group in ranked_groups(found)
    ]
