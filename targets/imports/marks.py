"""Cells that calamine takes for blank and are not: where a sheet shows an error, or has a formula without its result.

In an .ods also which cells are merged. Found by streaming, beside calamine and before it, together with how far the sheet reaches. No Django: this runs in the
reader's own process.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from targets.imports.extent import (
    CHUNK,
    CONTENT,
    MOST_ROWS,
    WORKBOOK,
    Refused,
    check_size,
    chunks,
    elements,
    names,
)

LONGEST_ROW = 16 * CHUNK
MOST_MARKS = 200_000

ERROR = "error"
UNCALCULATED = "uncalculated"
# Its first row, its column and its last row, counted from 0.
Area = tuple[int, int, int]
# What stands where: the row and the column of a cell, counted from 0, and one of the two words above.
Mark = tuple[int, int, str]

# Beyond column IV, the 256th. A cell that is closed at once is only formatted, however far it stands.
_FAR_RIGHT = re.compile(
    rb"""r=["'](?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])[0-9]+["'](?:[^<>]*[^/<>])?>(?!</)"""
)
_PREFIXED_ROW = re.compile(rb"<\w+:row\b")
_ROW_NUMBER = re.compile(rb"""\br=["']([0-9]{1,9})["']""")
_VALUE_IN_ROW = re.compile(rb"""r=["'][A-Z]+([0-9]{1,9})["'](?:[^<>]*[^/<>])?>(?!</)""")
# Quick to look for; most sheets have none, and need no closer look.
_ERROR_TYPE = re.compile(rb"""t=["']e["']""")
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\b([^<>]*\bt=["']e["'][^<>]*)>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FORMULA = (b"<f", b":f")
# To look for one letter takes no time; most sheets without a formula have not even that.
_IN_EACH_FORMULA = b"f"
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f\s*>)"
    rb"\s*(?:<(?:\w+:)?v\b[^<>]*>([^<]*))?"
)
# A text without letters is a result too.
_TEXT_RESULT = re.compile(rb"""\bt=["']str["']""")


def scan_xlsx(archive: zipfile.ZipFile, part: str) -> list[Mark]:
    """The marks of the sheet in that part of an .xlsx. Raises Refused where a value stands too far away."""
    # A program that cannot calculate leaves blanks or zeros, and asks that they be calculated.
    is_stale = any(
        element.get("fullCalcOnLoad") in ("1", "true")
        for element in elements(archive, names(archive)[WORKBOOK], "calcPr")
    )
    marks: list[Mark] = []
    for rows in _whole_rows(chunks(archive, part)):
        if _FAR_RIGHT.search(rows) or _is_far_down(rows):
            raise Refused("too_far")
        if _ERROR_TYPE.search(rows):
            marks += [(*_place(cell), ERROR) for cell in _ERROR_CELL.findall(rows)]
        if _IN_EACH_FORMULA in rows and any(sign in rows for sign in _FORMULA):
            marks += [
                (*_place(cell), UNCALCULATED)
                for cell, result in _FORMULA_CELL.findall(rows)
                if is_stale or not (result.strip() or _TEXT_RESULT.search(cell))
            ]
        _check_number(marks)
    return marks


def _is_far_down(rows: bytes) -> bool:
    """Whether a value stands too far down. Programs write rows in order, so the last one tells; check_size tells the rest."""
    last = _ROW_NUMBER.search(rows, rows.rfind(b"row "))
    if last is None or int(last[1]) <= MOST_ROWS:
        return False
    return any(int(value[1]) > MOST_ROWS for value in _VALUE_IN_ROW.finditer(rows))


def _whole_rows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The text in pieces that are cut only where a row begins, so that no cell is in two of them."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        start = max(0, text.rfind(b"<row"))
        if not start:
            start = max((found.start() for found in _PREFIXED_ROW.finditer(text)), default=0)
        if len(text) - start > LONGEST_ROW:
            raise Refused("damaged")
        yield text[:start]
        rest = text[start:]
    yield rest


def _place(cell: bytes) -> tuple[int, int]:
    reference = _REFERENCE.search(cell)
    if reference is None:
        raise Refused("damaged")
    column = 0
    for letter in reference[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(reference[2]) - 1, column - 1


def _check_number(marks: list[Mark]) -> None:
    if len(marks) > MOST_MARKS:
        raise Refused("too_heavy")


@dataclass
class SheetScan:
    """What a look at the XML of a sheet finds: its marks, and its areas of several rows that are merged into one cell."""

    marks: list[Mark] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)


def scan_ods(archive: zipfile.ZipFile) -> dict[str, SheetScan]:
    """What every sheet of an .ods holds. Raises Refused where a value stands too far away."""
    scan = _OdsScan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    for chunk in chunks(archive, names(archive)[CONTENT]):
        parser.Parse(chunk)
    parser.Parse(b"", True)
    return scan.sheets


_COLUMNS = "table:number-columns-repeated"
_SPANNED = "table:number-rows-spanned"


class _OdsScan:
    """Follows the rows and cells of an .ods, which stand for as many as their `repeated` attributes say."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self.sheet = SheetScan()
        self.row = self.column = self.row_repeats = self.width = self.height = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            # Most of half a million cells stand for themselves.
            repeats = _repeats(attributes, "columns") if _COLUMNS in attributes else 1
            if "office:value-type" in attributes:
                self._value(repeats)
                if attributes.get("calcext:value-type") == "error":
                    self._mark(repeats, ERROR)
            elif "table:formula" in attributes:
                self._value(repeats)
                self._mark(repeats, UNCALCULATED)
            if _SPANNED in attributes and (rows := _count(attributes, _SPANNED)) > 1:
                self.sheet.merged.append((self.row, self.column, self.row + rows - 1))
            self.column += repeats
        elif tag == "table:table-row":
            self.row += self.row_repeats
            self.row_repeats = _repeats(attributes, "rows")
            self.column = 0
        elif tag == "table:table":
            self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), SheetScan())
            self.row = self.row_repeats = self.width = self.height = 0

    def _value(self, repeats: int) -> None:
        right, down = self.column + repeats, self.row + self.row_repeats
        if right > self.width or down > self.height:
            self.width, self.height = max(right, self.width), down
            check_size(down, self.width)

    def _mark(self, repeats: int, kind: str) -> None:
        self.sheet.marks += [
            (row, column, kind)
            for row in range(self.row, self.row + self.row_repeats)
            for column in range(self.column, self.column + repeats)
        ]
        _check_number(self.sheet.marks)


def _repeats(attributes: dict[str, str], what: str) -> int:
    """How many rows or columns the element stands for. Raises Refused where that is no number."""
    return _count(attributes, f"table:number-{what}-repeated")


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise Refused("damaged")
    return int(written)
