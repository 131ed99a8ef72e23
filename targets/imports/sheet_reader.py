"""Reads the workbook on standard input and writes its rows as JSON: run as a program of its own, never imported.

A hostile workbook can make a reader ask for any amount of memory, and calamine then ends the whole process. So it runs
here, apart from the portal, under limits. No Django: it has to start at once.
"""

import datetime
import gc
import io
import json
import os
import resource
import sys
import zlib
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from targets.imports.extent import (
    Place,
    Refused,
    check_size,
    is_ods,
    opened,
    scan_ods,
    scan_xlsx,
)

LARGEST_MEMORY = 1536 * 1024 * 1024
LONGEST_CPU_SECONDS = 60
ROWS_A_LINE = 1_000
DAMAGES = (CalamineError, BadZipFile, EOFError, ExpatError, ParseError, zlib.error)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_SECONDS, LONGEST_CPU_SECONDS))
    # Millions of cells and no cycles: looking for some would take a third of the time.
    gc.disable()
    try:
        rows = read_rows(sys.stdin.buffer.read())
    except Refused as refusal:
        print(json.dumps({"refused": str(refusal)}))
        return
    encode = json.JSONEncoder(default=_encodable, check_circular=False).encode
    for start in range(0, len(rows), ROWS_A_LINE):
        print(encode(rows[start : start + ROWS_A_LINE]))


def read_rows(content: bytes) -> list[list[Any]]:
    """The rows of the first visible sheet, each cell at its own place; an error cell is {"error": true}."""
    try:
        sheet, errors = _first_visible_sheet(content)
    except DAMAGES as error:
        raise Refused("damaged") from error
    last_row, last_column = sheet.end or (0, 0)
    check_size(last_row + 1, last_column + 1)
    rows = sheet.to_python(skip_empty_area=False)
    for row, column in errors:
        rows[row][column] = {"error": True}
    return rows


def _first_visible_sheet(content: bytes) -> tuple[CalamineSheet, list[Place]]:
    """The sheet and its error cells."""
    with opened(content) as archive:
        # calamine unpacks all the sheets of an .ods at once, and of an .xlsx only the one that is asked for.
        errors = scan_ods(archive) if is_ods(archive) else {}
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = _first_visible(workbook)
        if name not in errors:
            errors[name] = scan_xlsx(archive, name)
        return workbook.get_sheet_by_name(name), errors[name]


def _first_visible(workbook: CalamineWorkbook) -> str:
    for sheet in workbook.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            return sheet.name
    raise Refused("empty")


def _encodable(value: Any) -> dict[str, str] | str:
    """What JSON does not know: a day is tagged, a time of day or a duration becomes text."""
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()[:10]}
    return str(value)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    # Freeing millions of cells one by one would take longer than ending at once.
    os._exit(0)
