"""The figures of this moment as a scoring rule is applied to them, before anything is frozen."""

from collections.abc import Iterable

from reporting.scoring import Case
from reporting.standings import Standing
from targets.models import Unit


def case_of(standing: Standing) -> Case:
    """One unit's share, minimum, and months late and missing, as a ranking would freeze them."""
    unit = standing.unit
    due = set(standing.months_expected) & standing.months_reported & standing.months_due
    return Case(
        unit=unit.code,
        group=unit.kind,
        district=unit.parent.code if unit.kind == Unit.Kind.COMMUNE and unit.parent else None,
        share=standing.share,
        minimum=standing.minimum_percent,
        late=len(due - standing.months_in_time),
        missing=len(standing.months_overdue),
    )


def cases(rows: Iterable[Standing]) -> list[Case]:
    """Each unit's case, in the order of the standings."""
    return [case_of(row) for row in rows]
