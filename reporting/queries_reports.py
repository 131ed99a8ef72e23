"""From the database to the reports of single months, each with its state and what counts of it."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, FilteredRelation, Func, Q
from django.db.models.functions import Cast, TruncDate

from reporting.compliance import NOTHING, Share
from targets.models import Decision, Submission, Unit
from targets.periods import Month, Span
from targets.workflow import State


class Report(NamedTuple):
    """One unit's month as it is stored: its state, on which day it first came, and what counts of it."""

    month: Month
    state: str
    first_submitted_on: date | None
    share: Share

    def is_in_time(self, due: Mapping[Month, date]) -> bool:
        """Whether it was first submitted by the due date of its month (rule 11)."""
        day = self.first_submitted_on
        return day is not None and self.month in due and day <= due[self.month]


def reports_by_unit(
    decision: Decision, span: Span, units: Collection[Unit]
) -> Mapping[int, tuple[Report, ...]]:
    """The reports of each unit (its primary key), begun ones too, in the order of their months."""
    own_share = Q(shares__leaves_out_since=decision.leaves_out_since)
    rows = (
        Submission.objects.within(span)
        .filter(unit__in=[unit.pk for unit in units])
        .annotate(own=FilteredRelation("shares", condition=own_share))
        .order_by()
        .values_list("unit")
        # A row for each unit: one for each of its months takes Django half as long again.
        .annotate(
            months=_in_order(Cast("month", DateField())),
            states=_in_order("status"),
            days=_in_order(TruncDate("first_submitted_at")),
            online=_in_order("own__online"),
            total=_in_order("own__total"),
        )
    )
    found = {unit: _reports(*map(tuple, columns)) for unit, *columns in rows}
    return {unit.pk: found.get(unit.pk, ()) for unit in units}


def _in_order(column: str | Func) -> ArrayAgg:
    return ArrayAgg(column, order_by="month")


@lru_cache(maxsize=2_000)
def _reports(*columns: tuple) -> tuple[Report, ...]:
    """Made once for what is stored: from one change to the next most units stay what they are."""
    return tuple(
        Report(Month.of(day), state, came, NOTHING if total is None else Share(online, total))
        for day, state, came, online, total in zip(*columns, strict=True)
    )


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
