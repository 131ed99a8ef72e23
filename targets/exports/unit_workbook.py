"""A unit's own workbook for a month or a year: its procedures, the figures of the month before, and cells for its own.

Its first sheet is a table of counts like any other (interfaces, “Files”), so that whatever reads those reads it too.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from targets.exports.figures import month_rows
from targets.exports.xlsx import written
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.origin import TEMPLATE_VERSION
from targets.monthly import MonthlyReport

_ORIGIN_SHEET = "origin"
_HEADING = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="0B3D6B")
_ENTRY_FILL = PatternFill("solid", fgColor="FFF8E1")
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_WIDTHS = (11, 11, 13, 60, 8, 13, 13, 13, 13, 10)
# In points, and of the column of names.
_LINE, _LETTERS_IN_A_LINE = 16, 55
_TOTAL, _ONLINE, _SHARE = "H", "I", "J"
# The place of the procedure's name in a row.
_NAME = 3


@dataclass(frozen=True)
class Part:
    """A month of the workbook, and whether its figures may be entered now."""

    report: MonthlyReport
    is_open: bool


def unit_workbook(
    parts: Sequence[Part], *, period: str, decision: str, notes: Sequence[str]
) -> bytes:
    """The workbook of some months of one unit as .xlsx; `period` is the month or the year by which it is known again.

    `notes` are the lines of its second sheet, what to do and until when.
    """
    workbook = Workbook()
    _entry_sheet(workbook.active, parts)
    guide = workbook.create_sheet(_("Guide"))
    guide.column_dimensions["A"].width = 110
    for number, note in enumerate(notes, start=1):
        cell = _write(guide, number, 1, note)
        cell.alignment, cell.font = _WRAPPED, Font(bold=number == 1, size=14 if number == 1 else 11)
    guide.protection.enable()
    origin = workbook.create_sheet(_ORIGIN_SHEET)
    origin.sheet_state = "hidden"
    for number, line in enumerate(
        [
            ("unit_code", parts[0].report.unit.code),
            ("period", period),
            ("decision", decision),
            ("template_version", str(TEMPLATE_VERSION)),
        ],
        start=1,
    ):
        for column, text in enumerate(line, start=1):
            _write(origin, number, column, text)
    origin.protection.enable()
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _headings() -> list[str]:
    counts = COUNT_COLUMNS
    return [
        counts["period"],
        counts["unit_code"],
        counts["procedure_code"],
        _("Name of the procedure"),
        _("Level"),
        _("Total last month"),
        _("Online last month"),
        counts["total"],
        counts["online"],
        _("Share"),
    ]


def _entry_sheet(sheet: Worksheet, parts: Sequence[Part]) -> None:
    sheet.title = _("Counts")
    for number, (heading, width) in enumerate(zip(_headings(), _WIDTHS, strict=True), start=1):
        cell = _write(sheet, 1, number, heading)
        cell.font, cell.fill, cell.alignment = _HEADING, _HEADING_FILL, _WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 2 * _LINE
    row = 2
    for part in parts:
        for values in month_rows(part.report):
            for number, value in enumerate(values, start=1):
                _write(sheet, row, number, value)
            _figure_cells(sheet, row, is_open=part.is_open)
            # Neither program measures wrapped text when it opens a file.
            name = str(values[_NAME])
            sheet.row_dimensions[row].height = _LINE * -(-len(name) // _LETTERS_IN_A_LINE)
            row += 1
    _check(sheet, last=row - 1)
    _set_up(sheet, last=row - 1)


def _set_up(sheet: Worksheet, *, last: int) -> None:
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:{_SHARE}{max(last, 2)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    protection = sheet.protection
    protection.formatColumns = protection.formatRows = protection.autoFilter = False
    protection.enable()


def _figure_cells(sheet: Worksheet, row: int, *, is_open: bool) -> None:
    for column in (_TOTAL, _ONLINE):
        cell = sheet[f"{column}{row}"]
        cell.number_format = "0"
        if is_open:
            cell.fill, cell.protection = _ENTRY_FILL, Protection(locked=False)
    share = sheet[f"{_SHARE}{row}"]
    share.value = f'=IF(N({_TOTAL}{row})>0,{_ONLINE}{row}/{_TOTAL}{row},"")'
    share.number_format = "0.00%"
    for column in "ABCDEFGHIJ":
        sheet[f"{column}{row}"].alignment = _WRAPPED


def _check(sheet: Worksheet, *, last: int) -> None:
    """What Excel and LibreOffice refuse: anything but whole numbers, and more online than in all."""
    total = DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=COUNT_COLUMNS["total"],
        error=_("A whole number, 0 or more."),
    )
    online = DataValidation(
        type="whole",
        operator="between",
        formula1="0",
        formula2=f"{_TOTAL}2",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=COUNT_COLUMNS["online"],
        error=_("A whole number from 0 to the total of the row."),
    )
    for column, validation in ((_TOTAL, total), (_ONLINE, online)):
        sheet.add_data_validation(validation)
        validation.add(f"{column}2:{column}{max(last, 2)}")


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    cell = sheet.cell(row, column, written(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        # Text is always text, never a formula.
        cell.data_type, cell.number_format = "s", "@"
    return cell
