"""A table that goes out: its columns with their kinds, its rows, and the lines that say what it is."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from targets.formulas import harmless

LONGEST_TAB = 31
_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\]")


class Kind(Enum):
    """What a column holds. A percentage is given in percent, already rounded as it may be shown (rule 8)."""

    TEXT = "text"
    WHOLE = "whole"
    PERCENT = "percent"
    DECIMAL = "decimal"


@dataclass(frozen=True)
class Column:
    """A column; its width is in characters, `places` the decimals with which decimals are shown."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    places: int = 4


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; the notes stand above the table."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def tab(self) -> str:
        """The title as Excel takes the name of a sheet."""
        return _NOT_IN_A_TAB.sub(" ", self.title)[:LONGEST_TAB]


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV in UTF-8 with a byte-order mark, so that Excel shows its diacritics; text never becomes a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
