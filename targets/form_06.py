"""Form 06 of the national circulars (VPCP/KSTT): what its figures must add up to. Pure: no Django.

A column goes by the number that the form itself prints: 1 is the running number, 2 the field of work, 3 to 13 are dossiers:
3 received in all = 4 online + 5 directly or by post + 6 carried over; 7 resolved = 8 before term + 9 in term + 10 late;
11 pending = 12 in term + 13 overdue; and what was received is resolved or pending, 3 = 7 + 11.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

NUMBER, FIELD = 1, 2
FIGURES = tuple(range(3, 14))
RECEIVED, ONLINE, OTHERWISE = 3, 4, 5
SUMS = (
    (RECEIVED, (ONLINE, OTHERWISE, 6)),
    (7, (8, 9, 10)),
    (11, (12, 13)),
    (RECEIVED, (7, 11)),
)

_LETTER, _ROMAN, _ARABIC = range(3)
_ROMAN_NUMBER = re.compile(r"[IVX]+")
_CAPITAL = re.compile(r"[A-ZĐ]")


@dataclass(frozen=True)
class Line:
    """One row of the form: its row in the file, its running number as printed, and its figures by column.

    A figure that cannot be read is left out; what needs it is then not checked.
    """

    row: int
    number: str
    field: str
    figures: Mapping[int, int]

    @property
    def total(self) -> int:
        """Dossiers received in the period by any channel: 4 + 5, without those carried over (rule 1)."""
        return self.figures[ONLINE] + self.figures[OTHERWISE]

    @property
    def online(self) -> int:
        return self.figures[ONLINE]


@dataclass(frozen=True)
class Mismatch:
    """A figure that is not the sum of its parts: columns of its own row, or, where there are none, lines of the form."""

    row: int
    column: int
    stated: int
    sum: int
    parts: tuple[int, ...] = ()


def broken_sums(line: Line) -> list[Mismatch]:
    """Where a row contradicts itself."""
    return [
        Mismatch(line.row, column, line.figures[column], total, parts)
        for column, parts in SUMS
        if line.figures.keys() >= {column, *parts}
        and line.figures[column] != (total := sum(line.figures[part] for part in parts))
    ]


def single_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that sum up no other: those of fields, without the ones of groups such as A or II."""
    return [line for line, below in _with_lines_below(lines) if not below]


def broken_totals(lines: Sequence[Line], total: Line | None) -> list[Mismatch]:
    """Where the line of a group, or the total of the form, is not the sum of its single lines."""
    broken = []
    for line, below in _with_lines_below(lines):
        if below:
            broken += _unlike_the_sum(line, single_lines(below))
    if total is not None:
        broken += _unlike_the_sum(total, single_lines(lines))
    return broken


def _unlike_the_sum(line: Line, parts: Iterable[Line]) -> list[Mismatch]:
    parts = list(parts)
    return [
        Mismatch(line.row, column, line.figures[column], total)
        for column in FIGURES
        if all(column in one.figures for one in (line, *parts))
        and line.figures[column] != (total := sum(part.figures[column] for part in parts))
    ]


def _with_lines_below(lines: Sequence[Line]) -> Iterator[tuple[Line, Sequence[Line]]]:
    """Each line with those that its number ranks below it: I has 1 and 2 below it, up to II."""
    depths = [_depth(line.number) for line in lines]
    for start, line in enumerate(lines, start=1):
        end = start
        while end < len(lines) and depths[end] > depths[start - 1]:
            end += 1
        yield line, lines[start:end]


def _depth(number: str) -> int:
    """How far below the top a running number stands: A, then I, then 1, then 1.1; without a number as 1."""
    number = number.strip(" .)(").upper()
    if _ROMAN_NUMBER.fullmatch(number):
        return _ROMAN
    return _LETTER if _CAPITAL.fullmatch(number) else _ARABIC + number.count(".")
