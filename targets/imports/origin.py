"""What a unit's own workbook says of itself: of which unit, months and decision it is, and of which template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from targets.imports.tables import Table
from targets.models import Decision
from targets.periods import Month, Span
from targets.problems import faulty_file
from targets.templatetags.figures import month as in_words

TEMPLATE_VERSION = 1


@dataclass(frozen=True)
class Origin:
    """Where a workbook came from; its months are those of a year, or the one month."""

    unit_code: str
    months: Span

    @property
    def is_of_a_year(self) -> bool:
        return len(self.months) > 1

    @property
    def written_months(self) -> str:
        """The month or the year as a sentence has it."""
        first = self.months.first
        return _("the year %s") % first.year if self.is_of_a_year else in_words(first)


def read_origin(table: Table) -> Origin | None:
    """The origin of a unit's own workbook; None of any other table.

    Raises Faulty where the workbook is of a template that the portal no longer reads, or made under a decision that
    another one has followed.
    """
    says = table.origin
    if not says:
        return None
    months = _months(says["period"])
    if says["template_version"] != str(TEMPLATE_VERSION) or months is None:
        raise faulty_file(
            _("This workbook is of an older template: take a fresh one from the portal.")
        )
    _check_decision(says["decision"], months)
    return Origin(says["unit_code"], months)


def _months(period: str) -> Span | None:
    try:
        if period.isdecimal():
            return Span(Month(int(period), 1), Month(int(period), 12))
        return Span(Month.parse(period), Month.parse(period))
    except ValueError:
        return None


def _check_decision(number: str, months: Span) -> None:
    """Raise Faulty where the months are under other decisions than the one that the workbook names, if it names one."""
    decisions = Decision.objects.filter(
        first_month__lte=months.last, last_month__gte=months.first
    ).values_list("number", flat=True)
    if number and decisions and number not in decisions:
        message = _(
            "This workbook was made under Decision %(old)s, and its months are under Decision %(new)s now: "
            "take a fresh one from the portal."
        )
        raise faulty_file(message % {"old": number, "new": decisions[0]})
