"""From the bytes of a .csv, .xlsx or .ods to rows of cells, every one at its own place."""

import csv
import datetime
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.problems import faulty_file

LARGEST_FILE = 64 * 1024 * 1024
MOST_ROWS = 1_048_576
LONGEST_SECONDS = 120

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
}


@dataclass(frozen=True)
class Table:
    """Rows of cells, the heading row first. A cell is text, a number, a truth value, a date, or None."""

    rows: list[list[Any]]


def read_file(path: Path) -> Table:
    """The table in a file. Raises Faulty where there is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    return read_table(path.read_bytes(), path.name)


def read_table(content: bytes, name: str) -> Table:
    """The table in the content of a file of that name. Raises Faulty where there is none."""
    if len(content) > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    match Path(name).suffix.lower():
        case ".csv":
            rows = _csv_rows(content)
        case ".xlsx" | ".ods":
            rows = _workbook_rows(content)
        case _:
            raise faulty_file(_("Send a file of the kind .csv, .xlsx or .ods."))
    while rows and all(cell in (None, "") for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise faulty_file(REFUSALS["empty"])
    return Table(rows)


def _csv_rows(content: bytes) -> list[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("Line %s is not in UTF-8: save the file as “CSV UTF-8”.")
        raise faulty_file(message % line) from error
    if "\0" in text:
        raise faulty_file(_("This is not a text file in UTF-8: save it as “CSV UTF-8”."))
    # No quoting can go on for longer than this; a stray quotation mark is found early.
    csv.field_size_limit(100_000)
    try:
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        )
    except csv.Error as error:
        raise faulty_file(_("The file is not well-formed CSV: %s.") % error) from error
    if len(rows) > MOST_ROWS:
        raise faulty_file(REFUSALS["too_large"])
    return rows


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that the heading row has most of, outside quotation marks."""
    heading = "".join(text.partition("\n")[0].split('"')[::2])
    return max(",;\t", key=heading.count)


def _workbook_rows(content: bytes) -> list[list[Any]]:
    program = Path(__file__).with_name("sheet_reader.py")
    try:
        reader = subprocess.run(
            [sys.executable, "-P", str(program)],
            input=content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise faulty_file(REFUSALS["too_large"]) from error
    if reader.returncode:
        # It ran into a limit, or the file is made to break readers.
        raise faulty_file(REFUSALS["damaged"])
    rows = json.loads(b"[%s]" % b",".join(reader.stdout.splitlines()), object_hook=_untagged)
    if rows and isinstance(rows[0], _Refusal):
        raise faulty_file(REFUSALS[rows[0].key])
    return rows


@dataclass(frozen=True)
class _Refusal:
    key: str


def _untagged(value: dict[str, str]) -> Any:
    if "day" in value:
        return datetime.date.fromisoformat(value["day"])
    return value["text"] if "text" in value else _Refusal(value["refused"])
