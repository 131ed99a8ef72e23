"""The names in a strip: of the units that are marked, and of the lowest and the highest of each lane."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reporting.presenters.strip_dot import Dot
from reporting.swarm import Axis
from reporting.unit_names import without_committee

# How high a line of letters is.
LINE = 22
BESIDE = 16
# Between a name and what it keeps away from.
EDGE = 5


@dataclass(frozen=True)
class Label:
    """A name at (x, y); `anchor` is SVG's, `leads_to` where a line ends that leads to the dot, if there is one."""

    dot: Dot
    x: int
    y: int
    anchor: str
    name: str
    leads_to: int | None = None

    @property
    def leads_from(self) -> int:
        return self.y + 4


@dataclass(frozen=True)
class Naming:
    """Which dots of a lane are named, and where; `ranked` in the order of the axis, all of them before names move them down."""

    ranked: Sequence[Dot]
    unranked: Sequence[Dot]
    axis: Axis
    width: int
    # How wide a letter is taken to be, on the safe side.
    letter: int

    @cached_property
    def beside(self) -> list[Label]:
        """The lowest and the highest, where there is room at their outer side."""
        found = []
        for dot, x, anchor, room in self._ends:
            if self._width(_name(dot)) < room:
                found.append(Label(dot, x, dot.y + 5, anchor, _name(dot)))
        return found

    @cached_property
    def above(self) -> list[Dot]:
        """Those that have a line of their own above the dots: all that are marked, then the ends without room beside them."""
        marked = [dot for dot in (*self.unranked, *self.ranked) if dot.is_marked]
        return marked + [
            dot for dot, _x, _anchor, room in self._ends if self._width(_name(dot)) >= room
        ]

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
            (self.ranked[0], left, "end", left - self.axis.left),
            (self.ranked[-1], right, "start", self.width - right),
        ]
        return [end for end in ends if not end[0].is_marked]

    def _above(self, dot: Dot, y: int, room: int) -> Label:
        """A name over its dot, moved aside where it would leave the picture or lie across the minimum.

        One that is too long for its side of the minimum is cut short, unless it is that of a marked unit.
        """
        left, right = self._side(dot)
        name = _name(dot) if dot.is_marked else self._cut(_name(dot), right - left)
        half = self._width(name) // 2
        if 2 * half > right - left:
            left, right = EDGE, self.width - EDGE
        x = max(half + left, min(dot.x, right - half))
        return Label(dot, x, y, "middle", name, leads_to=dot.y + room - 11)

    def _side(self, dot: Dot) -> tuple[int, int]:
        """From where to where a name lies on the dot's side of the minimum; all the width for one at the minimum itself."""
        if dot.x < self.axis.minimum:
            return EDGE, self.axis.minimum - EDGE
        if dot.x > self.axis.minimum:
            return self.axis.minimum + EDGE, self.width - EDGE
        return EDGE, self.width - EDGE

    def _cut(self, name: str, room: int) -> str:
        most = room // self.letter
        if len(name) > most:
            # What all committees begin with tells none from another.
            name = without_committee(name)
        return name if len(name) <= most else name[: most - 1].rstrip() + "…"

    def _width(self, name: str) -> int:
        return len(name) * self.letter


def _name(dot: Dot) -> str:
    return dot.standing.unit.name
