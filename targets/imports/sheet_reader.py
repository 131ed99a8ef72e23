"""Reads a workbook on standard input and writes its rows as lines of JSON: run as a program of its own, never imported.

A hostile workbook can make a reader ask for any amount of memory, and calamine then ends the whole process. So it runs
here, apart from the portal, under limits; and the extent of the sheets is measured by streaming before it runs.
No Django: it has to start at once.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

LARGEST_MEMORY = 1536 * 1024 * 1024
LONGEST_CPU_SECONDS = 60
LARGEST_UNCOMPRESSED = 512 * 1024 * 1024
MOST_PARTS = 2_000
MOST_COLUMNS = 256
MOST_CELLS = 8_000_000
CHUNK = 1024 * 1024

# A cell of .xlsx that is not closed at once, and so may hold a value: its column and its row.
_XLSX_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*[^/>])?>')
_OLE = b"\xd0\xcf\x11\xe0"


class Refused(Exception):
    """A workbook that is not read; the text is one of the keys of tables.REFUSALS."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_SECONDS, LONGEST_CPU_SECONDS))
    try:
        rows = read_rows(sys.stdin.buffer.read())
    except Refused as refusal:
        print(json.dumps({"refused": str(refusal)}))
        return
    write = sys.stdout.write
    for row in rows:
        write(json.dumps(row, default=_tagged))
        write("\n")


def read_rows(content: bytes) -> list[list[Any]]:
    """The rows of the first visible sheet, each cell at its own place."""
    check_extent(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        if not names:
            raise Refused("empty")
        return workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Refused("damaged") from error


def check_extent(content: bytes) -> None:
    """Refuse a workbook whose sheets reach too far or unpack to too much."""
    if content.startswith(_OLE):
        raise Refused("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused("damaged" if content.startswith(b"PK") else "no_workbook") from error
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
        raise Refused("too_large")
    names = {part.filename for part in parts}
    if "content.xml" in names:
        _check_ods(_chunks(archive, "content.xml"))
    elif "[Content_Types].xml" in names:
        for name in names:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _check_xlsx(_chunks(archive, name))
    else:
        raise Refused("no_workbook")


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece. A document type could define entities, which workbooks never need."""
    with archive.open(name) as part:
        first = True
        while chunk := part.read(CHUNK):
            if first and b"<!DOCTYPE" in chunk[:4096]:
                raise Refused("damaged")
            first = False
            yield chunk


def _check_xlsx(chunks: Iterator[bytes]) -> None:
    columns: set[bytes] = set()
    last_row = 0
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        # A tag may be cut in two by the end of a chunk.
        cut = text.rfind(b"<")
        text, rest = text[:cut], text[cut:]
        for column, row in _XLSX_CELL.findall(text):
            columns.add(column)
            last_row = max(last_row, int(row))
        if len(rest) > CHUNK:
            raise Refused("damaged")
    _check_size(last_row, max(map(_column_number, columns), default=0))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_size(rows: int, columns: int) -> None:
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Refused("too_far")


class _OdsExtent:
    """Follows the rows and cells of an .ods, which stand for as many as their `repeated` attributes say."""

    def __init__(self) -> None:
        self.row = self.column = self.row_repeats = self.last_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "table":
            self.row = 0
        elif name == "table-row":
            self.row_repeats = int(attributes.get("table:number-rows-repeated", "1"))
            self.column = self.last_column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += int(attributes.get("table:number-columns-repeated", "1"))
            if any(key.startswith(("office:value", "calcext:value")) for key in attributes):
                self.last_column = self.column
        elif name == "p":
            self.last_column = self.column

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "table-row":
            self.row += self.row_repeats
            if self.last_column:
                _check_size(self.row, self.last_column)


def _check_ods(chunks: Iterator[bytes]) -> None:
    extent = _OdsExtent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.EndElementHandler = extent.end
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)


def _tagged(value: Any) -> dict[str, str]:
    """What JSON does not know: days are tagged, a time of day or a duration becomes text."""
    if hasattr(value, "year"):
        return {"day": value.isoformat()[:10]}
    return {"text": str(value)}


if __name__ == "__main__":
    main()
