"""The year on the leadership's page: how many units reach their minimum through each month, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reporting import queries
from reporting.documents.overview import WHOLE_BAR, MonthBar, Outlook
from reporting.labels import COURSE_LABELS
from reporting.movement import Months
from reporting.presenters import intake
from reporting.presenters.by_the_end import by_the_end
from reporting.presenters.course import Column, course, months_summed, unit_months
from reporting.standings import Standing
from targets.models import Decision, Unit
from targets.periods import Span
from targets.templatetags.figures import month, whole


@dataclass(frozen=True)
class Year:
    """The standings of a span, and the year of the decision that it lies in."""

    decision: Decision
    span: Span
    rows: Sequence[Standing]
    today: date

    @cached_property
    def _months(self) -> dict[Unit, Months]:
        return unit_months(self.rows)

    def bars(self) -> list[MonthBar]:
        """A bar for each month up to the end of the decision's year; those that nobody reported yet are empty."""
        units = self._months.values()
        summed = months_summed(self.span, units)
        unfinished = intake.unfinished_months(self.rows)
        drawn = course(units, summed, self.decision.span, unfinished)
        return [_bar(column) for column in drawn.columns]

    def outlook(self) -> Outlook | None:
        """How many units take which course until the decision's last month; None where there is nothing to say of it."""
        found = by_the_end(self.decision, self.span, self.rows, self.today)
        if found is None:
            return None
        return Outlook(
            last_month=month(found.last_month),
            seen_from=month(found.through) if found.is_of_the_past else "",
            courses=[
                f"{whole(number)} {str(COURSE_LABELS[one]).lower()}"
                for one, number in found.by_course
            ],
        )

    @cached_property
    def lacking(self) -> list[intake.Intake]:
        """The last months of which reports are missing."""
        return intake.still_lacking(self.rows, self.span, queries.due_dates(self.span))


def _bar(column: Column) -> MonthBar:
    point = column.point if column.point and column.point.units else None
    return MonthBar(
        month=str(column.month.number),
        reached=whole(point.reached) if point else "",
        part=point.reached * WHOLE_BAR // point.units if point else 0,
        is_unfinished=column.is_unfinished,
    )
