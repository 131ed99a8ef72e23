"""What holds a unit back: its procedures by how many online dossiers are missing in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from reporting import compliance
from reporting.compliance import NOTHING, Share
from reporting.gaps import gap, is_hardly_online
from reporting.presenters.unit import ProcedureRow
from reporting.rounding import half_up

SHOWN = 10


@dataclass(frozen=True)
class GapRow:
    """A procedure, or several together; `together` are the missing dossiers down to this row, out of `whole`."""

    procedures: Sequence[ProcedureRow]
    gap: Fraction
    together: Fraction
    whole: Fraction

    @property
    def procedure(self) -> ProcedureRow | None:
        """The procedure; None where several stand together."""
        return self.procedures[0] if len(self.procedures) == 1 else None

    @property
    def share(self) -> Share:
        return sum((row.share for row in self.procedures), NOTHING)

    @property
    def shortfall(self) -> int:
        """Whole dossiers, as everywhere that a shortfall is said (rule 9); what is added up is the exact gap."""
        return -int(-self.gap // 1)

    @property
    def shown_together(self) -> Decimal:
        """In percent of all that is missing."""
        return half_up(self.together * 100 / self.whole, 1)


@dataclass(frozen=True)
class HoldingBack:
    """The procedures of a unit that has a target, each with its gap, the largest first."""

    rows: Sequence[ProcedureRow]
    minimum: Decimal

    @cached_property
    def gaps(self) -> list[tuple[ProcedureRow, Fraction]]:
        gaps = [(row, gap(row.share, self.minimum)) for row in self.rows]
        return sorted(gaps, key=lambda pair: (-pair[1], pair[0].procedure.code))

    @cached_property
    def below(self) -> list[tuple[ProcedureRow, Fraction]]:
        return [(row, missing) for row, missing in self.gaps if missing > 0]

    @cached_property
    def missing(self) -> Fraction:
        """What is missing in the procedures below the minimum."""
        return sum((missing for _row, missing in self.below), Fraction(0))

    @cached_property
    def made_up(self) -> Fraction:
        """What the procedures above the minimum make up for."""
        return -sum((excess for _row, excess in self.gaps if excess < 0), Fraction(0))

    @property
    def shown_missing(self) -> Decimal:
        return half_up(self.missing, 1)

    @property
    def shown_made_up(self) -> Decimal:
        return half_up(self.made_up, 1)

    @property
    def helpers(self) -> int:
        return sum(excess < 0 for _row, excess in self.gaps)

    @property
    def shortfall(self) -> int:
        return compliance.shortfall(sum((row.share for row in self.rows), NOTHING), self.minimum)

    @cached_property
    def largest(self) -> list[GapRow]:
        """The ten procedures that hold the unit back most, and the others together."""
        parts = [[pair] for pair in self.below[:SHOWN]]
        if others := self.below[SHOWN:]:
            parts.append(others)
        rows, together = [], Fraction(0)
        for part in parts:
            missing = sum((missing for _row, missing in part), Fraction(0))
            together += missing
            rows.append(GapRow([row for row, _gap in part], missing, together, self.missing))
        return rows

    @cached_property
    def hardly_online(self) -> list[ProcedureRow]:
        """Many dossiers, hardly any online; most dossiers first."""
        found = [row for row in self.rows if is_hardly_online(row.share, self.minimum)]
        return sorted(found, key=lambda row: (-row.share.total, row.procedure.code))


def holding_back(rows: Sequence[ProcedureRow], minimum: Decimal | None) -> HoldingBack | None:
    """None without a target, and where no procedure is below the minimum."""
    if minimum is None:
        return None
    found = HoldingBack(rows, minimum)
    return found if found.below else None
