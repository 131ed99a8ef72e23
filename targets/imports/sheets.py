"""Which sheet of a workbook is read. No Django: this runs in the reader's own process."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from targets.imports.bare_text import folded
from targets.imports.extent import WORKBOOK, Refused, chunks, elements, names

# The names, in English and Vietnamese, of each column that a table must have.
Headings = Sequence[Sequence[str]]
# The hidden sheet of a unit's own workbook, which says of which unit, period and template it is.
ORIGIN_SHEET = "origin"
_ORIGIN_LINES = 10

_LINKS = "xl/_rels/workbook.xml.rels"
_SHEETS = "xl/worksheets/"
# Whatever else a workbook holds, pictures say, has no part in its cells.
_NEEDED = ("xl/sharedstrings.xml", "xl/styles.xml", WORKBOOK, _LINKS, "_rels/.rels")
_FIRST_ROW = re.compile(rb"^.*?(?:</(\w+:)?row\s*>|<(\w+:)?row\b[^<>]*/>)", re.DOTALL)
_LONGEST_START = 4 * 1024 * 1024


def chosen(archive: zipfile.ZipFile, workbook: CalamineWorkbook, headings: Headings) -> str:
    """The name of the one visible sheet whose first row has the headings; of the first visible one where none has them.

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
    starts = _starts(archive) if WORKBOOK in names(archive) else workbook
    headed = [name for name in visible if _has(headings, _first_row(starts, name))]
    if len(headed) > 1:
        raise Refused("two_sheets", tuple(headed))
    return headed[0] if headed else visible[0]


def origin(workbook: CalamineWorkbook) -> dict[str, str]:
    """What a unit's own workbook says of itself; nothing where it is another."""
    if ORIGIN_SHEET not in workbook.sheet_names:
        return {}
    lines = workbook.get_sheet_by_name(ORIGIN_SHEET).to_python(nrows=_ORIGIN_LINES)
    return {str(line[0]): str(line[1]) for line in lines if len(line) > 1}


def _first_row(workbook: CalamineWorkbook, name: str) -> list[Any]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=1)
    return rows[0] if rows else []


def _has(headings: Headings, row: Iterable[Any]) -> bool:
    found = {folded(cell) for cell in row}
    return all(any(folded(name) in found for name in column) for column in headings)


def _starts(archive: zipfile.ZipFile) -> CalamineWorkbook:
    """The same .xlsx with each sheet cut off behind its first row: a look at the headings reads no more than those."""
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
        if found := _FIRST_ROW.match(text):
            prefix = found[1] or found[2] or b""
            return found[0] + b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"
        if len(text) > _LONGEST_START:
            raise Refused("damaged")
    return text


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
