"""The courses of units as a sheet: units by months, each cell a share."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.exports.columns import unit_cells, unit_columns
from reporting.interval import has_few_dossiers
from reporting.presenters.courses import Family, UnitCourse
from targets.exports.sheets import Column, Kind, Sheet
from targets.periods import Span
from targets.templatetags.figures import short_month


def courses_sheet(families: Iterable[Family], span: Span, asked: str) -> Sheet:
    """A line for each unit, in the order of the page: the share since the first month."""
    title = _("Cumulative shares by month")
    lines = [[*_unit(course), *course.shown] for course in _courses(families)]
    return Sheet(title, _columns(span), lines, [title, asked])


def months_sheet(families: Iterable[Family], span: Span, asked: str) -> Sheet:
    """A line for each unit, in the order of the page: the share of each month alone, and which are of few dossiers."""
    title = _("Shares of single months")
    columns = [*_columns(span), Column(_("Few dossiers"), width=30)]
    lines = [
        [*_unit(course), *course.shown_own, _months_of_few(course, span)]
        for course in _courses(families)
    ]
    return Sheet(title, columns, lines, [title, asked])


def _courses(families: Iterable[Family]) -> list[UnitCourse]:
    return [course for family in families for course in family.courses]


def _columns(span: Span) -> list[Column]:
    return [
        *unit_columns(),
        Column(_("Minimum"), Kind.PERCENT),
        *[Column(str(month), Kind.PERCENT) for month in span],
    ]


def _unit(course: UnitCourse) -> list[str | Decimal | None]:
    return [*unit_cells(course.standing), course.standing.minimum_percent]


def _months_of_few(course: UnitCourse, span: Span) -> str:
    months = zip(span, course.own, strict=True)
    return "; ".join(short_month(month) for month, share in months if has_few_dossiers(share))
