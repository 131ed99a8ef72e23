"""From the bytes of a .csv, .xlsx or .ods to rows of cells, every one at its own place."""

import datetime
import gc
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from targets.imports.csv_rows import csv_rows
from targets.imports.refusals import OTHER_KINDS, REFUSALS
from targets.imports.texts import Texts
from targets.problems import faulty_file

LARGEST_FILE = 32 * 1024 * 1024
LONGEST_SECONDS = 60
# A piece of the reader's answer is some thousands of cells.
LONGEST_PIECE = 16 * 1024 * 1024

_ROOT = Path(__file__).resolve().parents[2]
_READER = "targets.imports.sheet_reader"
_LONGEST_NAME = 60
_MOST_NAMED = 5
_BLANK = (None, "")
_NO_HEADINGS: Mapping[str, str] = {}


@dataclass(frozen=True)
class ErrorCell:
    """A cell in which the spreadsheet shows an error, such as #N/A, instead of a value."""

    def __str__(self) -> str:
        return "#N/A"


@dataclass(frozen=True)
class UncalculatedCell:
    """A cell with a formula whose result the file does not hold."""

    def __str__(self) -> str:
        return "="


@dataclass(frozen=True)
class Table:
    """Rows of cells, the file's first row first, and the name of the sheet in which they stand, "" for a .csv.

    `origin` is what a unit's own workbook says of itself; it is empty of any other file. A cell is text, a number, a
    truth value, a day, an ErrorCell, an UncalculatedCell, or blank. Of a merged area the first cell alone has the value;
    `merged` are those of several rows: the first row, the column and the last row of each, counted from 0.
    """

    rows: list[list[Any]]
    sheet: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    # What the second row is called in faults: what a program sends has no row of headings to count.
    first_number: int = 2
    merged: Sequence[tuple[int, int, int]] = ()


def read_file(path: Path, headings: Mapping[str, str] = _NO_HEADINGS) -> Table:
    """The table in a file, as `read_table` reads it. Raises Faulty where there is none."""
    if path.stat().st_size > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    return read_table(path.read_bytes(), path.name, headings)


def read_table(content: bytes, name: str, headings: Mapping[str, str] = _NO_HEADINGS) -> Table:
    """The table in the content of a file of that name.

    Of a workbook it is the visible sheet of which one of the first rows has all the headings, given in English and Vietnamese;
    where none has them, or none are given, the first visible sheet. Raises Faulty where there is no table, or two with the headings.
    """
    if len(content) > LARGEST_FILE:
        raise faulty_file(REFUSALS["too_large"])
    with no_search_for_cycles():
        table = _table(content, Path(name).suffix.lower(), headings)
    while table.rows and all(cell in _BLANK for cell in table.rows[-1]):
        table.rows.pop()
    if not table.rows:
        raise faulty_file(REFUSALS["empty"])
    return table


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """A hundred thousand new lists and no cycle among them: looking for some would take a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _table(content: bytes, ending: str, headings: Mapping[str, str]) -> Table:
    if ending == ".csv":
        return Table(csv_rows(content, headings))
    if ending in (".xlsx", ".ods"):
        return _workbook_table(content, headings) if content else Table([])
    raise faulty_file(OTHER_KINDS.get(ending, _("Send a file of the kind .csv, .xlsx or .ods.")))


def _workbook_table(content: bytes, headings: Mapping[str, str]) -> Table:
    texts = Texts()
    rows: list[list[Any]] = []
    with reader(content, list(headings.items())) as answer:
        header = _header(json.loads(_piece(answer) or '{"refused": "too_heavy"}'))
        while piece := _piece(answer):
            some = json.loads(piece, object_hook=_untagged)
            texts.keep(some)
            rows += some
    return Table(
        rows, header["sheet"], header["origin"], merged=tuple(map(tuple, header["merged"]))
    )


@contextmanager
def reader(content: bytes, headings: list[tuple[str, str]]) -> Iterator[IO[bytes]]:
    """The answer of the sheet reader, which runs apart. Raises Faulty where it does not come to its end."""
    with tempfile.TemporaryFile() as sent:
        sent.write(content)
        sent.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", _READER, json.dumps(headings)],
            cwd=_ROOT,
            stdin=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    limit = threading.Timer(LONGEST_SECONDS, process.kill)
    limit.start()
    try:
        yield process.stdout
    except BaseException:
        process.kill()
        raise
    finally:
        process.stdout.close()
        process.wait()
        limit.cancel()
    if process.returncode:
        # It ran into a limit, or the file is made to break readers.
        raise faulty_file(REFUSALS["too_heavy"])


def _piece(answer: IO[bytes]) -> bytes:
    piece = answer.readline(LONGEST_PIECE)
    if piece and not piece.endswith(b"\n"):
        raise faulty_file(REFUSALS["too_heavy"])
    return piece


def _header(header: dict[str, Any]) -> dict[str, Any]:
    """The reader's first line, which says of the sheet what a Table does. A refusal raises Faulty."""
    if "sheet" in header:
        return header
    names = [f"“{name[:_LONGEST_NAME]}”" for name in header.get("sheets", ())]
    sheets = get_text_list(names[:_MOST_NAMED], _("and"))
    raise faulty_file(str(REFUSALS[header["refused"]]) % {"sheets": sheets})


def _untagged(value: dict[str, str]) -> datetime.date | ErrorCell | UncalculatedCell:
    """What the reader tags because JSON does not know it."""
    if "day" in value:
        return datetime.date.fromisoformat(value["day"])
    return ErrorCell() if value["mark"] == "error" else UncalculatedCell()
