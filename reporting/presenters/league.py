"""The league tables: for each group its ranked units, and those without a rank with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.labels import GROUP_LABELS
from reporting.presenters.records import GROUPS, ranked
from reporting.standings import Standing


@dataclass(frozen=True)
class LeagueTable:
    """One group, by rank; units without a rank at its end."""

    group: str
    label: str
    rows: list[Standing]


def league_tables(standings: Sequence[Standing]) -> list[LeagueTable]:
    """One table for each group, in the Decision's order of groups."""
    rows = ranked(standings)
    return [
        LeagueTable(group, GROUP_LABELS[group], [row for row in rows if row.group == group])
        for group in GROUPS
    ]
