"""What happens by the decision's last month: of the units together how many are on course, and each one's outlook."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.movement import Months
from reporting.outlook import Course
from reporting.presenters.outlook import Ahead, ahead, is_of_the_past
from reporting.standings import Standing
from targets.models import Decision, Unit
from targets.periods import Month, Span


@dataclass(frozen=True)
class UnitAhead:
    """One unit and what is expected of it; None where there is nothing to expect it from."""

    standing: Standing
    ahead: Ahead | None

    @property
    def course(self) -> Course:
        return self.ahead.outlook.course if self.ahead else Course.NOT_SAID


@dataclass(frozen=True)
class ByTheEnd:
    """The units with a target, the ones that are not on course first."""

    through: Month
    last_month: Month
    is_of_the_past: bool
    units: Sequence[UnitAhead]

    @property
    def by_course(self) -> list[tuple[Course, int]]:
        """How many units take each course; those that none takes are left out."""
        found = Counter(unit.course for unit in self.units)
        return [(course, found[course]) for course in Course if found[course]]


_FIRST = [Course.SHORT, Course.NOT_CERTAIN, Course.ON_COURSE, Course.NOT_SAID]


def by_the_end(
    decision: Decision,
    span: Span,
    standings: Sequence[Standing],
    months: Mapping[Unit, Months],
    today: date,
) -> ByTheEnd | None:
    """None where nothing is left of the year, or the span does not begin with it."""
    units = [
        UnitAhead(row, ahead(decision, span, row, list(months[row.unit].shares.values()), today))
        for row in standings
        if row.target
    ]
    if not any(unit.ahead for unit in units):
        return None
    return ByTheEnd(
        through=span.last,
        last_month=decision.last_month,
        is_of_the_past=is_of_the_past(span, today),
        units=sorted(units, key=lambda unit: _FIRST.index(unit.course)),
    )
