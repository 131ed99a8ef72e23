"""Reading a table cell by cell, with every fault collected."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from targets.imports.extent import ROWS_LOOKED_AT
from targets.imports.headings import heading_place, locate, numbered_rows
from targets.imports.tables import Table
from targets.problems import Fault, Faulty

# So many lines nobody reads; a column that is wrong as a whole shows itself long before.
MOST_FAULTS = 50_000

Value = TypeVar("Value")
Parser = Callable[[Any], Value]


class Reader:
    """The rows of one table under the headings that it must have. Raises Faulty where a heading is missing.

    In the `shared` columns a value that stands in a merged area is that of each of its rows.
    """

    def __init__(
        self, table: Table, columns: Mapping[str, str], shared: Collection[str] = ()
    ) -> None:
        self._table = table
        self._place = heading_place(columns, table.rows)
        looked_at = table.rows[:ROWS_LOOKED_AT]
        self._located = locate(columns, table.rows[self._place], looked_at)
        self._merged = self._merged_cells(shared)
        # Codes and months repeat over thousands of rows; each is parsed once.
        self.parsed: dict[tuple[Parser[Any], type, Any], Any] = {}
        self.faults: list[Fault] = []

    def rows(self) -> Iterator["Row"]:
        """The rows that are not blank, in the order of the file."""
        for number, cells in numbered_rows(self._table, self._located, self._place):
            if number in self._merged:
                cells |= self._merged[number]
            yield Row(self, number, cells)

    def _merged_cells(self, shared: Collection[str]) -> dict[int, dict[str, Any]]:
        """By the number of a row, what it has from merged areas that begin above it."""
        names = {self._located[column][0]: column for column in shared}
        found: dict[int, dict[str, Any]] = {}
        ends = dict.fromkeys(names, self._place)
        for first, place, last in sorted(self._table.merged):
            # Areas of one column do not overlap, but in a workbook that is made to take long.
            if place not in names or first <= ends[place]:
                continue
            ends[place] = last
            row = self._table.rows[first] if first < len(self._table.rows) else []
            if place < len(row):
                for number in range(first + 2, min(last + 1, len(self._table.rows)) + 1):
                    found.setdefault(number, {})[names[place]] = row[place]
        return found

    def fault(self, row: int, column: str, message: object) -> None:
        """Note what is wrong in one cell, under the heading as the file has it. Raises Faulty where that is too much."""
        heading = self.heading(column)
        self.faults.append(Fault(row, heading, str(message)))
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(Fault(row, heading, _("The faults behind this one are not listed.")))
            raise Faulty(self.faults)

    def heading(self, column: str) -> str:
        """The heading of a column as the file has it."""
        return self._located[column][1]

    def parse(self, parser: Parser[Value], cell: Any) -> Value:
        """What the parser makes of the cell. Raises ValueError as the parser does."""
        key = (parser, type(cell), cell)
        try:
            return self.parsed[key]
        except KeyError:
            value = self.parsed[key] = parser(cell)
            return value

    def finish(self) -> None:
        """Raise Faulty with all that was noted, if anything was."""
        if self.faults:
            raise Faulty(self.faults)


class Row:
    """One row: its number in the file and its cells by the English names of their columns."""

    __slots__ = ("_reader", "cells", "number")

    def __init__(self, reader: Reader, number: int, cells: Mapping[str, Any]) -> None:
        self._reader = reader
        self.number = number
        self.cells = cells

    def read(self, column: str, parser: Parser[Value]) -> Value | None:
        """The cell's value; None where it is faulty, which is noted."""
        cell = self.cells[column]
        # Half a million cells of a province's year come by here: as in `parse`, without the call.
        try:
            return self._reader.parsed[parser, type(cell), cell]
        except KeyError:
            return self.parse(column, parser, cell)

    def parse(self, column: str, parser: Parser[Value], cell: Any) -> Value | None:
        """The value of one part of a cell; None where it is faulty, which is noted."""
        try:
            return self._reader.parse(parser, cell)
        except ValueError as error:
            self.fault(column, error)
            return None

    def fault(self, column: str, message: object) -> None:
        self._reader.fault(self.number, column, message)
