"""Where a form 06 has its columns: guessed from the row of column numbers that it prints, or from its headings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from targets.form_06 import FIELD, FIGURES, NUMBER
from targets.imports.bare_text import folded, typed
from targets.imports.headings import is_blank
from targets.imports.tables import Table

# Titles and several rows of headings stand above the figures, never more than this.
MOST_HEADING_ROWS = 60
LONGEST_HEADING = 120

_PRINTED = re.compile(r"-?\(?\s*([0-9]{1,2})\s*\)?\s*(=.*)?")
# What a heading says, and the columns that say it, from left to right.
_HEADINGS = (
    (re.compile(r"(stt|tt|số tt)"), (NUMBER,)),
    (re.compile(r"(tên )?lĩnh vực.*"), (FIELD,)),
    (re.compile(r"tổng (số|cộng).*"), (3, 7, 11)),
    (re.compile(r".*trực tuyến.*"), (4,)),
    (re.compile(r"trực tiếp([,;/].*| (và|hoặc) .*)?|.*(bưu chính|bcci).*"), (5,)),
    (re.compile(r".*kỳ trước.*"), (6,)),
    (re.compile(r".*trước hạn.*"), (8,)),
    (re.compile(r".*đúng hạn.*"), (9,)),
    (re.compile(r".*(trong|chưa đến) hạn.*"), (12,)),
    (re.compile(r".*quá hạn.*"), (10, 13)),
)


@dataclass(frozen=True)
class Layout:
    """The place of each column of the form in the file, from 0, and the row, from 1, at which its figures begin."""

    columns: Mapping[int, int]
    first_row: int

    @property
    def missing(self) -> list[int]:
        """The columns that must have a place and have none."""
        return [column for column in (FIELD, *FIGURES) if column not in self.columns]

    @property
    def as_json(self) -> dict[str, int]:
        """The places by column; a key of JSON is text."""
        return {str(column): place for column, place in sorted(self.columns.items())}


def guess(table: Table) -> Layout:
    """What the file shows by itself; columns that it leaves in doubt are left out."""
    headings: dict[tuple[int, ...], set[int]] = defaultdict(set)
    printed: dict[int, int] = {}
    first_row = 1
    for number, row in enumerate(table.rows[:MOST_HEADING_ROWS], start=1):
        if found := _column_numbers(row):
            printed, first_row = found, number + 1
            break
        # Headings hold none.
        if sum(is_number(cell) for cell in row) >= 3:
            first_row = first_row if headings else number
            break
        for place, columns in _headings(row):
            headings[columns].add(place)
            first_row = number + 1
    return Layout(_places(headings) | printed, first_row)


def remembered(
    guessed: Layout, *, was_guessed: Mapping[str, int], was_chosen: Mapping[str, int], width: int
) -> Layout | None:
    """The columns chosen for an earlier file, where this one is laid out like it: the same was guessed of both."""
    if guessed.as_json != was_guessed or any(place >= width for place in was_chosen.values()):
        return None
    columns = {int(column): place for column, place in was_chosen.items()}
    return Layout(columns, guessed.first_row)


def column_titles(table: Table, first_row: int) -> list[str]:
    """For each column of the file the last text above the figures, behind the top heading over it; blank where there is none."""
    rows = [row for row in table.rows[: first_row - 1] if not _column_numbers(row)]
    # In which row the last text of each column stands.
    last = {
        place: number
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
        if not is_blank(cell)
    }
    # Above the heading of the first column stand the titles of the form.
    top = last[min(last)] if last else 0
    width = max(len(row) for row in table.rows)
    return [
        _title(_headings_over(rows, last, top, place)) if place in last else ""
        for place in range(width)
    ]


def _title(headings: Sequence[str]) -> str:
    """The group and the column; what stands between would leave no room for the column."""
    return headings[0] if len(headings) == 1 else f"{headings[0]} – {headings[-1]}"


def _headings_over(
    rows: Sequence[Sequence[Any]], last: Mapping[int, int], top: int, place: int
) -> list[str]:
    """The headings of a column from the top one down; one over several columns stands above the first of them."""
    found = []
    for number in range(min(top, last[place]), last[place] + 1):
        filled = [each for each, cell in enumerate(rows[number][: place + 1]) if not is_blank(cell)]
        if filled and (filled[-1] == place or last[filled[-1]] > number):
            found.append(" ".join(str(rows[number][filled[-1]]).split())[:LONGEST_HEADING])
    return found


def letters(place: int) -> str:
    """A place as spreadsheets name it: A, Z, AA."""
    place, last = divmod(place, 26)
    return (letters(place - 1) if place else "") + chr(ord("A") + last)


def _column_numbers(row: Sequence[Any]) -> dict[int, int]:
    """The place of each column, where the row holds nothing but the numbers of the columns."""
    places: dict[int, int] = {}
    for place, cell in enumerate(row):
        # The running number and the field are lettered in some forms.
        if is_blank(cell) or folded(cell) in ("a", "b", "(a)", "(b)"):
            continue
        column = _printed_number(cell)
        if column is None or column in places:
            return {}
        places[column] = place
    return places if places.keys() >= set(FIGURES) else {}


def _printed_number(cell: Any) -> int | None:
    """3 for `3`, `(3)`, `(3)=(4)+(5)+(6)`, and for -3, which is what Excel makes of a typed `(3)`."""
    found = _PRINTED.fullmatch(folded(typed(cell)))
    return int(found[1]) if found and NUMBER <= int(found[1]) <= FIGURES[-1] else None


def is_number(cell: Any) -> bool:
    """Whether a cell holds a number, as one or as text."""
    return bool(re.fullmatch(r"[0-9.]+", folded(cell)))


def _headings(row: Sequence[Any]) -> Iterator[tuple[int, tuple[int, ...]]]:
    for place, cell in enumerate(row):
        text = folded(cell)
        if text and len(text) <= LONGEST_HEADING:
            for pattern, columns in _HEADINGS:
                if pattern.fullmatch(text):
                    yield place, columns
                    break


def _places(headings: Mapping[tuple[int, ...], set[int]]) -> dict[int, int]:
    """Columns whose heading stands exactly as often as it should, each at a place of its own."""
    places: dict[int, int] = {}
    for columns, found in headings.items():
        if len(found) == len(columns):
            places |= dict(zip(columns, sorted(found), strict=True))
    doubtful = [
        column for column, place in places.items() if list(places.values()).count(place) > 1
    ]
    return {column: place for column, place in places.items() if column not in doubtful}
