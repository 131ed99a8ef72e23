"""The small pictures of the first screen, drawn from what the large ones and the tables show; places in whole units of each box."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from reporting import swarm
from reporting.labels import GROUP_LABELS
from reporting.outlook import Course
from reporting.presenters.behind import UnitsBehind
from reporting.presenters.by_the_end import ByTheEnd
from reporting.presenters.dashboard import Summary, summary
from reporting.presenters.strip import ENDS
from reporting.standings import Standing
from reporting.swarm import Axis
from targets.models import Unit

WIDTH, HEIGHT, EDGE = 240, 20, 3
# Units so near each other stand in one column; none has the minimum within it.
NEAR = 6
MOST_NAMED = 3


@dataclass(frozen=True)
class Part:
    """A piece of a bar: where it begins, and how long it is."""

    start: int
    size: int


@dataclass(frozen=True)
class Marks:
    """A group with its units in columns along the axis of attainment, as paths of an SVG: the more units, the higher.

    Of the units with a share, how many they are and the lowest and the highest attainment, in percent as it may be shown;
    None where there is no such unit.
    """

    group: Summary
    with_a_share: int
    lowest: Decimal | None
    highest: Decimal | None
    below: str
    reached: str


@dataclass(frozen=True)
class Brief:
    """What stands in the four boxes. Bars are as long as what they add up to."""

    marks: Sequence[Marks]
    minimum: int
    furthest: Sequence[Standing]
    outlook: Sequence[tuple[Course, Part]]

    width, height, near = WIDTH, HEIGHT, NEAR

    @property
    def expected(self) -> int:
        """The units of which something is expected: the length of that bar."""
        return sum(part.size for _course, part in self.outlook)


def brief(standings: Sequence[Standing], behind: UnitsBehind, end: ByTheEnd | None) -> Brief:
    """The pictures of the units that are summed up."""
    judged = [row for row in standings if row.target]
    axis = _axis(judged)
    groups = [(kind, [row for row in judged if row.group == kind]) for kind in Unit.Kind]
    courses = end.by_course if end else []
    return Brief(
        marks=[_marks(GROUP_LABELS[kind], rows, axis) for kind, rows in groups if rows],
        minimum=axis.minimum,
        furthest=behind.shown[:MOST_NAMED],
        outlook=list(
            zip(
                [course for course, _number in courses],
                _in_a_row(number for _course, number in courses),
                strict=True,
            )
        ),
    )


def _axis(standings: Iterable[Standing]) -> Axis:
    """The one of the strip, in a smaller box."""
    largest = max((row.attainment for row in standings if row.attainment is not None), default=None)
    return Axis(EDGE, WIDTH - EDGE, swarm.end_of_axis(largest, ENDS))


def _marks(label: str, standings: Sequence[Standing], axis: Axis) -> Marks:
    with_a_share = sorted(
        (row for row in standings if row.attainment is not None), key=lambda row: row.attainment
    )
    places = [axis.of_a_unit(min(row.attainment, axis.end)) - axis.minimum for row in with_a_share]
    heaps = Counter(place // NEAR for place in places)
    highest = max(heaps.values(), default=1)
    columns = {
        heap: f"M{axis.minimum + heap * NEAR + NEAR // 2} {HEIGHT}v-{-(-number * HEIGHT // highest)}"
        for heap, number in sorted(heaps.items())
    }
    return Marks(
        group=summary(label, standings),
        with_a_share=len(with_a_share),
        lowest=with_a_share[0].attainment_percent if with_a_share else None,
        highest=with_a_share[-1].attainment_percent if with_a_share else None,
        below="".join(path for heap, path in columns.items() if heap < 0),
        reached="".join(path for heap, path in columns.items() if heap >= 0),
    )


def _in_a_row(sizes: Iterable[int]) -> list[Part]:
    """Pieces one after the other, from 0 on."""
    found = list(sizes)
    ends = accumulate(found)
    return [Part(end - size, size) for end, size in zip(ends, found, strict=True)]
