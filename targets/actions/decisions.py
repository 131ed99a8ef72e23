"""Adopt a decision: store what it says as clauses and targets."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from targets.imports.decisions import DecisionDraft
from targets.models import Clause, Decision, Target, Unit


class Given(NamedTuple):
    """The clause that a unit is under, and its minimum in percent."""

    clause: str
    minimum: Decimal


@dataclass(frozen=True)
class TargetChange:
    """What a decision would change for one unit; None where the unit has, or had, no target."""

    unit: Unit
    before: Given | None
    after: Given | None


def target_changes(draft: DecisionDraft) -> list[TargetChange]:
    """Every unit whose clause or minimum would change, in the Decision's own order.

    Compared with the same decision where it was adopted already, else with the one issued before it.
    """
    before = _targets_before(draft)
    after = {
        code: Given(clause.label, clause.minimum_percent)
        for clause in draft.clauses
        for code in clause.units
    }
    return [
        TargetChange(unit, before.get(unit.code), after.get(unit.code))
        for unit in Unit.objects.all()
        if before.get(unit.code) != after.get(unit.code)
    ]


def _targets_before(draft: DecisionDraft) -> dict[str, Given]:
    same = Decision.objects.filter(number=draft.number)
    earlier = Decision.objects.filter(issued_on__lt=draft.issued_on).order_by("-issued_on")
    decision = same.first() or earlier.first()
    if decision is None:
        return {}
    targets = decision.targets.values_list("unit__code", "clause", "minimum_percent")
    return {code: Given(clause, minimum) for code, clause, minimum in targets}


@transaction.atomic
def adopt_decision(*, draft: DecisionDraft) -> Decision:
    """Store the decision with its clauses and targets; one already adopted becomes what the draft says."""
    decision, _ = Decision.objects.update_or_create(
        number=draft.number,
        defaults={
            "title": draft.title,
            "issuer": draft.issuer,
            "issued_on": draft.issued_on,
            "first_month": draft.span.first,
            "last_month": draft.span.last,
            "counts_new_procedures": draft.counts_new_procedures,
        },
    )
    _write_clauses(decision, draft)
    _write_targets(decision, draft)
    return decision


def _write_clauses(decision: Decision, draft: DecisionDraft) -> None:
    decision.clauses.exclude(label__in=[clause.label for clause in draft.clauses]).delete()
    Clause.objects.bulk_create(
        [
            Clause(decision=decision, label=clause.label, wording=clause.wording, order=order)
            for order, clause in enumerate(draft.clauses, start=1)
        ],
        update_conflicts=True,
        unique_fields=["decision", "label"],
        update_fields=["wording", "order"],
    )


def _write_targets(decision: Decision, draft: DecisionDraft) -> None:
    units = {unit.code: unit for unit in Unit.objects.all()}
    targets = [
        Target(
            decision=decision,
            unit=units[code],
            clause=clause.label,
            minimum_percent=clause.minimum_percent,
        )
        for clause in draft.clauses
        for code in clause.units
    ]
    decision.targets.exclude(unit__in=[target.unit for target in targets]).delete()
    Target.objects.bulk_create(
        targets,
        update_conflicts=True,
        unique_fields=["decision", "unit"],
        update_fields=["clause", "minimum_percent"],
    )
