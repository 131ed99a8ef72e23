"""Months in which no figures are taken, though a unit's own workbook may repeat those that are stored."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from targets.figures import Figures
from targets.locks import locked_months, open_windows, unopened_months
from targets.models import Count, Unit
from targets.periods import Month
from targets.templatetags.figures import short_month


class ClosedMonths:
    """The months that have locked or not opened yet, but for the units that were granted days to correct them."""

    def __init__(self, today: date) -> None:
        self._closed = locked_months(today)
        self._unopened = unopened_months(today)
        self._windows = open_windows(today)
        self._stored: dict[int, dict[Month, dict[int, Figures]]] = {}

    def include(self, unit: Unit, month: Month) -> bool:
        """Whether the unit may not change its figures of the month."""
        return month in self._closed and (unit.pk, month) not in self._windows

    def figures(self, unit: Unit, month: Month) -> Mapping[int, Figures]:
        """What is stored of a closed month, by procedure (its primary key)."""
        if unit.pk not in self._stored:
            # The year of one unit at once: its workbook names all of its months.
            self._stored[unit.pk] = self._figures_of(unit)
        return self._stored[unit.pk][month]

    def refusal(self, month: Month) -> str:
        """Why figures of the month are not taken."""
        message = _("%s has not opened yet.") if month in self._unopened else _("%s is locked.")
        return message % short_month(month)

    def _figures_of(self, unit: Unit) -> dict[Month, dict[int, Figures]]:
        counts = Count.objects.filter(submission__unit=unit, submission__month__in=self._closed)
        found: dict[Month, dict[int, Figures]] = defaultdict(dict)
        for month, procedure, total, online in counts.values_list(
            "submission__month", "procedure", "total", "online"
        ):
            found[month][procedure] = Figures(total, online)
        return found
