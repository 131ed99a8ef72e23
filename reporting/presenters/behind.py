"""Who and what holds back: the units and the procedures that are furthest short of the minimum."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting import compliance
from reporting.compliance import Share
from reporting.queries_procedures import shares_by_procedure_and_minimum
from reporting.standings import Standing
from targets.models import Decision, Procedure
from targets.periods import Span

# As many as stay in one's head for a meeting; the files hold all of them.
MOST_SHOWN = 10


@dataclass(frozen=True)
class ProcedureBehind:
    """One procedure of all units together, each unit's dossiers held against its own minimum."""

    procedure: Procedure
    share: Share
    shortfall: int

    @property
    def shown_percent(self) -> Decimal | None:
        """Held against no minimum, since units may have different ones."""
        return compliance.shown_percent(self.share, None)


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
) -> list[ProcedureBehind]:
    """The procedures in which these units together are short of their minimums, the ones that lack most first."""
    units = [row.unit.pk for row in standings if row.target]
    parts: dict[int, list[tuple[Share, Decimal]]] = defaultdict(list)
    sums = shares_by_procedure_and_minimum(decision, span, units)
    for (procedure, minimum), share in sums.items():
        parts[procedure].append((share, minimum))
    short = {key: compliance.shortfall_together(found) for key, found in parts.items()}
    procedures = Procedure.objects.in_bulk([key for key, number in short.items() if number])
    rows = [
        ProcedureBehind(
            procedure=procedure,
            share=compliance.together(share for share, _minimum in parts[key]),
            shortfall=short[key],
        )
        for key, procedure in procedures.items()
    ]
    return sorted(rows, key=lambda row: (-row.shortfall, row.procedure.code))
