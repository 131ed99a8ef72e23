"""What would move a unit most: the procedures with which it would reach its minimum, if they came online as elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.compliance import Share
from reporting.levers import Candidate, Plan, plan
from reporting.peers import peers
from reporting.presenters.holding_back import HoldingBack
from reporting.queries_procedures import shares_in_group
from reporting.rounding import half_up
from reporting.standings import Standing
from targets.models import Decision, Procedure
from targets.periods import Span


@dataclass(frozen=True)
class Lever:
    """One procedure of the plan: where the unit is, where others are, and what that would bring."""

    procedure: Procedure
    share: Share
    elsewhere: Decimal
    units: int
    gain: int


@dataclass(frozen=True)
class ShownPlan:
    """A plan with what the page says of each of its procedures."""

    plan: Plan
    levers: Sequence[Lever]


def shown_plan(
    decision: Decision,
    span: Span,
    standing: Standing,
    held_back: HoldingBack | None,
    seen: Collection[int],
) -> ShownPlan | None:
    """A plan from the ten procedures that hold the unit back most; None where it is not short, or nobody else does better."""
    if held_back is None or not standing.shortfall:
        return None
    largest = {
        row.procedure.procedure.pk: row.procedure for row in held_back.largest if row.procedure
    }
    shares = shares_in_group(decision, span, kind=standing.group, procedures=largest)
    candidates = []
    for key, row in largest.items():
        elsewhere = {unit: share for unit, share in shares[key].items() if unit != standing.unit.pk}
        if found := peers(elsewhere, seen):
            candidates.append(Candidate(key, row.share, found))
    found_plan = plan(standing.shortfall, candidates)
    return found_plan and ShownPlan(
        found_plan,
        [
            Lever(
                procedure=largest[candidate.procedure].procedure,
                share=candidate.share,
                elsewhere=half_up(candidate.percent(found_plan.level), 2),
                units=candidate.peers.units,
                gain=candidate.gain(found_plan.level),
            )
            for candidate in found_plan.procedures
        ],
    )
