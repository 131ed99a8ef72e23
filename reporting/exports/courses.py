"""The courses of units as a sheet: units by months, each cell the share since the first month."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reporting.presenters.courses import Family
from targets.exports.sheets import Column, Kind, Sheet
from targets.periods import Span


def courses_sheet(families: Iterable[Family], span: Span, asked: str) -> Sheet:
    """A line for each unit, in the order of the page."""
    title = _("Cumulative shares by month")
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("District"), width=26),
        Column(_("Minimum"), Kind.PERCENT),
        *[Column(str(month), Kind.PERCENT) for month in span],
    ]
    lines = [
        [
            course.standing.unit.code,
            course.standing.unit.name,
            course.standing.unit.parent and course.standing.unit.parent.name,
            course.standing.minimum_percent,
            *course.shown,
        ]
        for family in families
        for course in family.courses
    ]
    return Sheet(title, columns, lines, [title, asked])
