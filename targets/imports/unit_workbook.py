"""A file of one unit's month, read into the monthly form: whatever stands in its cells, good or not, goes to theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import COUNT_COLUMNS, is_blank
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.monthly import MonthlyReport
from targets.problems import Fault, faulty_file
from targets.templatetags.figures import short_month

TEMPLATE_VERSION = 1


class TypedFigure(NamedTuple):
    """What the file has for one cell of the form, and where it stands: its row, and the heading of its column."""

    text: str
    row: int
    heading: str


@dataclass(frozen=True)
class TypedFigures:
    """What the file has by the names of the form's cells, and the rows that are of no use to it."""

    figures: Mapping[str, TypedFigure]
    faults: list[Fault]


def check_template(table: Table) -> None:
    """Raise Faulty where the file is a unit's own workbook of a template that the portal no longer reads."""
    version = table.origin.get("template_version", str(TEMPLATE_VERSION))
    if version.removesuffix(".0") != str(TEMPLATE_VERSION):
        raise faulty_file(
            _("This workbook is of an older template: take a fresh one from the portal.")
        )


def typed_figures(table: Table, report: MonthlyReport) -> TypedFigures:
    """What the file has for the form; its blank cells are left out.

    A figure that is none is left for the form to refuse at its cell. A row of a procedure that is not asked for, or that
    stands twice, is a fault. Raises Faulty where the file is of another unit or month, or of an old template.
    """
    check_template(table)
    reader = Reader(table, COUNT_COLUMNS)
    rows = list(reader.rows())
    if table.origin.get("period") == str(report.month.year):
        # Of the workbook of its year the form takes its own month.
        rows = [row for row in rows if row.read("period", cells.month) in (report.month, None)]
    for row in rows:
        _check_origin(row, report)
    reader.finish()
    asked_for = partial(
        _asked_for, {procedure.code: procedure.pk for procedure in report.procedures}
    )
    by_procedure: dict[int, list[Row]] = {}
    for row in rows:
        procedure = row.read("procedure_code", asked_for)
        if procedure is not None:
            by_procedure.setdefault(procedure, []).append(row)
    figures = {
        f"{column}-{procedure}": TypedFigure(
            _as_typed(row.cells[column]), row.number, reader.heading(column)
        )
        for procedure, [row, *others] in by_procedure.items()
        # Which of several rows is meant is not guessed.
        if not _repeated(row, others)
        for column in ("total", "online")
        if not is_blank(row.cells[column])
    }
    return TypedFigures(figures, reader.faults)


def _repeated(first: Row, others: list[Row]) -> bool:
    """Whether the procedure stands in other rows too, which is a fault of each of these."""
    for row in others:
        message = _("The same procedure already stands in row %s.") % first.number
        row.fault("procedure_code", message)
    return bool(others)


def _check_origin(row: Row, report: MonthlyReport) -> None:
    month = row.read("period", cells.month)
    if month is not None and month != report.month:
        row.fault("period", _("This file is of %s.") % short_month(month))
    code = row.read("unit_code", cells.unit_code)
    if code is not None and code != report.unit.code:
        row.fault("unit_code", _("This file is of the unit %s.") % code)


def _asked_for(procedures: dict[str, int], cell: Any) -> int:
    code = cells.procedure_code(cell)
    if code not in procedures:
        raise ValueError(_("Procedure %s is not reported by this unit in this month.") % code)
    return procedures[code]


def _as_typed(cell: Any) -> str:
    """A cell as one would type it: 12 for a number cell that holds 12.0, the text itself for a text."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
