"""Tables of figures as sheets: a unit's month, what a decision changes, and the lines of a form 06."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from targets.actions.decisions import TargetChange
from targets.exports.sheets import Column, Kind, Sheet
from targets.figures import NOT_REPORTED
from targets.form_06 import Line
from targets.imports.headings import COUNT_COLUMNS
from targets.models import ExtractFigure, ExtractPart
from targets.monthly import MonthlyReport
from targets.templatetags.figures import month as in_words
from targets.templatetags.figures import span as in_words_span


def month_sheet(report: MonthlyReport) -> Sheet:
    """The figures stored for a unit's month, under the headings of a table of counts: it may come in again."""
    columns = [
        Column(COUNT_COLUMNS["period"]),
        Column(COUNT_COLUMNS["unit_code"]),
        Column(COUNT_COLUMNS["procedure_code"]),
        Column(_("Name of the procedure"), width=60),
        Column(_("Level"), Kind.WHOLE, 8),
        *_figures(_("Total last month"), _("Online last month")),
        *_figures(COUNT_COLUMNS["total"], COUNT_COLUMNS["online"]),
    ]
    notes = [f"{report.unit}, {in_words(report.month)}"]
    return Sheet(_("Counts"), columns, month_rows(report), notes)


def month_rows(report: MonthlyReport) -> list[list[Any]]:
    """A row for each procedure of a unit's month: what it is, last month's figures, and those that are stored."""
    rows: list[list[Any]] = []
    for procedure in report.procedures:
        before = report.last_month.get(procedure.pk)
        rows.append(
            [
                str(report.month),
                report.unit.code,
                procedure.code,
                procedure.name,
                procedure.level_in_month,
                before and before.total,
                before and before.online,
                *report.stored.get(procedure.pk, NOT_REPORTED),
            ]
        )
    return rows


def decision_sheet(number: str, changes: Iterable[TargetChange]) -> Sheet:
    """What a decision changes for each unit."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Clause before")),
        Column(_("Minimum before"), Kind.PERCENT),
        Column(_("Clause after")),
        Column(_("Minimum after"), Kind.PERCENT),
    ]
    rows = [
        [
            change.unit.code,
            change.unit.name,
            *(change.before or (None, None)),
            *(change.after or (None, None)),
        ]
        for change in changes
    ]
    return Sheet(_("Changes"), columns, rows, [_("Decision %s") % number])


def field_lines_sheet(lines: Iterable[Line | ExtractFigure], part: ExtractPart) -> Sheet:
    """The lines of a form 06, as they are read or as they are stored."""
    columns = [
        Column(_("Row"), Kind.WHOLE, 8),
        Column(_("Field of work"), width=60),
        *_figures(_("Total (4) + (5)"), _("Online (4)")),
    ]
    rows = [
        [
            line.row if isinstance(line, Line) else line.source_row,
            line.field,
            line.total,
            line.online,
        ]
        for line in lines
    ]
    notes = [_("Lines of the form"), f"{part.unit}, {in_words_span(part.span)}"]
    return Sheet(_("Lines of the form"), columns, rows, notes)


def _figures(*headings: str) -> list[Column]:
    return [Column(heading, Kind.WHOLE) for heading in headings]
