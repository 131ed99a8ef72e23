"""From the bytes of a .csv, .xlsx or .ods to rows of cells, every one at its own place."""

import csv
import datetime
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.imports.extent import MOST_COLUMNS, MOST_ROWS
from targets.problems import faulty_file

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_SECONDS = 120
# A quotation mark that is never closed is found after this many characters, not at the end of the file.
LONGEST_CSV_CELL = 100_000

REFUSALS = {
    "empty": gettext_lazy("The file is empty."),
    "encrypted": gettext_lazy(
        "The workbook is protected by a password, or of the old .xls kind: save it as .xlsx without one."
    ),
    "no_workbook": gettext_lazy("This is not a workbook: save it again as .xlsx or .ods."),
    "damaged": gettext_lazy(
        "The workbook is damaged and cannot be read: save it again and send it anew."
    ),
    "too_far": gettext_lazy(
        "The sheet reaches too far: delete what stands far to the right or far below the table."
    ),
    "too_large": gettext_lazy("The file is too large."),
    "too_heavy": gettext_lazy(
        "The workbook is damaged or holds too much: save the table alone in a new workbook and send that."
    ),
}

_ROOT = Path(__file__).resolve().parents[2]
_BLANK = (None, "")


@dataclass(frozen=True)
class ErrorCell:
    """A cell in which the spreadsheet shows an error, such as #N/A, instead of a value."""

    def __str__(self) -> str:
        return "#N/A"


@dataclass(frozen=True)
class Table:
    """Rows of cells, the file's first row first. A cell is text, a number, a truth value, a day, an ErrorCell, or blank."""

    rows: list[list[Any]]


def read_file(path: Path) -> Table:
    """The table in a file. Raises Faulty where there is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    return read_table(path.read_bytes(), path.name)


def read_table(content: bytes, name: str) -> Table:
    """The table in the content of a file of that name: of a workbook, its first visible sheet.

    Raises Faulty where there is none.
    """
    if len(content) > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    match Path(name).suffix.lower():
        case ".csv":
            rows = list(_csv_rows(content))
        case ".xlsx" | ".ods":
            rows = _workbook_rows(content) if content else []
        case _:
            raise faulty_file(_("Send a file of the kind .csv, .xlsx or .ods."))
    while rows and all(cell in _BLANK for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise faulty_file(REFUSALS["empty"])
    return Table(rows)


def _csv_rows(content: bytes) -> Iterator[list[Any]]:
    text = _decoded(content)
    csv.field_size_limit(LONGEST_CSV_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS or any(row[MOST_COLUMNS:]):
                raise faulty_file(REFUSALS["too_far"])
            yield row[:MOST_COLUMNS]
    except csv.Error as error:
        message = _("Row %s is not well-formed: a quotation mark is missing or out of place.")
        raise faulty_file(message % (number + 1)) from error


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("Line %s is not in UTF-8: save the file as “CSV UTF-8”.")
        raise faulty_file(message % line) from error
    if "\0" in text:
        raise faulty_file(_("This is not a text file in UTF-8: save it as “CSV UTF-8”."))
    return text


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that the heading row has most of, outside quotation marks."""
    unquoted = "".join(text[:LONGEST_CSV_CELL].split('"')[::2])
    heading = next(iter(unquoted.splitlines()), "")
    return max(",;\t", key=heading.count)


def _workbook_rows(content: bytes) -> list[list[Any]]:
    try:
        reader = subprocess.run(
            [sys.executable, "-m", "targets.imports.sheet_reader"],
            cwd=_ROOT,
            input=content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise faulty_file(REFUSALS["too_heavy"]) from error
    if reader.returncode:
        # It ran into a limit, or the file is made to break readers.
        raise faulty_file(REFUSALS["too_heavy"])
    rows: list[list[Any]] = []
    for line in reader.stdout.splitlines():
        rows += json.loads(line, object_hook=_untagged)
    return rows


def _untagged(value: dict[str, str]) -> datetime.date | ErrorCell:
    """What the reader tags because JSON does not know it. A refusal raises Faulty."""
    if "refused" in value:
        raise faulty_file(REFUSALS[value["refused"]])
    return datetime.date.fromisoformat(value["day"]) if "day" in value else ErrorCell()
