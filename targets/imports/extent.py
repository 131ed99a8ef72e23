"""How far the sheets of a workbook reach and where their error cells stand, found by streaming.

calamine lays a sheet out as a full rectangle, so that one far cell makes it ask for gigabytes; and it takes a cell that
shows an error (#N/A) for a blank one. Both are seen here, before and beside it. No Django: this runs in the reader's own
process.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

LARGEST_UNCOMPRESSED = 1024 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 256
MOST_CELLS = 8_000_000
CHUNK = 1024 * 1024
LONGEST_ROW = 64 * CHUNK

# The row and column of a cell, counted from 0.
Place = tuple[int, int]

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PART = 0x1
_DOCUMENT_TYPE = b"<!DOCTYPE"
_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_MANIFEST = "meta-inf/manifest.xml"

# Beyond column IV, the 256th. A cell that is closed at once is only formatted, however far it stands.
_FAR_CELL = re.compile(
    rb"""r=["'](?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])[0-9]+["'](?:[^<>]*[^/<>])?>(?!</)"""
)
# Quick to look for; most sheets have none, and need no closer look.
_ERROR_TYPE = re.compile(rb"""t=["']e["']""")
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\b([^<>]*\bt=["']e["'][^<>]*)>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]+)([0-9]+)["']""")


class Refused(Exception):
    """A workbook that is not read; the text is one of the keys of tables.REFUSALS."""


def opened(content: bytes) -> zipfile.ZipFile:
    """The parts of a workbook. Raises Refused where it is none, or unpacks to too much."""
    if content.startswith(_OLE):
        raise Refused("encrypted")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Refused("damaged" if content.startswith(b"PK") else "no_workbook") from error
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_PART for part in parts):
        raise Refused("encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
        raise Refused("too_large")
    return archive


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Whether it is an .ods; otherwise an .xlsx. Raises Refused where it is neither."""
    names = _names(archive)
    if _WORKBOOK in names:
        return False
    if "content.xml" not in names:
        raise Refused("no_workbook")
    if _MANIFEST in names and b"encryption-data" in archive.read(names[_MANIFEST]):
        raise Refused("encrypted")
    return True


def check_size(rows: int, columns: int) -> None:
    """Raise Refused where a table of that size is more than is read."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Refused("too_far")


def scan_xlsx(archive: zipfile.ZipFile, sheet: str) -> list[Place]:
    """The error cells of a sheet of an .xlsx. Raises Refused where a value stands too far to the right."""
    errors = []
    for rows in _whole_rows(_chunks(archive, _part(archive, sheet))):
        if _FAR_CELL.search(rows):
            raise Refused("too_far")
        if _ERROR_TYPE.search(rows):
            errors += [_place(attributes) for attributes in _ERROR_CELL.findall(rows)]
    return errors


def _whole_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text, cut only where a row ends, so that no cell is in two pieces."""
    rest = b""
    for chunk in chunks:
        rows, end, rest = (rest + chunk).rpartition(b"row>")
        if len(rest) > LONGEST_ROW:
            raise Refused("damaged")
        yield rows + end
    yield rest


def _place(attributes: bytes) -> Place:
    reference = _REFERENCE.search(attributes)
    if reference is None:
        raise Refused("damaged")
    column = 0
    for letter in reference[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(reference[2]) - 1, column - 1


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part in which a sheet of an .xlsx stands."""
    names = _names(archive)
    identifier = next(
        value
        for element in _elements(archive, names[_WORKBOOK], "sheet")
        if element.get("name") == sheet
        for key, value in element.items()
        if key.endswith("}id")
    )
    target = next(
        element.get("Target", "")
        for element in _elements(archive, names[_LINKS], "Relationship")
        if element.get("Id") == identifier
    )
    path = target.lower().replace("\\", "/")
    return names[path.lstrip("/") if path.startswith("/") else f"xl/{path}"]


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts' names by how they are looked up; some programs write them with capitals or backslashes."""
    return {name.lower().replace("\\", "/"): name for name in archive.namelist()}


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    root = ElementTree.fromstring(b"".join(_chunks(archive, part)))
    return (element for element in root.iter() if element.tag.endswith(f"}}{tag}"))


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece. A document type could define entities, which workbooks never need."""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if _DOCUMENT_TYPE in chunk:
                raise Refused("damaged")
            yield chunk


def scan_ods(archive: zipfile.ZipFile) -> dict[str, list[Place]]:
    """The error cells of every sheet of an .ods. Raises Refused where a value stands too far."""
    scan = _OdsScan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    for chunk in _chunks(archive, "content.xml"):
        parser.Parse(chunk)
    parser.Parse(b"", True)
    return scan.errors


class _OdsScan:
    """Follows the rows and cells of an .ods, which stand for as many as their `repeated` attributes say."""

    def __init__(self) -> None:
        self.errors: dict[str, list[Place]] = {}
        self.sheet: list[Place] = []
        self.row = self.column = self.row_repeats = self.width = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            repeats = int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes:
                self._value(repeats, attributes.get("calcext:value-type") == "error")
            self.column += repeats
        elif tag == "table:table-row":
            self.row += self.row_repeats
            self.row_repeats = int(attributes.get("table:number-rows-repeated", "1"))
            self.column = 0
        elif tag == "table:table":
            self.sheet = self.errors.setdefault(attributes["table:name"], [])
            self.row = self.row_repeats = self.width = 0

    def _value(self, repeats: int, is_error: bool) -> None:
        self.width = max(self.width, self.column + repeats)
        check_size(self.row + self.row_repeats, self.width)
        if is_error:
            self.sheet += [
                (row, column)
                for row in range(self.row, self.row + self.row_repeats)
                for column in range(self.column, self.column + repeats)
            ]
