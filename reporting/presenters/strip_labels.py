"""The names in a strip: of the units that are marked, and of the lowest and the highest of each lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporting.presenters.strip_lane import Dot

# How wide a letter is taken to be, on the safe side, and how high a line of letters.
LETTER, LINE = 8, 22
BESIDE = 16


@dataclass(frozen=True)
class Label:
    """A name at (x, y); `anchor` is SVG's, `leads_to` where a line ends that leads to the dot, if there is one."""

    dot: Dot
    x: int
    y: int
    anchor: str
    leads_to: int | None = None

    @property
    def name(self) -> str:
        return self.dot.standing.unit.name

    @property
    def leads_from(self) -> int:
        return self.y + 4


@dataclass(frozen=True)
class Naming:
    """Which dots of a lane are named, and where; `ranked` in the order of the axis, all of them before names move them down."""

    ranked: Sequence[Dot]
    unranked: Sequence[Dot]
    axis_left: int
    width: int

    @cached_property
    def beside(self) -> list[Label]:
        """The lowest and the highest, where there is room at their outer side."""
        found = []
        for dot, x, anchor, room in self._ends:
            if _width(dot) < room:
                found.append(Label(dot, x, dot.y + 5, anchor))
        return found

    @cached_property
    def above(self) -> list[Dot]:
        """Those that have a line of their own above the dots: all that are marked, then the ends without room beside them."""
        marked = [dot for dot in (*self.unranked, *self.ranked) if dot.is_marked]
        return marked + [dot for dot, _x, _anchor, room in self._ends if _width(dot) >= room]

    def labels(self, body: int, room: int) -> list[Label]:
        """All names; `body` is where the dots began, `room` how far the names above have moved them down."""
        first = body + room - 9
        return [
            *[self._above(dot, first - LINE * line, room) for line, dot in enumerate(self.above)],
            *[replace(label, y=label.y + room) for label in self.beside],
        ]

    @property
    def _ends(self) -> list[tuple[Dot, int, str, int]]:
        """The lowest and the highest that are not marked: where a name beside one is, to which side, and its room."""
        if len(self.ranked) < 2:
            return []
        left, right = self.ranked[0].x - BESIDE, self.ranked[-1].x + BESIDE
        ends = [
            (self.ranked[0], left, "end", left - self.axis_left),
            (self.ranked[-1], right, "start", self.width - right),
        ]
        return [end for end in ends if not end[0].is_marked]

    def _above(self, dot: Dot, y: int, room: int) -> Label:
        """A name over its dot, moved aside where it would leave the picture; longer than the picture it begins at its left."""
        half = _width(dot) // 2
        x = max(half + 4, min(dot.x, self.width - half - 4))
        return Label(dot, x, y, "middle", leads_to=dot.y + room - 11)


def _width(dot: Dot) -> int:
    return len(dot.standing.unit.name) * LETTER
