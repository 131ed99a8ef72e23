"""The sheet reader in a fork of this process instead of a program of its own: the same work, twenty times as often a second."""

import faulthandler
import io
import json
import os
import struct
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import psutil

from targets.imports import sheet_reader
from targets.imports.refusals import REFUSALS
from targets.problems import faulty_file

UNEXPECTED = 3
# The limit on its seconds is for all that one fork reads.
FILES_A_FORK = 100
_LENGTH = struct.Struct("<Q")


class Unexpected(Exception):
    """The reader ended by an error of its own; the portal would call the file too heavy."""


class ForkedReader:
    """Reads one file after the other; whatever ends it is the fault of one file, and the next has a new fork."""

    def __init__(self) -> None:
        self.child = 0
        self.files_left = 0

    @contextmanager
    def __call__(self, content: bytes, headings: list[tuple[str, str]]) -> Iterator[IO[bytes]]:
        """As `tables.reader`. Raises Unexpected where the reader fails by something else than its limits."""
        if not self.files_left:
            self.stop()
            self._fork()
        self.files_left -= 1
        _send(self.questions, json.dumps(headings).encode())
        _send(self.questions, content)
        answer = _received(self.answers)
        if answer is None:
            if self.stop() == UNEXPECTED:
                raise Unexpected
            raise faulty_file(REFUSALS["too_heavy"])
        yield io.BytesIO(answer)

    def stop(self) -> int:
        """End the fork if there is one; its exit code."""
        if not self.child:
            return 0
        self.questions.close()
        self.answers.close()
        status = os.waitpid(self.child, 0)[1]
        self.child = self.files_left = 0
        return os.waitstatus_to_exitcode(status)

    def _fork(self) -> None:
        questions_out, questions_in = os.pipe()
        answers_out, answers_in = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(questions_in)
            os.close(answers_out)
            _read_all(os.fdopen(questions_out, "rb"), os.fdopen(answers_in, "wb"))
        os.close(questions_out)
        os.close(answers_in)
        self.questions, self.answers = os.fdopen(questions_in, "wb"), os.fdopen(answers_out, "rb")
        self.files_left = FILES_A_FORK


def _read_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Never returns: what the parent holds, a connection to the database above all, is not this process's to close."""
    status = 1
    try:
        # That calamine aborts for want of memory is expected, and need not be told each time.
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno())
        # Beyond what this process has already.
        sheet_reader.limit(sheet_reader.LARGEST_MEMORY + psutil.Process().memory_info().data)
        while (headings := _received(questions)) is not None:
            out = io.StringIO()
            sheet_reader.answer(_received(questions) or b"", json.loads(headings), out)
            _send(answers, out.getvalue().encode())
        status = 0
    except MemoryError:
        pass
    except BaseException:
        traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
        status = UNEXPECTED
    finally:
        os._exit(status)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next message; None at the end."""
    length = pipe.read(_LENGTH.size)
    return pipe.read(*_LENGTH.unpack(length)) if len(length) == _LENGTH.size else None
