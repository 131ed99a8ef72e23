"""Marks: what is wrong, by the cells of a sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from targets.imports.bare_text import stripped
from targets.imports.extent import ROWS_LOOKED_AT
from targets.imports.tables import Table
from targets.problems import WHOLE_FILE, Fault

# Whoever has so many cells to mend looks at the first ones, and Excel stays quick.
MOST_CELLS = 1_000
# The row and column of a cell, counted from 0.
Place = tuple[int, int]
TOP = (0, 0)
UNKNOWN = object()


@dataclass(frozen=True)
class Mark:
    """What is wrong in a cell: its row, counted from 1, its column, counted from 0, and the message.

    `cell` is what the cell holds, as the table has it; where it is unknown, the highlight stays until the next marking.
    """

    row: int
    column: int
    message: str
    cell: Any = UNKNOWN

    @property
    def place(self) -> Place:
        return self.row - 1, self.column


def reference(place: Place) -> str:
    """The cell's name, such as B5."""
    row, column = place
    return f"{get_column_letter(column + 1)}{row + 1}"


def marks_of(table: Table, faults: Iterable[Fault]) -> list[Mark]:
    """The marks of a table's faults.

    The headings stand in the row that has most of those that the faults name. A fault of the first row is one of the file or of its headings, and goes to A1. A fault of a heading that the table
    does not have goes to its row's first cell. Both name the heading.
    """
    faults = list(faults)
    columns = {fault.column for fault in faults if fault.row > 1}
    rows = [_headings(row) for row in table.rows[:ROWS_LOOKED_AT]]
    headings = max(rows, key=lambda row: len(columns & row.keys()))
    return [_mark(table, headings, fault) for fault in faults]


def _headings(row: Sequence[Any]) -> dict[str, int]:
    """The place of each text of a row, the first one where it stands twice."""
    headings: dict[str, int] = {}
    for index, heading in enumerate(row):
        headings.setdefault(stripped(str(heading)), index)
    return headings


def _mark(table: Table, headings: dict[str, int], fault: Fault) -> Mark:
    column, message = 0, fault.message
    if fault.row > 1 and fault.column in headings:
        column = headings[fault.column]
    elif fault.column != WHOLE_FILE:
        message = f"{fault.column}: {fault.message}"
    row = table.rows[fault.row - 1] if fault.row <= len(table.rows) else []
    return Mark(fault.row, column, message, row[column] if column < len(row) else None)


def by_cell(marks: Sequence[Mark]) -> dict[Place, list[Mark]]:
    """The marks of each cell, in the order of the sheet. Beyond MOST_CELLS cells, A1 says how many are left out."""
    cells: dict[Place, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.place):
        cells.setdefault(mark.place, []).append(mark)
    more = len(cells) - MOST_CELLS
    if more <= 0:
        return cells
    message = ngettext(
        "%s more cell is wrong and not marked: mend the marked ones first and send the file again.",
        "%s more cells are wrong and not marked: mend the marked ones first and send the file again.",
        more,
    )
    kept = dict(islice(cells.items(), MOST_CELLS))
    return {TOP: [Mark(1, 0, message % more), *kept.pop(TOP, [])]} | kept
