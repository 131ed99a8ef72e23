"""Which sheet of a workbook is read. No Django: this runs in the reader's own process."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from targets.imports.bare_text import folded, typed
from targets.imports.extent import ROWS_LOOKED_AT, WORKBOOK, Refused, chunks, elements, names

# The names, in English and Vietnamese, of each column that a table must have.
Headings = Sequence[Sequence[str]]
# What a unit's own workbook says of itself stands in a hidden sheet, known by the words of its first column.
ORIGIN_WORDS = frozenset({"unit_code", "period", "decision", "template_version"})

_LINKS = "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
# Whatever else a workbook holds, pictures say, has no part in its cells.
_NEEDED = ("xl/sharedstrings.xml", "xl/styles.xml", WORKBOOK, _LINKS, "_rels/.rels")
_ROW = re.compile(rb"<(\w+:)?row\b([^<>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["']([0-9]{1,9})["']""")
_LONGEST_START = 4 * 1024 * 1024


class FirstRows:
    """The first rows of each sheet of a workbook, read only where they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, workbook: CalamineWorkbook) -> None:
        self._archive = archive
        self._workbook = workbook

    def of(self, name: str) -> list[list[Any]]:
        sheet = self._starts.get_sheet_by_name(name)
        return sheet.to_python(skip_empty_area=False, nrows=ROWS_LOOKED_AT)

    @cached_property
    def _starts(self) -> CalamineWorkbook:
        if WORKBOOK in names(self._archive):
            return _starts(self._archive)
        # calamine has read all of an .ods already.
        return self._workbook


def chosen(workbook: CalamineWorkbook, first_rows: FirstRows, headings: Headings) -> str:
    """The name of the one visible sheet with the headings in one of its first rows; of the first visible one where none has them.

    Raises Refused where two have them, or where there is no visible sheet.
    """
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if not visible:
        raise Refused("empty")
    if len(visible) == 1 or not headings:
        return visible[0]
    headed = [name for name in visible if any(_has(headings, row) for row in first_rows.of(name))]
    if len(headed) > 1:
        raise Refused("two_sheets", tuple(headed))
    return headed[0] if headed else visible[0]


def origin(workbook: CalamineWorkbook, first_rows: FirstRows, table: str) -> dict[str, str]:
    """What a unit's own workbook says of itself, in whichever sheet beside its table; nothing where it is another."""
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.name != table:
            says = {str(row[0]): typed(row[1]) for row in first_rows.of(sheet.name) if row[1:]}
            if says.keys() >= ORIGIN_WORDS:
                return {word: says[word] for word in ORIGIN_WORDS}
    return {}


def _has(headings: Headings, row: Iterable[Any]) -> bool:
    found = {folded(cell) for cell in row}
    return all(any(folded(name) in found for name in column) for column in headings)


def _starts(archive: zipfile.ZipFile) -> CalamineWorkbook:
    """The .xlsx with each sheet cut off after its first rows, since a first look reads no more than those."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for folded_name, name in names(archive).items():
            if folded_name.startswith(_SHEETS) and folded_name.endswith(".xml"):
                copy.writestr(folded_name, _start(archive, name))
            elif folded_name in _NEEDED:
                copy.writestr(folded_name, b"".join(chunks(archive, name)))
    content.seek(0)
    return CalamineWorkbook.from_filelike(content)


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    text = b""
    for chunk in chunks(archive, part):
        text += chunk
        rows = list(_ROW.finditer(text))
        if beyond := next(filter(_is_beyond, enumerate(rows)), None):
            return _cut(text, beyond[1])
        if len(text) > _LONGEST_START:
            if len(rows) < 2:
                raise Refused("damaged")
            # The last row may not be there as a whole.
            return _cut(text, rows[-1])
    return text


def _is_beyond(counted: tuple[int, re.Match[bytes]]) -> bool:
    """Whether a row stands below those that are looked at; one without a number has that of its place."""
    place, row = counted
    number = _ROW_NUMBER.search(row[2])
    return (int(number[1]) if number else place + 1) > ROWS_LOOKED_AT


def _cut(text: bytes, row: re.Match[bytes]) -> bytes:
    prefix = row[1] or b""
    return text[: row.start()] + b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part in which a sheet of an .xlsx stands. Raises Refused where no link leads to one."""
    parts = names(archive)
    identifiers = [
        value
        for element in elements(archive, parts[WORKBOOK], "sheet")
        if element.get("name") == sheet
        for key, value in element.items()
        if key.endswith("}id")
    ]
    paths = [
        _path(element.get("Target", ""))
        for element in elements(archive, parts.get(_LINKS, ""), "Relationship")
        if element.get("Id") in identifiers
    ]
    if len(paths) != 1 or paths[0] not in parts:
        raise Refused("damaged")
    return parts[paths[0]]


def _path(target: str) -> str:
    target = target.lower().replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
