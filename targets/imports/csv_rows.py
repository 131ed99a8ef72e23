"""The rows of a .csv, read piece by piece: in UTF-8, or in UTF-16 where a byte-order mark says so."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from targets.formulas import freed
from targets.imports.bare_text import folded
from targets.imports.extent import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, ROWS_LOOKED_AT
from targets.imports.legacy_text import font_encoding, is_windows_1258, retyped
from targets.imports.refusals import REFUSALS
from targets.imports.texts import Texts
from targets.problems import Faulty, faulty_file

# A quotation mark that is never closed is found after this many characters, not at the end of the file.
LONGEST_CELL = 100_000
LONGEST_LINE = 1_000_000
# As many as a spreadsheet has; below the table they are often blank.
MOST_LINES = 1_048_576
_DELIMITERS = ",;\t"


def csv_rows(content: bytes, headings: Mapping[str, str]) -> list[list[str]]:
    """Every row without the blank cells beyond its headings, a blank one as []; `headings` are those that it should have.

    Raises Faulty where the file is no such table.
    """
    texts = Texts()
    rows: list[list[str]] = []
    cells = 0
    for row in _rows(content, headings):
        _trim(row, len(rows[0]) if rows and any(row) else 0)
        cells += len(row)
        if row and (len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS):
            raise faulty_file(REFUSALS["too_far"])
        if len(rows) < MOST_ROWS:
            texts.keep([row])
            rows.append(row)
    return rows


def _trim(row: list[str], width: int) -> None:
    while len(row) > width and not row[-1]:
        row.pop()


def _rows(content: bytes, headings: Mapping[str, str]) -> Iterator[list[str]]:
    encoding = _encoding(content)
    csv.field_size_limit(LONGEST_CELL)
    lines = _lines(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""))
    delimiter = _delimiter(content, encoding, headings)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in reader:
            yield freed(row)
            number += 1
    except csv.Error as error:
        message = _("Row %s is not well-formed: a quotation mark is missing or out of place.")
        raise faulty_file(message % number) from error
    except UnicodeError as error:
        raise _undecodable(content, encoding, headings) from error


def _encoding(content: bytes) -> str:
    return (
        "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if "\0" in line:
            raise faulty_file(_("This is not a text file in UTF-8: save it as “CSV UTF-8”."))
        if len(line) == LONGEST_LINE or number > MOST_LINES:
            raise faulty_file(REFUSALS["too_far"])
        yield line


def _delimiter(content: bytes, encoding: str, headings: Mapping[str, str]) -> str:
    """The one of comma, semicolon and tab that parts most headings of one of the first rows from each other.

    Where no heading is known, the one that the first row has most of, outside quotation marks.
    """
    text = content[: 4 * LONGEST_CELL].decode(encoding, "ignore")[:LONGEST_CELL]
    known = {folded(name) for names in headings.items() for name in names}
    rows = text.splitlines()[:ROWS_LOOKED_AT]
    first = next(iter("".join(text.split('"')[::2]).splitlines()), "")

    def parts(delimiter: str) -> tuple[int, int]:
        found = [
            len({folded(cell.strip('"')) for cell in row.split(delimiter)} & known) for row in rows
        ]
        return max(found, default=0), first.count(delimiter)

    return max(_DELIMITERS, key=parts)


def _undecodable(content: bytes, encoding: str, headings: Mapping[str, str]) -> Faulty:
    """The fault of a file in another encoding, named where the headings make it certain."""
    if encoding == "utf-16":
        return faulty_file(_("This is not a text file in UTF-16: save it as “CSV UTF-8”."))
    cells = re.split(
        rb"[,;\t\"\r\n]", b"\n".join(content[:LONGEST_CELL].split(b"\n")[:ROWS_LOOKED_AT])
    )
    if font := font_encoding([cell.decode("latin-1") for cell in cells], headings):
        return retyped(font)
    if is_windows_1258(cells, headings):
        return faulty_file(_("The file is in windows-1258: save it as “CSV UTF-8”."))
    message = _("Line %s is not in UTF-8: save the file as “CSV UTF-8”.")
    return faulty_file(message % _first_bad_line(content))


def _first_bad_line(content: bytes) -> int:
    for number, line in enumerate(io.BytesIO(content), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return number
    return 1
