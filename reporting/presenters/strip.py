"""All units as dots against their minimum, a lane for each group, or for the communes of each district: every place in whole units of the picture's own box."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reporting import swarm
from reporting.compliance import Status
from reporting.labels import GROUP_LABELS
from reporting.presenters.strip_dot import Dot
from reporting.presenters.strip_lane import NARROW, WIDE, Drawing, Lane, Paper
from reporting.standings import Standing
from reporting.swarm import Axis
from reporting.unit_names import without_committee
from targets.models import Unit

# The axis ends at the first of these attainments that holds all; what lies beyond the last stands past its end.
ENDS = [Fraction(3, 2), Fraction(2), Fraction(5, 2), Fraction(3)]
TOP, BOTTOM = 30, 34


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
    by_district: bool = False,
) -> list[Strip]:
    """The picture for a desk and the one for a phone; `own`, `opened` and `found` hold primary keys of units.

    `by_district` gives the communes of each district a lane of their own.
    """
    standings = list(standings)
    return [
        strip(standings, own=own, opened=opened, found=found, paper=paper, by_district=by_district)
        for paper in (WIDE, NARROW)
    ]


def strip(
    standings: Iterable[Standing],
    *,
    own: Container[int] = (),
    opened: Container[int] = (),
    found: Container[int] = (),
    paper: Paper = WIDE,
    by_district: bool = False,
) -> Strip:
    """One picture, the same for the same units in whatever order."""
    in_order = sorted(standings, key=lambda row: (row.unit.order, row.unit.code))
    largest = max((row.attainment for row in in_order if row.attainment is not None), default=None)
    axis = Axis(paper.axis_left, paper.axis_right, swarm.end_of_axis(largest, ENDS))
    lanes: list[Lane] = []
    for label, rows in _in_lanes(in_order, by_district=by_district):
        top = lanes[-1].bottom if lanes else TOP
        lanes.append(Drawing(axis, paper, own, opened, found).lane(label, rows, top))
    return Strip(paper, axis, lanes)


def _in_lanes(
    in_order: Sequence[Standing], *, by_district: bool
) -> Iterator[tuple[str, list[Standing]]]:
    """The units of each lane under its name, without lanes that nobody is in."""
    for group in Unit.Kind:
        of_group = [row for row in in_order if row.group == group]
        if by_district and group == Unit.Kind.COMMUNE:
            for district in sorted({row.unit.parent for row in of_group}, key=_place):
                yield _own_name(district), [row for row in of_group if row.unit.parent == district]
        elif of_group:
            yield str(GROUP_LABELS[group]), of_group


def _own_name(district: Unit) -> str:
    """The district itself, whose communes are meant, and not its committee: `Huyện Cam Lâm`."""
    name = without_committee(district.name)
    return name[:1].upper() + name[1:]


def _place(unit: Unit) -> tuple[int, str]:
    return unit.order, unit.code
