"""What a workbook may unpack to, and how far its sheets may reach.

calamine lays a sheet out as a full rectangle, so that one far cell makes it ask for gigabytes. That is bounded here,
before it is asked. No Django: this runs in the reader's own process.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

LARGEST_UNCOMPRESSED = 256 * 1024 * 1024
MOST_PARTS = 2_000
# A province's year is 117,000 rows.
MOST_ROWS = 200_000
MOST_COLUMNS = 256
# In how many of a table's rows its headings are looked for, and in how many of a sheet's what a workbook says of itself.
ROWS_LOOKED_AT = 20
MOST_CELLS = 1_500_000
CHUNK = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PART = 0x1
_DOCUMENT_TYPE = b"<!DOCTYPE"
_MANIFEST = "meta-inf/manifest.xml"
WORKBOOK = "xl/workbook.xml"
CONTENT = "content.xml"


class Refused(Exception):
    """A workbook that is not read: one of the keys of refusals.REFUSALS, and the sheets that it is about."""

    def __init__(self, reason: str, sheets: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.sheets = sheets


def opened(content: bytes) -> zipfile.ZipFile:
    """The parts of a workbook. Raises Refused where it is none, unpacks to too much, or reads in more than one way."""
    if content.startswith(_OLE):
        raise Refused("encrypted")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Refused(_kind_of(content)) from error
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_PART for part in parts):
        raise Refused("encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
        raise Refused("too_large")
    if len(names(archive)) < len(parts) or _overlap(parts):
        raise Refused("damaged")
    return archive


def _kind_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        return "damaged"
    # One-stop software likes to send a web page, or the XML of Excel 2003, under the name of a workbook.
    is_markup = content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
    return "web_page" if is_markup else "no_workbook"


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether parts share bytes of the archive, as only bombs do."""
    starts = sorted((part.header_offset, part.compress_size) for part in parts)
    return any(start + size > following for (start, size), (following, _) in pairwise(starts))


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Whether it is an .ods; otherwise an .xlsx. Raises Refused where it is neither."""
    parts = names(archive)
    if WORKBOOK in parts:
        return False
    if CONTENT not in parts:
        raise Refused("no_workbook")
    if _MANIFEST in parts and b"encryption-data" in b"".join(chunks(archive, parts[_MANIFEST])):
        raise Refused("encrypted")
    return True


def check_size(rows: int, columns: int) -> None:
    """Raise Refused where a table of that size is more than is read."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Refused("too_far")


def names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts' names by how they are looked up; some programs write them with capitals or backslashes."""
    return {name.lower().replace("\\", "/"): name for name in archive.namelist()}


def elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    """The elements of that name in a part, in any namespace."""
    root = ElementTree.fromstring(b"".join(chunks(archive, part)))
    return (element for element in root.iter() if element.tag.endswith(f"}}{tag}"))


def chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece. A document type could define entities, which workbooks never need.

    Nor do they need an encoding with NULs, in which a document type would not be seen.
    """
    end = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if _DOCUMENT_TYPE in end + chunk or b"\0" in chunk:
                raise Refused("damaged")
            end = chunk[-len(_DOCUMENT_TYPE) :]
            yield chunk
