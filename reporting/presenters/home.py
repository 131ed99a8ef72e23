"""An officer's home: for each of his units the month to be reported, and the months that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.queries import due_dates
from reporting.question import decision_in_force, usual_span
from reporting.standings import Standing, standings
from targets.models import User
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.workflow import State


@dataclass(frozen=True)
class OfficerCard:
    """One unit: the month that is due, earlier months still missing, and where the year stands."""

    report: MonthlyReport
    missing: Sequence[Month]
    standing: Standing
    due_on: date | None

    @property
    def returned(self) -> str:
        """Why the month was returned, where it was."""
        submission = self.report.submission
        is_returned = submission is not None and submission.status == State.RETURNED
        return submission.return_reason if is_returned else ""

    @property
    def is_done(self) -> bool:
        return self.report.month in self.standing.months_reported


def officer_cards(user: User, today: date) -> list[OfficerCard]:
    """A card for each of the officer's own units, in the Decision's order."""
    decision = decision_in_force(today)
    span = usual_span(decision, today)
    due = due_dates(span)
    by_unit = {row.unit: row for row in standings(decision, span, today)}
    return [
        OfficerCard(
            report=MonthlyReport(unit, span.last),
            missing=[month for month in by_unit[unit].months_missing if month != span.last],
            standing=by_unit[unit],
            due_on=due.get(span.last),
        )
        for unit in user.units.all()
        if unit in by_unit
    ]
