"""How a working paper looks: its cells, and how its sheets are printed."""

from collections.abc import Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from reporting.documents import ranking_words as words
from reporting.models import Ranking
from targets.exports.xlsx import written

TITLE = Font(name="Calibri", size=14, bold=True, color="0B3D6B")
BODY = Font(name="Calibri", size=10)
# What auditors are used to: inputs are blue, what is reckoned is black.
INPUT = Font(name="Calibri", size=10, color="0000C0")
HEADING = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="0B3D6B")
INPUT_FILL = PatternFill("solid", fgColor="FFF8E1")
PORTAL_FILL = PatternFill("solid", fgColor="EEF2F6")
ALARM_FILL = PatternFill("solid", bgColor="B3261E")
ALARM = Font(bold=True, color="FFFFFF")
GRID = Border(*[Side(style="thin", color="C3CCD6")] * 4)
# Text keeps off the figure of the column before it.
BESIDE = Alignment(horizontal="left", indent=1)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

WHOLE, PERCENT, EXACT = "#,##0", "0.00", "0.000000"
# In points.
LINE, HEADING_HEIGHT = 14, 56


def put(
    sheet: Worksheet, row: int, column: int, value: Any, *, font: Font = BODY, form: str = ""
) -> Cell:
    """A cell with a value; text is always text, never a formula."""
    cell = sheet.cell(row, column, written(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type, cell.alignment = "s", BESIDE
    cell.font = font
    if form:
        cell.number_format = form
    return cell


def put_input(sheet: Worksheet, row: int, column: int, value: Any, *, form: str = "") -> Cell:
    """A cell of what is frozen, from which the rest is reckoned."""
    cell = put(sheet, row, column, value, font=INPUT, form=form)
    cell.fill, cell.border = INPUT_FILL, GRID
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, *, form: str = "") -> Cell:
    """A cell that is reckoned; the formula without its sign of equality."""
    cell = sheet.cell(row, column, f"={formula}")
    cell.font, cell.border = BODY, GRID
    if form:
        cell.number_format = form
    else:
        cell.alignment = BESIDE
    return cell


def head(sheet: Worksheet, title: str, notes: Sequence[str]) -> int:
    """The title with its notes; the row below them, where the table begins."""
    put(sheet, 1, 1, title, font=TITLE).alignment = Alignment()
    for number, note in enumerate(notes, start=2):
        put(sheet, number, 1, note).alignment = Alignment()
    return len(notes) + 3


def headings(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """The headings of a table, and the widths of its columns in letters."""
    for number, (text, width) in enumerate(zip(texts, widths, strict=True), start=1):
        heading(sheet, row, number, text)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[row].height = HEADING_HEIGHT


def heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """One heading."""
    cell = put(sheet, row, column, text, font=HEADING)
    cell.fill, cell.alignment, cell.border = HEADING_FILL, CENTRED, GRID


def wrap(cell: Cell, width: int) -> None:
    """Let a text run on in its cell: neither program measures wrapped text when it opens a file."""
    cell.alignment = WRAPPED
    lines = sum(-(-max(len(line), 1) // width) for line in str(cell.value or "").split("\n"))
    dimension = cell.parent.row_dimensions[cell.row]
    dimension.height = max(dimension.height or 0, LINE * lines)


def set_up(
    sheet: Worksheet, ranking: Ranking, *, titles: str = "", frozen: str = "", wide: int = 1
) -> None:
    """A4 on its side with the ranking's code and page numbers on each page.

    `titles` are the rows that each page repeats, `frozen` is the first cell that scrolls, `wide` is how many pages the
    sheet takes side by side.
    """
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.75, 0.75
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    if titles:
        sheet.print_title_rows = titles
    if frozen:
        sheet.freeze_panes = frozen
    mark = [words.mark(ranking), words.SAMPLE if ranking.is_sample else ""]
    _say(sheet.oddHeader.center, " · ".join(filter(None, mark)))
    _say(sheet.oddFooter.left, words.check(ranking))
    _say(sheet.oddFooter.right, "Trang &P/&N")


def _say(part: HeaderFooterItem, text: str) -> None:
    part.text, part.size = text, 8
