"""The year's course of a group, beside which a unit's own is drawn."""

from collections.abc import Sequence
from datetime import date

from reporting import queries
from reporting.compliance import NOTHING, Share
from reporting.standings import Standing
from targets.models import Decision
from targets.periods import Month, Span


def group_course(
    decision: Decision, span: Span, standings: Sequence[Standing], group: str, today: date
) -> dict[Month, Share]:
    """The share together, from the span's first month through each one up to today's, of the group's units with a target."""
    members = [row.unit for row in standings if row.group == group and row.target]
    shares = queries.shares_by_unit_and_month(decision, span, members)
    course, together = {}, NOTHING
    for month in span:
        if month > Month.of(today):
            break
        together = sum((shares.get((unit.pk, month), NOTHING) for unit in members), together)
        course[month] = together
    return course
