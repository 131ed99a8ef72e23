"""A file of one unit's month, read into the monthly form: whatever stands in its cells, good or not, goes to theirs."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import COUNT_COLUMNS, is_blank
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.monthly import MonthlyReport
from targets.templatetags.figures import short_month


def typed_figures(table: Table, report: MonthlyReport) -> dict[str, str]:
    """What the file has for each cell of the form, by the cell's name; blank cells of the file are left out.

    A figure that is none is left for the form to refuse at its cell. Raises Faulty where the file is of another unit or
    month, or names a procedure twice or one that is not asked for.
    """
    reader = Reader(table, COUNT_COLUMNS)
    asked_for = partial(
        _asked_for, {procedure.code: procedure.pk for procedure in report.procedures}
    )
    typed: dict[str, str] = {}
    first_rows: dict[int, int] = {}
    for row in reader.rows():
        _check_origin(row, report)
        procedure = row.read("procedure_code", asked_for)
        if procedure is None:
            continue
        first = first_rows.setdefault(procedure, row.number)
        if first != row.number:
            row.fault("procedure_code", _("The same procedure already stands in row %s.") % first)
        for column in ("total", "online"):
            if not is_blank(row.cells[column]):
                typed[f"{column}-{procedure}"] = _as_typed(row.cells[column])
    reader.finish()
    return typed


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
