"""Who and what holds back: the units and the procedures that are furthest short of the minimum."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.presenters.procedures import ProcedureSum, procedure_sums
from reporting.queries_procedures import sums_by_procedure
from reporting.standings import Standing
from targets.models import Decision, Procedure
from targets.periods import Span

# As many as stay in one's head for a meeting; the files hold all of them.
MOST_SHOWN = 10


@dataclass(frozen=True)
class UnitsBehind:
    """The units with the largest shortfalls, and how much of all shortfalls is theirs."""

    shown: Sequence[Standing]
    number: int
    shortfall_shown: int
    shortfall: int

    @property
    def largest(self) -> int:
        return self.shown[0].shortfall if self.shown else 0


def units_behind(standings: Sequence[Standing]) -> list[Standing]:
    """The units that are short of their minimum, the ones that lack most first; ties in the Decision's own order."""
    short = [row for row in standings if row.shortfall]
    return sorted(short, key=lambda row: -row.shortfall)


def largest_shortfalls(standings: Sequence[Standing]) -> UnitsBehind:
    """The first of them, as the page shows them."""
    rows = units_behind(standings)
    shown = rows[:MOST_SHOWN]
    return UnitsBehind(
        shown=shown,
        number=len(rows),
        shortfall_shown=sum(row.shortfall for row in shown),
        shortfall=sum(row.shortfall for row in rows),
    )


def procedures_behind(
    decision: Decision, span: Span, standings: Sequence[Standing]
) -> list[ProcedureSum]:
    """The procedures in which these units together are short of their minimums, the ones that lack most first."""
    sums = sums_by_procedure(decision, span, [row.unit.pk for row in standings if row.target])
    rows = procedure_sums(sums, Procedure.objects.in_bulk(list(sums)))
    return [row for row in rows if row.shortfall]
