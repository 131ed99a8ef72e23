"""What happens by the decision's last month: of the units together how many are on course, and each one's outlook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from reporting import compliance
from reporting.outlook import Course
from reporting.presenters.dumbbell import Dumbbell, dumbbell
from reporting.presenters.outlook import Ahead, ahead, is_of_the_past
from reporting.standings import Standing
from targets.models import Decision
from targets.periods import Month, Span


@dataclass(frozen=True)
class UnitAhead:
    """One unit and what is expected of it; None where there is nothing to expect it from."""

    standing: Standing
    ahead: Ahead | None

    @property
    def course(self) -> Course:
        return self.ahead.outlook.course if self.ahead else Course.NOT_SAID

    @property
    def said(self) -> Ahead | None:
        """What may be shown of it: nothing where there is too little to forecast from."""
        return None if self.ahead is None or self.ahead.outlook.is_small else self.ahead

    @property
    def end(self) -> Fraction:
        """The attainment at which the year is likely to end; where nothing can be said of that, the one so far."""
        ends = self.ahead.ends if self.ahead else None
        share = ends[1] if ends else self.standing.share
        return compliance.attainment(share, self.standing.minimum_percent) or Fraction(0)

    @property
    def dumbbell(self) -> Dumbbell | None:
        """Its share so far and that of its last months about its minimum."""
        if self.said is None:
            return None
        found = self.said.outlook
        return dumbbell(found.so_far, found.recent, found.minimum)


@dataclass(frozen=True)
class ByTheEnd:
    """The units with a target, the ones that are not on course first, and of each course the ones that end lowest."""

    through: Month
    last_month: Month
    is_of_the_past: bool
    units: Sequence[UnitAhead]

    @property
    def forecasts_nothing(self) -> bool:
        """Whether there is too little to forecast from for every unit."""
        return all(unit.course == Course.NOT_SAID for unit in self.units)

    @property
    def courses(self) -> list[tuple[Course, list[UnitAhead]]]:
        """The units of each course that any takes."""
        return [(course, list(units)) for course, units in groupby(self.units, _course)]

    @property
    def by_course(self) -> list[tuple[Course, int]]:
        """How many units take each course; those that none takes are left out."""
        found = Counter(unit.course for unit in self.units)
        return [(course, found[course]) for course in Course if found[course]]


def _course(unit: UnitAhead) -> Course:
    return unit.course


_FIRST = [Course.SHORT, Course.NOT_CERTAIN, Course.ON_COURSE, Course.NOT_SAID]


def by_the_end(
    decision: Decision, span: Span, standings: Sequence[Standing], today: date
) -> ByTheEnd | None:
    """The outlook of every unit with a target; None where nothing is left of the year, or the span does not begin with it."""
    units = [UnitAhead(row, ahead(decision, span, row, today)) for row in standings if row.target]
    if not any(unit.ahead for unit in units):
        return None
    return ByTheEnd(
        through=span.last,
        last_month=decision.last_month,
        is_of_the_past=is_of_the_past(span, today),
        units=sorted(units, key=lambda unit: (_FIRST.index(unit.course), unit.end)),
    )
