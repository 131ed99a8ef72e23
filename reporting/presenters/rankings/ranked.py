"""The places of a published ranking by group and rank, and each as the record that programs get."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reporting.compliance import Share
from reporting.interval import has_few_dossiers, shown_interval
from reporting.labels import GROUP_LABELS
from reporting.models import Ranking
from reporting.rankings.results import Place, result
from targets.models import Unit

# What stands first in a record; what follows from the figures comes after.
_FIRST = ["rank", "rank_in_district", "unit"]


@dataclass(frozen=True)
class RankedGroup:
    """One group, by rank; those without one after it, in the Decision's order."""

    group: str
    label: str
    ranked: Sequence[Place]
    unranked: Sequence[Place]

    @property
    def places(self) -> list[Place]:
        return [*self.ranked, *self.unranked]

    @property
    def has_districts(self) -> bool:
        """Whether its units are ranked within districts too."""
        return any(place.score.case.district for place in self.places)


def ranked_groups(places: Iterable[Place]) -> list[RankedGroup]:
    """The groups that have units, in the Decision's order of groups."""
    places = list(places)
    return [
        RankedGroup(
            group=str(group),
            label=str(GROUP_LABELS[group]),
            ranked=sorted(
                (place for place in of_group if place.score.rank),
                key=lambda place: place.score.rank or 0,
            ),
            unranked=[place for place in of_group if not place.score.rank],
        )
        for group in Unit.Kind
        if (of_group := [place for place in places if place.unit.group == group])
    ]


def ranked_records(ranking: Ranking) -> list[dict[str, Any]]:
    """A record for each unit, by group and rank; decimals as text, as in the frozen form."""
    return [_record(place) for group in ranked_groups(ranking.places) for place in group.places]


def _record(place: Place) -> dict[str, Any]:
    unit, found = place.unit, result(place)
    low, high = _ends(unit.share)
    first = {name: found.pop(name) for name in _FIRST}
    return {
        "group": unit.group,
        **first,
        "name": unit.name,
        "parent": unit.parent,
        "parent_name": unit.parent_name or None,
        "clause": unit.clause,
        "minimum_percent": unit.minimum_percent,
        **found,
        "few_dossiers": has_few_dossiers(unit.share),
        "interval_low_percent": low,
        "interval_high_percent": high,
    }


def _ends(share: Share | None) -> tuple[str | None, str | None]:
    """The 95 % interval of a share of few dossiers; of none or of enough no ends."""
    ends = shown_interval(share)
    return (str(ends[0]), str(ends[1])) if ends else (None, None)
