"""From the database to the reports of single months, each with its state and what counts of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import DateField, FilteredRelation, Q
from django.db.models.functions import Cast, TruncDate

from reporting.compliance import NOTHING, Share
from targets.models import Decision, Submission, Unit
from targets.periods import Month, Span
from targets.workflow import State


class Report(NamedTuple):
    """One unit's month as it is stored: whether it counts, on which day it first came, and what counts of it."""

    month: Month
    counts: bool
    first_submitted_on: date | None
    share: Share

    def is_in_time(self, due: Mapping[Month, date]) -> bool:
        """Whether it was first submitted by the due date of its month (rule 11)."""
        day = self.first_submitted_on
        return day is not None and self.month in due and day <= due[self.month]


def reports_by_unit(
    decision: Decision, span: Span, units: Collection[Unit], states: Collection[State]
) -> dict[int, list[Report]]:
    """The reports of each unit (its primary key), begun ones too, in the order of their months; those in `states` count."""
    own_share = Q(shares__leaves_out_since=decision.leaves_out_since)
    submissions = (
        Submission.objects.within(span)
        .filter(unit__in=[unit.pk for unit in units])
        .annotate(
            own=FilteredRelation("shares", condition=own_share),
            # Bare, since there are a dozen months in thousands of rows.
            first_day=Cast("month", DateField()),
            first_submitted_on=TruncDate("first_submitted_at"),
        )
        .order_by("month")
    )
    months = {month.first_day: month for month in span}
    reports = defaultdict(list)
    for unit, first_day, status, day, online, total in submissions.values_list(
        "unit", "first_day", "status", "first_submitted_on", "own__online", "own__total"
    ):
        share = NOTHING if total is None else Share(online, total)
        reports[unit].append(Report(months[first_day], status in states, day, share))
    return reports


def is_reported(month: Month, units: Collection[Unit]) -> bool:
    """Whether any of the units has a submission of that month that counts (rule 3)."""
    keys = [unit.pk for unit in units]
    return Submission.objects.counting().filter(month=month, unit__in=keys).exists()


def last_accepted(decision: Decision, span: Span) -> Month | None:
    """The last month of the span of which a report of the decision's province is accepted."""
    accepted = Submission.objects.within(span).filter(
        status=State.ACCEPTED, unit__province=decision.province
    )
    return accepted.order_by("-month").values_list("month", flat=True).first()
