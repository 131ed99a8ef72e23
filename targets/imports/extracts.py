"""Counts of another source as a table: the columns and cells of monthly counts, without the rules of entering them."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.counts import check_once, read_figures, written_month
from targets.imports.headings import COUNT_COLUMNS, SHARED_COUNT_COLUMNS
from targets.imports.reading import Reader
from targets.imports.tables import Table
from targets.periods import Month
from targets.problems import faulty_file


class ExtractRow(NamedTuple):
    """Figures of one unit, month and procedure, by the source's own codes, and the row in which they stand."""

    row: int
    unit: str
    month: Month
    procedure: str
    total: int
    online: int


def read_extract(
    table: Table, *, taken_on: date, units: Collection[str] | None = None
) -> list[ExtractRow]:
    """The rows of a table, whatever units and procedures they name. Raises Faulty with every fault.

    `units` limits the codes of the units to those whose figures the person may load; None is all of them.
    """
    reader = Reader(table, COUNT_COLUMNS, SHARED_COUNT_COLUMNS)
    read_unit = partial(_unit, units)
    read_month = partial(_month, Month.of(taken_on))
    first_rows: dict[tuple[str, Month, str], int] = {}
    rows = []
    for row in reader.rows():
        month = row.read("period", read_month)
        unit = row.read("unit_code", read_unit)
        procedure = row.read("procedure_code", cells.procedure_code)
        figures = read_figures(row)
        if month is None or unit is None or procedure is None:
            continue
        check_once(row, first_rows.setdefault((unit, month, procedure), row.number))
        if figures is not None:
            rows.append(ExtractRow(row.number, unit, month, procedure, *figures))
    reader.finish()
    if not rows:
        raise faulty_file(_("The table has no rows."))
    return rows


def _unit(units: Collection[str] | None, cell: Any) -> str:
    code = cells.unit_code(cell)
    if units is not None and code not in units:
        raise ValueError(_("You may not load figures of %s.") % code)
    return code


def _month(last: Month, cell: Any) -> Month:
    month = cells.month(cell)
    if last < month:
        raise ValueError(_("%s began after the figures were taken.") % written_month(month))
    return month
