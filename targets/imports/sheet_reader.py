"""Reads the workbook on standard input and writes its rows as JSON: run as a program of its own, never imported.

A hostile workbook can make a reader ask for any amount of memory, and calamine then ends the whole process. So it runs
here, apart from the portal, under limits. No Django: it has to start at once. Its argument is the headings that the
table must have; its first line names the sheet, or says why none is read.
"""

import datetime
import gc
import io
import itertools
import json
import os
import resource
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from targets.imports.extent import Refused, check_size, is_ods, opened
from targets.imports.marks import Mark, SheetScan, scan_ods, scan_xlsx
from targets.imports.sheets import FirstRows, Headings, chosen, origin, part_of

# The memory that the process may write to; what it only reads, such as programs, comes to some 20 MB more.
LARGEST_MEMORY = 256 * 1024 * 1024
LONGEST_CPU_SECONDS = 30
CELLS_A_LINE = 5_000
# The last three are how zipfile and the parsers of XML take impossible places, methods and encodings.
DAMAGES = (
    CalamineError,
    BadZipFile,
    EOFError,
    ExpatError,
    ParseError,
    zlib.error,
    LookupError,
    NotImplementedError,
    ValueError,
)


def main() -> None:
    limit(LARGEST_MEMORY)
    answer(sys.stdin.buffer.read(), json.loads(sys.argv[1]), sys.stdout)
    sys.stdout.flush()
    # Freeing millions of cells one by one would take longer than ending at once.
    os._exit(0)


def limit(memory: int) -> None:
    """Let the process take so many bytes and seconds and no more; then it ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_SECONDS, LONGEST_CPU_SECONDS))
    # calamine aborts where it gets no memory: nothing of the file is left behind on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Millions of cells and no cycles: looking for some would take a third of the time.
    gc.disable()


def answer(content: bytes, headings: Headings, out: TextIO) -> None:
    """Write the sheet's name and then its rows, or why it is not read."""
    try:
        sheet, scan, says = _sheet(content, headings)
    except Refused as refusal:
        print(json.dumps({"refused": str(refusal), "sheets": refusal.sheets}), file=out)
        return
    except DAMAGES:
        print(json.dumps({"refused": "damaged", "sheets": []}), file=out)
        return
    header = {"sheet": sheet.name, "origin": says, "merged": scan.merged}
    print(json.dumps(header), file=out)
    encode = json.JSONEncoder(default=_encodable, check_circular=False, ensure_ascii=False).encode
    rows = _marked(_rows(sheet), scan.marks)
    rows_a_line = CELLS_A_LINE // (sheet.width + 1) + 1
    while some := list(itertools.islice(rows, rows_a_line)):
        print(encode(some), file=out)


def _sheet(content: bytes, headings: Headings) -> tuple[CalamineSheet, SheetScan, dict[str, str]]:
    """The sheet that is read, what calamine does not tell of its cells, and what the workbook says of itself."""
    with opened(content) as archive:
        # calamine unpacks all the sheets of an .ods at once, and of an .xlsx only the one that is asked for.
        scans = scan_ods(archive) if is_ods(archive) else {}
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        first_rows = FirstRows(archive, workbook)
        name = chosen(workbook, first_rows, headings)
        says = origin(workbook, first_rows, name)
        if name not in scans:
            scans[name] = SheetScan(scan_xlsx(archive, part_of(archive, name)))
    sheet, scan = workbook.get_sheet_by_name(name), scans[name]
    last_row, last_column = sheet.end or (0, 0)
    check_size(
        max([last_row, *(row for row, _, _ in scan.marks)]) + 1,
        max([last_column, *(column for _, column, _ in scan.marks)]) + 1,
    )
    # Of an .xlsx calamine does tell.
    for (first_row, column), (end, _) in sheet.merged_cell_ranges or ():
        if end > first_row:
            scan.merged.append((first_row, column, end))
    return sheet, scan, says


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Every row from the sheet's first on, each cell at its own place."""
    if sheet.start is None:
        return iter(())
    # calamine begins at the first row, but at the first column with a value.
    blank: list[Any] = [""] * sheet.start[1]
    return (blank + row for row in sheet.iter_rows()) if blank else sheet.iter_rows()


def _marked(rows: Iterable[list[Any]], marks: Sequence[Mark]) -> Iterator[list[Any]]:
    """The rows, with a tag at each marked cell, wherever beyond the values it stands."""
    if not marks:
        return iter(rows)
    by_row: dict[int, list[tuple[int, str]]] = {}
    for row, column, kind in marks:
        by_row.setdefault(row, []).append((column, kind))
    beyond = range(max(by_row, default=-1) + 1)
    return (
        _tagged(cells or [], by_row.get(number, ()))
        for number, (cells, _) in enumerate(itertools.zip_longest(rows, beyond))
    )


def _tagged(cells: list[Any], marks: Iterable[tuple[int, str]]) -> list[Any]:
    for column, kind in marks:
        cells += [""] * (column + 1 - len(cells))
        cells[column] = {"mark": kind}
    return cells


def _encodable(value: Any) -> dict[str, str] | str:
    """What JSON does not know: a day is tagged, a time of day or a duration becomes text."""
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()[:10]}
    return str(value)


if __name__ == "__main__":
    main()
