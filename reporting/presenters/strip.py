"""All units as dots against their minimum, a lane for each group: every place in whole units of the picture's own box."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reporting import swarm
from reporting.compliance import REACHED, Status
from reporting.presenters.strip_labels import LINE, Label, Naming
from reporting.standings import Standing
from reporting.swarm import Axis
from targets.models import Unit

# The axis ends at the first of these attainments that holds all; what lies beyond the last stands past its end.
ENDS = [Fraction(3, 2), Fraction(2), Fraction(5, 2), Fraction(3)]
TOP, HEAD, BOTTOM = 30, 26, 34


@dataclass(frozen=True)
class Paper:
    """The width of a picture, and what it has room for; `pitch` is from dot to dot, `scale` how large a sign is."""

    name: str
    width: int
    unranked_columns: int
    pitch: int
    scale: str

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


WIDE = Paper("wide", width=1160, unranked_columns=5, pitch=24, scale="1")
# On a phone the dots are too near each other for a finger: only those that are marked are links, the table has all.
NARROW = Paper("narrow", width=340, unranked_columns=3, pitch=12, scale=".5")


@dataclass(frozen=True)
class Dot:
    """One unit, where it stands."""

    standing: Standing
    x: int
    y: int
    is_own: bool
    is_open: bool
    is_beyond: bool = False
    is_found: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it has a ring and a name: it is the reader's own, or the one looked for."""
        return self.is_own or self.is_found

    @property
    def marks(self) -> str:
        """The classes of its marks."""
        return " own" * self.is_own + " found" * self.is_found


@dataclass(frozen=True)
class Lane:
    """One group; `ranked` in the order of the axis, `unranked` at the left edge."""

    group: str
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
class Strip:
    """The whole picture."""

    paper: Paper
    axis: Axis
    lanes: Sequence[Lane]

    @property
    def height(self) -> int:
        return self.bottom + BOTTOM

    @property
    def under_axis(self) -> int:
        """Where the base line of the figures of the axis is."""
        return self.bottom + 20

    @property
    def top(self) -> int:
        return TOP

    @property
    def bottom(self) -> int:
        return self.lanes[-1].bottom if self.lanes else TOP

    @property
    def ticks(self) -> list[tuple[int, Fraction]]:
        """Every half of the minimum: its place and what it is."""
        halves = [Fraction(half, 2) for half in range(int(self.axis.end * 2) + 1)]
        return [(self.axis.at(half), half) for half in halves]

    @property
    def dots(self) -> list[Dot]:
        return [dot for lane in self.lanes for dot in lane.dots]

    @property
    def is_capped(self) -> bool:
        return any(dot.is_beyond for dot in self.dots)

    @property
    def has_marks(self) -> bool:
        return any(dot.is_marked for dot in self.dots)

    @property
    def has_links(self) -> bool:
        return any(dot.is_open for dot in self.dots)

    @property
    def statuses(self) -> list[Status]:
        """The statuses that occur, for the legend."""
        found = {dot.standing.status for dot in self.dots}
        return [status for status in Status if status in found]


def strips(
    standings: Iterable[Standing],
    *,
    own: Container[int],
    opened: Container[int],
    found: Container[int] = (),
) -> list[Strip]:
    """The picture for a desk and the one for a phone; `own`, `opened` and `found` hold primary keys of units."""
    standings = list(standings)
    return [
        strip(standings, own=own, opened=opened, found=found, paper=paper)
        for paper in (WIDE, NARROW)
    ]


def strip(
    standings: Iterable[Standing],
    *,
    own: Container[int] = (),
    opened: Container[int] = (),
    found: Container[int] = (),
    paper: Paper = WIDE,
) -> Strip:
    """One picture, the same for the same units in whatever order."""
    in_order = sorted(standings, key=lambda row: (row.unit.order, row.unit.code))
    largest = max((row.attainment for row in in_order if row.attainment is not None), default=None)
    axis = Axis(paper.axis_left, paper.axis_right, swarm.end_of_axis(largest, ENDS))
    lanes: list[Lane] = []
    for group in Unit.Kind:
        of_group = [row for row in in_order if row.group == group]
        if of_group:
            top = lanes[-1].bottom if lanes else TOP
            lanes.append(_Drawing(axis, paper, own, opened, found).lane(group, of_group, top))
    return Strip(paper, axis, lanes)


@dataclass(frozen=True)
class _Drawing:
    """What all lanes of a picture have in common."""

    axis: Axis
    paper: Paper
    own: Container[int]
    opened: Container[int]
    found: Container[int]

    def lane(self, group: str, standings: Sequence[Standing], top: int) -> Lane:
        ranked = sorted((row for row in standings if row.attainment is not None), key=self._place)
        places = [self._place(row) for row in ranked]
        rows = swarm.rows(places, self.paper.pitch)
        unranked = [row for row in standings if row.attainment is None]
        columns, pitch = self.paper.unranked_columns, self.paper.pitch
        depth = -(-len(unranked) // columns)
        # Half rows above and below the middle: those of the swarm, or those of the units at the edge.
        above = max(-2 * min(rows, default=0), depth - 1) + 1
        below = max(2 * max(rows, default=0), depth - 1) + 1
        middle = top + HEAD + above * pitch // 2
        dots = [
            self._dot(row, place, middle + line * pitch)
            for row, place, line in zip(ranked, places, rows, strict=True)
        ]
        aside = [
            self._dot(
                row,
                pitch // 2 + index % columns * pitch,
                middle + (2 * (index // columns) - depth + 1) * pitch // 2,
            )
            for index, row in enumerate(unranked)
        ]
        naming = Naming(dots, aside, self.axis.left, self.paper.width)
        # Names above the dots move all of them down.
        room = len(naming.above) * LINE
        bottom = middle + below * pitch // 2 + pitch // 2
        return Lane(
            group,
            top,
            bottom + room,
            [replace(dot, y=dot.y + room) for dot in dots],
            [replace(dot, y=dot.y + room) for dot in aside],
            naming.labels(top + HEAD, room),
        )

    def _place(self, standing: Standing) -> int:
        attainment = standing.attainment or Fraction(0)
        if attainment > self.axis.end:
            return self.axis.right + self.paper.pitch
        return self.axis.of_a_unit(attainment)

    def _dot(self, standing: Standing, x: int, y: int) -> Dot:
        key, attainment = standing.unit.pk, standing.attainment
        is_own, is_found = key in self.own, key in self.found
        is_open = key in self.opened and (is_own or is_found or self.paper.has_links)
        is_beyond = attainment is not None and attainment > self.axis.end
        return Dot(standing, x, y, is_own, is_open, is_beyond, is_found)
