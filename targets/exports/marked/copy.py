"""A marked copy of a table, for the kinds of files in which no mark can be made."""

import datetime
import io
import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from targets.exports.marked.marks import Mark
from targets.exports.marked.workbook import mark_xlsx
from targets.imports.tables import ErrorCell

_WIDTH = 18


def mark_copy(rows: Sequence[Sequence[Any]], marks: Sequence[Mark]) -> bytes:
    """An .xlsx with these rows, each cell at its own place, and the marks. Text is text, never a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("To mend"))
    for number in range(1, max(map(len, rows), default=0) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return mark_xlsx(file.getvalue(), sheet=sheet.title, marks=marks)


def _cell(sheet: Any, value: Any) -> Any:
    match value:
        case None | "":
            return None
        case int() | datetime.date():
            return value
        case float() if math.isfinite(value):
            return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "e" if isinstance(value, ErrorCell) else "s"
    cell.number_format = "@"
    return cell
