"""Faults marked at their cells, in the file in which they were sent.

`marked` gives the file that goes back: the workbook itself with its marks, or a marked copy of its table where the
file is of another kind or cannot be marked.
"""

from collections.abc import Iterable

from targets.exports.marked.copy import mark_copy
from targets.exports.marked.marks import Mark, marks_of
from targets.exports.marked.package import Unmarkable
from targets.exports.marked.workbook import mark_xlsx
from targets.imports.tables import Table
from targets.problems import Fault

__all__ = ["Mark", "Unmarkable", "mark_copy", "mark_xlsx", "marked", "marks_of"]


def marked(content: bytes, *, sheet: str, table: Table, faults: Iterable[Fault]) -> bytes:
    """An .xlsx in which the faults of a file are marked; `sheet` is the one that was read as the table, if it has any."""
    marks = marks_of(table, faults)
    try:
        return mark_xlsx(content, sheet=sheet, marks=marks)
    except Unmarkable:
        return mark_copy(table.rows, marks)
