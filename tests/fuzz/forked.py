"""The sheet reader in a fork of this process instead of a program of its own: the same work, twenty times as often a second."""

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import psutil

from targets.imports import sheet_reader
from targets.imports.refusals import REFUSALS
from targets.problems import faulty_file

UNEXPECTED = 3


class Unexpected(Exception):
    """The reader ended by an error of its own; the portal would call the file too heavy."""


@contextmanager
def reader(content: bytes, headings: list[tuple[str, str]]) -> Iterator[IO[bytes]]:
    """As `tables.reader`. Raises Unexpected where the reader fails by something else than its limits."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading_end)
        _read(content, headings, writing_end)
    os.close(writing_end)
    try:
        with open(reading_end, "rb") as answer:
            yield answer
    finally:
        status = os.waitpid(child, 0)[1]
        if os.waitstatus_to_exitcode(status) == UNEXPECTED:
            raise Unexpected
    if status:
        raise faulty_file(REFUSALS["too_heavy"])


def _read(content: bytes, headings: list[tuple[str, str]], writing_end: int) -> None:
    """Never returns: what the parent holds, a connection to the database above all, is not this process's to close."""
    status = 1
    try:
        # Beyond what this process has already.
        sheet_reader.limit(sheet_reader.LARGEST_MEMORY + psutil.Process().memory_info().data)
        with open(writing_end, "w", encoding="utf-8") as out:
            sheet_reader.answer(content, headings, out)
        status = 0
    except (MemoryError, BrokenPipeError):
        pass
    except BaseException:
        traceback.print_exc()
        status = UNEXPECTED
    finally:
        os._exit(status)
