"""The small multiples of all units on one sheet: every place in whole units of the sheet's own box."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from reporting.compliance import Status
from reporting.presenters.courses import HEIGHT, WIDTH, Family, UnitCourse

ACROSS, GAP_X, GAP_Y = 8, 14, 20
PITCH = WIDTH + GAP_X
# How many letters of a name stand side by side above a picture; a line of them, and of the figures below it.
LETTERS, LINE = 18, 17
# What the headings of a group and of a district take.
GROUP, AXIS_WORDS, DISTRICT = 26, 24, 26


@dataclass(frozen=True)
class Cell:
    """One unit's picture with its name above and its figures below, from its own corner."""

    course: UnitCourse
    x: int
    y: int
    name: Sequence[tuple[int, str]]
    picture_y: int

    @property
    def figures_y(self) -> int:
        return self.picture_y + HEIGHT + LINE


@dataclass(frozen=True)
class Part:
    """The units under one heading; a group is named before the first of its parts."""

    family: Family
    group_y: int | None
    district_y: int | None
    cells: Sequence[Cell]

    @property
    def axis_words_y(self) -> int | None:
        return None if self.group_y is None else self.group_y + AXIS_WORDS


@dataclass(frozen=True)
class CoursesSheet:
    """The whole sheet."""

    parts: Sequence[Part]
    height: int

    width = ACROSS * PITCH - GAP_X

    @property
    def statuses(self) -> list[Status]:
        """The statuses that occur, for the keys."""
        found = {cell.course.standing.status for part in self.parts for cell in part.cells}
        return [status for status in Status if status in found]


def courses_sheet(families: Sequence[Family]) -> CoursesSheet:
    """The families one below the other."""
    parts: list[Part] = []
    y, group = 0, None
    for family in families:
        group_y = district_y = None
        if family.group != group:
            group, group_y = family.group, y + GROUP
            y = group_y + AXIS_WORDS
        if family.district:
            y = district_y = y + DISTRICT
        cells, y = _cells(family.courses, y + LINE)
        parts.append(Part(family, group_y, district_y, cells))
    return CoursesSheet(parts, max(y, LINE))


def _cells(courses: Sequence[UnitCourse], y: int) -> tuple[list[Cell], int]:
    """The pictures of a family from that height on, and where what follows begins."""
    cells: list[Cell] = []
    for start in range(0, len(courses), ACROSS):
        row = courses[start : start + ACROSS]
        names = [wrap(course.standing.unit.name, LETTERS) for course in row]
        deepest = max(map(len, names))
        for column, (course, lines) in enumerate(zip(row, names, strict=True)):
            name = [(LINE * (number + 1), line) for number, line in enumerate(lines)]
            cells.append(Cell(course, column * PITCH, y, name, LINE * deepest + 6))
        y += LINE * deepest + 6 + HEIGHT + LINE + GAP_Y
    return cells, y
