"""The league tables: for each group its ranked units, and those without a rank with the reason."""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from reporting.labels import GROUP_LABELS
from reporting.presenters.records import GROUPS, ranked
from reporting.standings import Standing
from reporting.unit_names import without_committee


@dataclass(frozen=True)
class LeagueTable:
    """One group, by rank; units without a rank at its end."""

    group: str
    label: str
    rows: list[Standing]

    @property
    def ranked(self) -> int:
        """How many of its units have a rank."""
        return sum(row.rank is not None for row in self.rows)

    @property
    def by_district(self) -> dict[str, list[tuple[str, str]]]:
        """Code and name of the communes of each district, in the Decision's own order; empty for other groups.

        Who looks for a commune knows its district, and not its rank.
        """
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for unit in sorted((row.unit for row in self.rows), key=lambda unit: unit.order):
            if unit.parent:
                found[unit.parent.name].append((unit.code, without_committee(unit.name)))
        return dict(found)


@dataclass(frozen=True)
class OwnPlace:
    """The place of one of the reader's own units, among how many of its group that have a rank."""

    standing: Standing
    ranked: int


def league_tables(standings: Sequence[Standing]) -> list[LeagueTable]:
    """One table for each group, in the Decision's order of groups."""
    rows = ranked(standings)
    return [
        LeagueTable(group, GROUP_LABELS[group], [row for row in rows if row.group == group])
        for group in GROUPS
    ]


def own_places(tables: Sequence[LeagueTable], own: Container[int]) -> list[OwnPlace]:
    """The places of the units (primary keys) that are the reader's own."""
    return [
        OwnPlace(row, table.ranked) for table in tables for row in table.rows if row.unit.pk in own
    ]
