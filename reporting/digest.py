"""What a reviewer's weekly digest says: how many months wait for him, and how many units owe which month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from reporting.labels import GROUP_LABELS
from reporting.owing import missing
from targets.models import ReportingPeriod


@dataclass(frozen=True)
class Overdue:
    """A period whose due date has passed and that has not locked, and how many units of each group owe it."""

    period: ReportingPeriod
    by_group: dict[str, int]

    @property
    def number(self) -> int:
        return sum(self.by_group.values())

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The groups that owe it, in the Decision's own order, by their names in the reader's language."""
        return [
            (label, self.by_group[group])
            for group, label in GROUP_LABELS.items()
            if self.by_group.get(group)
        ]


@dataclass(frozen=True)
class Digest:
    """`waiting` months for one reviewer, and the same overdue periods for everybody."""

    waiting: int
    overdue: tuple[Overdue, ...]

    @property
    def number_overdue(self) -> int:
        return sum(each.number for each in self.overdue)


def overdue(today: date) -> tuple[Overdue, ...]:
    """The open periods past their due date that somebody owes, in order."""
    periods = ReportingPeriod.objects.filter(due_on__lt=today, locks_on__gte=today)
    found = [
        Overdue(period, Counter(unit.kind for unit in missing(period.month, today)))
        for period in periods.order_by("month")
    ]
    return tuple(each for each in found if each.number)
