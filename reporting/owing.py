"""Which units owe the report of a month."""

from collections.abc import Iterable
from datetime import date

from reporting import queries
from targets.models import Unit
from targets.periods import Month, Span


def missing(month: Month, today: date) -> list[Unit]:
    """The units that owe a month, in the Decision's own order."""
    span = Span(month, month)
    units = list(Unit.objects.existing_in(span))
    expected, reported = queries.months_expected(units, span, today), queries.months_reported(span)
    return [unit for unit in units if expected[unit.pk] and unit.pk not in reported]


def owing(units: Iterable[Unit], month: Month, today: date) -> list[Unit]:
    """Those of some units that owe a month; none for a month that has not begun."""
    if month > Month.of(today):
        return []
    owe = set(missing(month, today))
    return [unit for unit in units if unit in owe]
