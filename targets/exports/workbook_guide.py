"""The second sheet of a unit's workbook: what it is of, what to enter, and until when."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets.models import Decision, ReportingPeriod, Unit
from targets.templatetags.figures import short_month


def guide(
    unit: Unit,
    written: str,
    decision: Decision | None,
    periods: Sequence[ReportingPeriod | None],
    *,
    is_sample: bool,
) -> list[str]:
    """Its lines; `written` is the month or the year in words, `periods` are the dates of its months.

    Where figures in the workbook are sample data, it says so.
    """
    known = [period for period in periods if period is not None]
    return [
        f"{unit}, {written}",
        *([_("SAMPLE DATA: these figures are made up.")] if is_sample else []),
        *([_("Decision %s") % decision.number] if decision else []),
        *(_dates(period, is_only=len(periods) == 1) for period in known),
        _(
            "Total: dossiers received by any channel this month, without those carried over. Online: of these, received "
            "and processed online at level 3 or 4. A blank cell is not reported; write 0 where none arose."
        ),
        _("The yellow cells are yours; white ones are closed or computed."),
        _("Save, and choose this file on the month's form of the portal or under “Upload”."),
    ]


def _dates(period: ReportingPeriod, *, is_only: bool) -> str:
    days = {
        name: date_format(getattr(period, name), "SHORT_DATE_FORMAT")
        for name in ("covers_from", "covers_to", "due_on", "locks_on")
    }
    line = (
        _("Covers %(covers_from)s to %(covers_to)s. Due on %(due_on)s, locks after %(locks_on)s.")
        % days
    )
    return line if is_only else f"{short_month(period.month)}: {line}"
