"""Where the rows of a sheet begin and end, found by streaming: a province's year has tens of megabytes of them."""

import re
from typing import IO

from targets.exports.marked.package import Unmarkable
from targets.imports.extent import CHUNK

_LONGEST_TAG = 1_000
_BEGIN = re.compile(rb"<(?:[\w.-]+:)?sheetData\b[^<>]*>")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")


def rows_of(stream: IO[bytes]) -> tuple[int, int]:
    """The bytes at which the element of the rows begins and behind which it ends.

    Where a comment or the like only looks so, what is left without them is not well-formed, which its parser says.
    Raises Unmarkable where there is none.
    """
    begin, before, text = None, 0, b""
    while chunk := stream.read(CHUNK):
        text += chunk
        if begin is None and (found := _BEGIN.search(text)):
            begin = before + found.start()
            if found[0].endswith(b"/>"):
                return begin, before + found.end()
        if begin is not None and (found := _END.search(text)):
            return begin, before + found.end()
        before += max(len(text) - _LONGEST_TAG, 0)
        text = text[-_LONGEST_TAG:]
    raise Unmarkable("The sheet has no rows.")
