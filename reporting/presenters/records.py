"""A standing as the record that `compliance` and `export_ranking` give to programs (interfaces, “Output”)."""

from collections.abc import Sequence
from typing import Any

from reporting.standings import Standing
from targets.models import Decision, Unit
from targets.periods import Span

GROUPS = tuple(Unit.Kind)


def record(standing: Standing) -> dict[str, Any]:
    """One unit: shares with two decimals and attainment with four, as strings; None where there is none."""
    return {
        "unit": standing.unit.code,
        "name": standing.unit.name,
        "group": standing.group,
        "parent": standing.unit.parent.code if standing.unit.parent else None,
        "clause": standing.clause,
        "minimum_percent": _string(standing.minimum_percent),
        "total": standing.total,
        "online": standing.online,
        "share_percent": _string(standing.shown_percent),
        "status": standing.status.value,
        "attainment": _string(standing.shown_attainment),
        "shortfall": standing.shortfall,
        "rank": standing.rank,
        "months_reported": standing.completeness.reported,
        "months_expected": standing.completeness.expected,
    }


def document(decision: Decision, span: Span, standings: Sequence[Standing]) -> dict[str, Any]:
    """The whole answer: the decision, the span, and a record for each standing in the order given."""
    return {
        "decision": decision.number,
        "from": str(span.first),
        "through": str(span.last),
        "units": [record(standing) for standing in standings],
    }


def ranked(standings: Sequence[Standing]) -> list[Standing]:
    """By group and rank; ties and units without a rank in the Decision's own order (rule 10)."""
    return sorted(
        standings,
        key=lambda standing: (
            GROUPS.index(standing.group),
            standing.rank is None,
            standing.rank or 0,
        ),
    )


def _string(value: Any) -> str | None:
    return None if value is None else str(value)
