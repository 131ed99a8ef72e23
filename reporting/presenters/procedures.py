"""Procedures across units: all that count, and one with the units that handle it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting import compliance
from reporting.compliance import NOTHING, Share
from reporting.folded_text import folded
from reporting.interval import is_small, shown_interval
from reporting.labels import GROUP_LABELS
from reporting.peers import Peers, peers
from reporting.queries_procedures import SumOfUnits
from reporting.rounding import half_up
from reporting.standings import Standing
from targets.models import Procedure, Unit


@dataclass(frozen=True)
class ProcedureSum:
    """One procedure over all units that are summed up."""

    procedure: Procedure
    sums: Sequence[SumOfUnits]

    @property
    def units(self) -> int:
        return sum(part.units for part in self.sums)

    @property
    def share(self) -> Share:
        return sum((part.share for part in self.sums), NOTHING)

    @property
    def shown_percent(self) -> Decimal | None:
        """Held against no minimum, since units may have different ones."""
        return compliance.shown_percent(self.share, None)

    @property
    def shortfall(self) -> int:
        """How many dossiers short of each unit's own minimum they are together: the sum of the gaps, rounded up once."""
        return compliance.shortfall_together((part.share, part.minimum) for part in self.sums)


def procedure_sums(
    sums: Mapping[int, Sequence[SumOfUnits]], procedures: Mapping[int, Procedure], search: str = ""
) -> list[ProcedureSum]:
    """Those whose code or name has every word that is searched for, largest shortfall first."""
    words = folded(search).split()
    rows = [
        ProcedureSum(procedures[key], parts)
        for key, parts in sums.items()
        if all(word in folded(str(procedures[key])) for word in words)
    ]
    return sorted(rows, key=lambda row: (-row.shortfall, -row.share.total, row.procedure.code))


@dataclass(frozen=True)
class UnitRow:
    """One unit with one procedure."""

    standing: Standing
    share: Share

    @property
    def unit(self) -> Unit:
        return self.standing.unit

    @property
    def shown_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.standing.minimum_percent)

    @property
    def shortfall(self) -> int:
        return compliance.shortfall(self.share, self.standing.minimum_percent)

    @property
    def is_small(self) -> bool:
        return is_small(self.share.total)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        return shown_interval(self.share)


@dataclass(frozen=True)
class GroupOfUnits:
    """The units of one group that handle the procedure: those that the person sees, and how all do without names."""

    group: str
    rows: Sequence[UnitRow]
    peers: Peers | None

    @property
    def label(self) -> str:
        return GROUP_LABELS[self.group]

    @property
    def standings(self) -> list[Standing]:
        return [row.standing for row in self.rows]

    @property
    def together(self) -> Share:
        """The listed units that have a target (rulings): a ratio of sums."""
        return compliance.together(row.share for row in self.rows if row.standing.target)

    @property
    def shown_together(self) -> Decimal | None:
        return compliance.shown_percent(self.together, None)

    @property
    def shortfall(self) -> int:
        """How many dossiers short they are together, each held against its own minimum."""
        judged = [row for row in self.rows if row.standing.minimum_percent is not None]
        return compliance.shortfall_together(
            (row.share, row.standing.minimum_percent) for row in judged
        )

    @property
    def units_together(self) -> int:
        return sum(row.standing.target is not None for row in self.rows)

    @property
    def median(self) -> Decimal | None:
        return self.peers and half_up(self.peers.median, 2)

    @property
    def best_quarter(self) -> Decimal | None:
        return self.peers and half_up(self.peers.best_quarter, 2)


def groups_of_units(
    shares: Mapping[int, Share],
    standings: Sequence[Standing],
    seen: Collection[int],
    named: Collection[int],
) -> list[GroupOfUnits]:
    """For each group that handles the procedure; blank ones are left out.

    Of the units that are `seen` (by their primary keys) those `named` are listed.
    """
    found = []
    for group in Unit.Kind:
        members = [row for row in standings if row.group == group and row.unit.pk in shares]
        rows = [UnitRow(row, shares[row.unit.pk]) for row in members if row.unit.pk in named]
        all_shares = {row.unit.pk: shares[row.unit.pk] for row in members}
        group_peers = peers(all_shares, seen)
        if rows or group_peers:
            found.append(GroupOfUnits(group, sorted(rows, key=_learn_from), group_peers))
    return found


def _learn_from(row: UnitRow) -> tuple[bool, bool, object, int]:
    """The best with enough dossiers first, then those of few, then those of none."""
    percent = row.share.percent
    return row.is_small, percent is None, -(percent or 0), row.unit.order
