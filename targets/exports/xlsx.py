"""Workbooks for Excel and LibreOffice, by openpyxl."""

import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from targets.exports.sheets import Column, Kind, Sheet
from targets.plain_text import shown

_FORMATS = {Kind.TEXT: "@", Kind.WHOLE: "#,##0", Kind.PERCENT: "0.00%"}
_LINE = Border(bottom=Side(style="thin", color="D5DCE4"))
_TITLE = Font(name="Calibri", size=14, bold=True)
_BODY = Font(name="Calibri", size=11)
_HEADING = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="0B3D6B")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with typed cells, set widths and frozen headings. Text is always text, never a formula."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _write(workbook, sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(workbook: Workbook, sheet: Sheet) -> None:
    page = workbook.create_sheet(sheet.tab)
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    heading_row = len(sheet.notes) + 2 if sheet.notes else 1
    page.freeze_panes = f"A{heading_row + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{heading_row}:{heading_row}"
    for number, note in enumerate(sheet.notes):
        page.append([_text(page, note, _TITLE if number == 0 else _BODY)])
    if sheet.notes:
        page.append([])
    page.row_dimensions[heading_row].height = 32
    page.append([_heading(page, column.heading, column.kind) for column in sheet.columns])
    for row in sheet.rows:
        page.append(
            [_cell(page, column, cell) for column, cell in zip(sheet.columns, row, strict=True)]
        )


def _heading(page: Any, text: str, kind: Kind) -> WriteOnlyCell:
    cell = _text(page, text, _HEADING)
    cell.fill = _HEADING_FILL
    side = "left" if kind == Kind.TEXT else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    return cell


def _cell(page: Any, column: Column, value: Any) -> WriteOnlyCell:
    kind = column.kind
    if value is None:
        cell = WriteOnlyCell(page)
    elif kind == Kind.TEXT:
        cell = _text(page, str(value))
    else:
        cell = WriteOnlyCell(page, value / 100 if kind == Kind.PERCENT else value)
    cell.font = _BODY
    cell.number_format = _FORMATS.get(kind) or f"0.{'0' * column.places}".rstrip(".")
    cell.border = _LINE
    return cell


def written(text: str) -> str:
    """The text as a workbook's XML has it: readers take `_x0041_` for an escaped letter, unless its first sign is escaped."""
    return _ESCAPE.sub("_x005F_", shown(text))


def _text(page: Any, text: str, font: Font = _BODY) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, written(text))
    # openpyxl makes a formula of text that begins with “=”.
    cell.data_type = "s"
    cell.font = font
    return cell
