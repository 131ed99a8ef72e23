"""What a rule would make of the periods of a year, as a sheet."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from targets.due_dates import Dates
from targets.exports.sheets import Column, Sheet
from targets.exports.written import day, yes_or_no
from targets.templatetags.states import previewed
from targets.year_preview import PreviewedMonth


def year_sheet(year: int, months: Iterable[PreviewedMonth]) -> Sheet:
    """A row for each month: the days that it would get, and those with which it is stored."""
    days = [_("Covers from"), _("Covers until"), _("Opens on"), _("Due on"), _("Locks after")]
    headings = [
        _("Month"),
        *days,
        _("Now"),
        _("Locked"),
        *[_("%(day)s, as stored") % {"day": heading} for heading in days],
    ]
    rows = [
        [
            str(month.month),
            *_days(month.made),
            previewed(month),
            yes_or_no(month.is_locked),
            *_days(month.stored),
        ]
        for month in months
    ]
    notes = [_("What the rule would make"), str(year), _("Nothing of it is stored.")]
    return Sheet(notes[0], [Column(heading, width=20) for heading in headings], rows, notes)


def _days(dates: Dates | None) -> list[str]:
    if dates is None:
        return [""] * 5
    return [
        day(each)
        for each in (
            dates.covers_from,
            dates.covers_to,
            dates.opens_on,
            dates.due_on,
            dates.locks_on,
        )
    ]
