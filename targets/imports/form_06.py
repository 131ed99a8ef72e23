"""A form 06 as units send it: titles and headings above, a total, notes and signatures below, and lines in between."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from targets.form_06 import (
    FIELD,
    FIGURES,
    NUMBER,
    Line,
    Mismatch,
    broken_sums,
    broken_totals,
    single_lines,
)
from targets.imports import cells
from targets.imports.bare_text import folded, stripped, typed
from targets.imports.form_06_layout import Layout, is_number, letters
from targets.imports.headings import is_blank
from targets.imports.tables import ErrorCell, Table
from targets.problems import Fault, Faulty, faulty_file


def read_form_06(table: Table, layout: Layout) -> list[Line]:
    """The lines of fields, without those of groups and the total. Raises Faulty with every fault and contradiction.

    Every column must have its place in the layout.
    """
    return _FormReader(table, layout).read()


class _FormReader:
    def __init__(self, table: Table, layout: Layout) -> None:
        self.table = table
        self.layout = layout
        self.first_figure = min(layout.columns[column] for column in FIGURES)
        self.lines: list[Line] = []
        self.total: Line | None = None
        self.faults: list[Fault] = []

    def read(self) -> list[Line]:
        self._read_rows()
        if not self.faults and not self.lines:
            raise faulty_file(_("No line of figures stands below row %s.") % self.layout.first_row)
        for mismatch in self._mismatches():
            self._fault(mismatch.row, mismatch.column, _told(mismatch))
        if self.faults:
            raise Faulty(sorted(self.faults, key=lambda fault: fault.row))
        return single_lines(self.lines)

    def _read_rows(self) -> None:
        below_the_total = False
        for row, row_cells in enumerate(self.table.rows, start=1):
            if row < self.layout.first_row or not self._is_line(row_cells):
                continue
            if below_the_total:
                self._fault(row, FIELD, _("Figures stand below the total."))
            elif self._is_total(row_cells):
                self.total = self._line(row, row_cells, field="")
                # A few forms have their total at the top.
                below_the_total = bool(self.lines)
            else:
                self.lines.append(self._line(row, row_cells))

    def _mismatches(self) -> list[Mismatch]:
        lines = [*self.lines, self.total] if self.total else self.lines
        return [broken for line in lines for broken in broken_sums(line)] + broken_totals(
            self.lines, self.total
        )

    def _is_line(self, row: Sequence[Any]) -> bool:
        """Whether the row holds figures: one under a label, or a number where there is no label."""
        figures = [self._cell(row, column) for column in FIGURES]
        if any(not is_blank(cell) for cell in row[: self.first_figure]):
            return any(_begins_as_a_figure(cell) for cell in figures)
        return any(is_number(cell) for cell in figures)

    def _is_total(self, row: Sequence[Any]) -> bool:
        labels = [folded(cell).rstrip(" .:") for cell in row[: self.first_figure]]
        return any(
            label in ("tổng", "tổng số", "cộng") or label.startswith("tổng cộng")
            for label in labels
        )

    def _line(self, row: int, row_cells: Sequence[Any], field: str | None = None) -> Line:
        """The line that stands in the row, without the cells that are faulty, which are noted."""
        if field is None:
            field = self._read(row, row_cells, FIELD, cells.text) or ""
        read = {
            column: self._read(row, row_cells, column, cells.whole_number) for column in FIGURES
        }
        figures = {column: figure for column, figure in read.items() if figure is not None}
        return Line(row, _number(self._cell(row_cells, NUMBER)), field, figures)

    def _read(self, row: int, row_cells: Sequence[Any], column: int, parser: Any) -> Any:
        try:
            return parser(self._cell(row_cells, column))
        except ValueError as error:
            self._fault(row, column, str(error))
            return None

    def _cell(self, row: Sequence[Any], column: int) -> Any:
        place = self.layout.columns.get(column)
        return row[place] if place is not None and place < len(row) else None

    def _fault(self, row: int, column: int, message: str) -> None:
        """Note what is wrong under the column's letter in the file and its number in the form: `D (4)`."""
        place = letters(self.layout.columns[column])
        self.faults.append(Fault(row, f"{place} ({column})", message))


def _begins_as_a_figure(cell: Any) -> bool:
    """Whether a cell is meant as a figure, right or wrong: the date above a signature is not."""
    if isinstance(cell, str):
        return stripped(cell)[:1] in set("0123456789+-=")
    return isinstance(cell, int | float | ErrorCell)


def _number(cell: Any) -> str:
    """The running number as printed: `1` for a number cell that holds 1.0."""
    return "" if cell is None else stripped(typed(cell))


def _told(mismatch: Mismatch) -> str:
    figures = {"stated": mismatch.stated, "sum": mismatch.sum}
    if not mismatch.parts:
        return _("Here stands %(stated)s, and its lines add up to %(sum)s.") % figures
    parts = " + ".join(f"({part})" for part in mismatch.parts)
    return _("Here stands %(stated)s, and %(parts)s is %(sum)s.") % (figures | {"parts": parts})
