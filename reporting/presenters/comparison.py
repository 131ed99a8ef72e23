"""Two questions side by side: how many units reach their minimum then and now, and how each unit moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from reporting import change, compliance
from reporting.compliance import REACHED, Share
from reporting.presenters.dashboard import Summary, summary
from reporting.question import span_before
from reporting.standings import Standing
from targets.models import Decision, Unit
from targets.periods import Span


@dataclass(frozen=True)
class Side:
    """One of the two questions: what was asked, and the units that it is about."""

    decision: Decision
    span: Span
    scope: str
    rows: Sequence[Standing]

    @cached_property
    def summary(self) -> Summary:
        return summary(self.scope, self.rows)

    @property
    def shown_part(self) -> Decimal | None:
        """The part of the units that reach their minimum, in percent."""
        return compliance.shown_percent(Share(self.summary.reached, self.summary.units), None)

    @property
    def question(self) -> tuple[object, ...]:
        """What was asked: two sides that ask the same differ in nothing."""
        return self.decision, self.span, self.scope


@dataclass(frozen=True)
class Moved:
    """One unit that stands on both sides."""

    then: Standing
    now: Standing

    @property
    def unit(self) -> Unit:
        return self.now.unit

    @cached_property
    def points(self) -> Fraction | None:
        """The change of its share in percentage points, exact; None where either side has no share."""
        return change.points(self.then.share, self.now.share)

    @property
    def shown_points(self) -> Decimal | None:
        """The change of its share in percentage points, as it may be shown."""
        return change.shown_points(self.points)

    @property
    def has_other_minimum(self) -> bool:
        return self.then.minimum_percent != self.now.minimum_percent

    @property
    def has_other_status(self) -> bool:
        return self.then.status != self.now.status

    @property
    def came_to_reach(self) -> bool:
        return self.now.status in REACHED and self.then.status not in REACHED

    @property
    def ceased_to_reach(self) -> bool:
        return self.then.status in REACHED and self.now.status not in REACHED


@dataclass(frozen=True)
class Comparison:
    """The two sides, and the units that stand on both, in the Decision's own order."""

    then: Side
    now: Side
    units: Sequence[Moved]

    @property
    def is_of_one_question(self) -> bool:
        """Whether both sides ask the same, as they do where nothing else is asked and no month comes before."""
        return self.then.question == self.now.question

    @property
    def has_a_month_before(self) -> bool:
        return span_before(self.now.decision, self.now.span) is not None

    @property
    def change_of_reached(self) -> int | None:
        """By how many units more reach their minimum; None for sides of different size, whose parts say more."""
        if self.then.summary.units != self.now.summary.units:
            return None
        return self.now.summary.reached - self.then.summary.reached

    @property
    def shown_points(self) -> Decimal | None:
        """The change of the share together."""
        return change.shown_points(change.points(self.then.summary.share, self.now.summary.share))

    @property
    def crossed(self) -> list[Moved]:
        """The units that reach their minimum on one side alone."""
        return [unit for unit in self.units if unit.came_to_reach or unit.ceased_to_reach]

    @property
    def came_to_reach(self) -> int:
        return sum(unit.came_to_reach for unit in self.units)

    @property
    def ceased_to_reach(self) -> int:
        return sum(unit.ceased_to_reach for unit in self.units)


def comparison(then: Side, now: Side) -> Comparison:
    """The units of both sides, matched by the unit itself: names repeat."""
    before = {row.unit.pk: row for row in then.rows}
    units = [Moved(before[row.unit.pk], row) for row in now.rows if row.unit.pk in before]
    return Comparison(then, now, units)
