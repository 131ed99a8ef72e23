"""The league tables: for each group its ranked units, and those without a rank with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.labels import GROUP_LABELS
from reporting.presenters.records import GROUPS, ranked
from reporting.standings import Standing


@dataclass(frozen=True)
class LeagueTable:
    """One group, by rank."""

    group: str
    label: str
    ranked: list[Standing]
    unranked: list[Standing]

    @property
    def rows(self) -> list[Standing]:
        return [*self.ranked, *self.unranked]


def league_tables(standings: Sequence[Standing]) -> list[LeagueTable]:
    """One table for each group, in the Decision's order of groups."""
    rows = ranked(standings)
    return [
        LeagueTable(
            group=group,
            label=GROUP_LABELS[group],
            ranked=[row for row in rows if row.group == group and row.rank],
            unranked=[row for row in rows if row.group == group and not row.rank],
        )
        for group in GROUPS
    ]
