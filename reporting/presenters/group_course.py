"""The year's course of a group, beside which a unit's own is drawn."""

from collections.abc import Sequence
from datetime import date

from reporting.compliance import NOTHING, Share
from reporting.standings import Standing
from targets.periods import Month, Span


def group_course(
    span: Span, standings: Sequence[Standing], group: str, today: date
) -> dict[Month, Share]:
    """The share together, from the span's first month through each one up to today's, of the group's units with a target."""
    members = [row for row in standings if row.group == group and row.target]
    course, together = {}, NOTHING
    for month in span:
        if month > Month.of(today):
            break
        together = sum((row.months.get(month, NOTHING) for row in members), together)
        course[month] = together
    return course
