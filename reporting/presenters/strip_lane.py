"""One lane of a strip: where the dots of a group stand against their minimum, in whole units of the picture's own box."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter

from reporting import swarm
from reporting.compliance import REACHED
from reporting.presenters.strip_dot import Dot
from reporting.presenters.strip_labels import LINE, Label, Naming
from reporting.standings import Standing
from reporting.swarm import Axis

# The room of the group's name above its dots.
HEAD = 26


@dataclass(frozen=True)
class Paper:
    """The width of a picture, and what it has room for.

    `pitch` is from dot to dot, `scale` how large a sign is, `letter` how wide a letter is taken to be.
    """

    name: str
    width: int
    unranked_columns: int
    pitch: int
    scale: str
    letter: int

    @property
    def axis_left(self) -> int:
        return (self.unranked_columns + 1) * self.pitch

    @property
    def axis_right(self) -> int:
        return self.width - 2 * self.pitch

    @property
    def halo(self) -> int:
        """The radius of the ring about a unit that is marked."""
        return self.pitch // 4 + 6

    @property
    def has_links(self) -> bool:
        """Whether dots are far enough apart to be pointed at one by one (WCAG 2.2, 2.5.8)."""
        return self.pitch >= 24


WIDE = Paper("wide", width=1160, unranked_columns=5, pitch=24, scale="1", letter=8)
# On a phone the dots are too near each other for a finger: only those that are marked are links, the table has all.
NARROW = Paper("narrow", width=340, unranked_columns=3, pitch=12, scale=".5", letter=7)


@dataclass(frozen=True)
class Lane:
    """A group, or the communes of a district; `ranked` in the order of the axis, `unranked` at the left edge."""

    label: str
    top: int
    bottom: int
    ranked: Sequence[Dot]
    unranked: Sequence[Dot]
    labels: Sequence[Label]

    @property
    def dots(self) -> list[Dot]:
        return [*self.unranked, *self.ranked]

    @property
    def head(self) -> int:
        """Where the base line of the group's name is."""
        return self.top + 18

    @property
    def judged(self) -> int:
        return sum(dot.standing.target is not None for dot in self.dots)

    @property
    def reached(self) -> int:
        return sum(dot.standing.status in REACHED for dot in self.dots)


@dataclass(frozen=True)
class Drawing:
    """What all lanes of a picture have in common; `own`, `opened` and `found` hold primary keys of units."""

    axis: Axis
    paper: Paper
    own: Container[int]
    opened: Container[int]
    found: Container[int]

    def lane(self, label: str, standings: Sequence[Standing], top: int) -> Lane:
        """The lane of some units, from that height on."""
        placed = [
            (row, self._place(row.attainment)) for row in standings if row.attainment is not None
        ]
        placed.sort(key=itemgetter(1))
        rows = swarm.rows([place for _row, place in placed], self.paper.pitch)
        unranked = [row for row in standings if row.attainment is None]
        columns, pitch = self.paper.unranked_columns, self.paper.pitch
        depth = -(-len(unranked) // columns)
        # Half rows above and below the middle: those of the swarm, or those of the units at the edge.
        above = max(-2 * min(rows, default=0), depth - 1) + 1
        below = max(2 * max(rows, default=0), depth - 1) + 1
        middle = top + HEAD + above * pitch // 2
        dots = [
            self._dot(row, place, middle + line * pitch)
            for (row, place), line in zip(placed, rows, strict=True)
        ]
        aside = [
            self._dot(
                row,
                pitch // 2 + index % columns * pitch,
                middle + (2 * (index // columns) - depth + 1) * pitch // 2,
            )
            for index, row in enumerate(unranked)
        ]
        naming = Naming(dots, aside, self.axis, self.paper.width, self.paper.letter)
        # Names above the dots move all of them down.
        room = len(naming.above) * LINE
        bottom = middle + below * pitch // 2 + pitch // 2
        return Lane(
            label,
            top,
            bottom + room,
            _moved_down(dots, room),
            _moved_down(aside, room),
            naming.labels(top + HEAD, room),
        )

    def _place(self, attainment: Fraction) -> int:
        if attainment > self.axis.end:
            return self.axis.right + self.paper.pitch
        return self.axis.of_a_unit(attainment)

    def _dot(self, standing: Standing, x: int, y: int) -> Dot:
        key, attainment = standing.unit.pk, standing.attainment
        is_own, is_found = key in self.own, key in self.found
        is_open = key in self.opened and (is_own or is_found or self.paper.has_links)
        is_beyond = attainment is not None and attainment > self.axis.end
        return Dot(standing, x, y, is_own, is_open, is_beyond, is_found)


def _moved_down(dots: list[Dot], room: int) -> list[Dot]:
    return [replace(dot, y=dot.y + room) for dot in dots] if room else dots
