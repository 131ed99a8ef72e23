"""The pictures of a ranking's report: how many units of each group reach their minimum, and how far each is from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.template.loader import render_to_string

from reporting import swarm
from reporting.compliance import JUDGED, REACHED
from reporting.documents.official import Picture
from reporting.models import Ranking
from reporting.presenters.rankings.ranked import RankedGroup, ranked_groups
from reporting.presenters.strip import ENDS
from reporting.rankings.results import Place
from reporting.swarm import Axis

# In units of the pictures' own box, which is as wide as the text.
WIDTH, BAR_LEFT, BAR, ROW = 640, 150, 22, 38
LANE_HEAD, PITCH, RADIUS = 28, 9, 4
AXIS_LEFT, AXIS_RIGHT, TOP, BOTTOM = 12, 612, 26, 30
# A part of a bar too narrow for its number goes without.
NARROWEST = 18


@dataclass(frozen=True)
class Part:
    """A part of a bar: what it stands for, where it is, and how many units."""

    kind: str
    x: int
    width: int
    units: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def has_number(self) -> bool:
        return self.width >= NARROWEST


@dataclass(frozen=True)
class Bar:
    """One group."""

    label: str
    y: int
    parts: Sequence[Part]

    @property
    def middle(self) -> int:
        return self.y + BAR // 2 + 5


@dataclass(frozen=True)
class Dot:
    """One unit; `is_beyond`: it stands past the end of the axis."""

    x: int
    y: int
    is_reached: bool
    is_beyond: bool


@dataclass(frozen=True)
class Lane:
    """One group: its name with what of it reaches the minimum, and its units."""

    label: str
    top: int
    bottom: int
    reached: int
    judged: int
    dots: Sequence[Dot]


def pictures(ranking: Ranking) -> list[Picture]:
    """Both, in the order of the report."""
    groups = ranked_groups(ranking.places)
    return [_bars(groups), _strip(groups)]


def counted(group: RankedGroup) -> dict[str, int]:
    """How many units of a group reach their minimum, do not, or cannot be judged."""
    statuses = [place.score.case.status for place in group.places]
    return {
        "reached": sum(status in REACHED for status in statuses),
        "short": sum(status in JUDGED - REACHED for status in statuses),
        "else": sum(status not in JUDGED for status in statuses),
    }


def _bars(groups: Sequence[RankedGroup]) -> Picture:
    bars = [_bar(group, TOP + ROW * number) for number, group in enumerate(groups)]
    height = TOP + ROW * len(groups)
    svg = render_to_string(
        "reporting/rankings/bars.svg",
        {"bars": bars, "width": WIDTH, "height": height, "thickness": BAR, "left": BAR_LEFT},
    )
    said = "; ".join(
        f"{group.label}: {found['reached']} đạt hoặc vượt, {found['short']} không đạt, {found['else']} không xét"
        for group in groups
        for found in [counted(group)]
    )
    return Picture(svg, WIDTH, "Hình 1. Số đơn vị đạt chỉ tiêu theo khối", said)


def _bar(group: RankedGroup, y: int) -> Bar:
    found = counted(group)
    room, units = WIDTH - BAR_LEFT - 1, len(group.places)
    parts, before = [], 0
    for kind, number in found.items():
        start, end = (BAR_LEFT + room * edge // units for edge in (before, before + number))
        if number:
            parts.append(Part(kind, start, end - start, number))
        before += number
    return Bar(group.label, y, parts)


def _strip(groups: Sequence[RankedGroup]) -> Picture:
    attainments = [
        attainment
        for group in groups
        for place in group.places
        if (attainment := place.score.case.attainment) is not None
    ]
    axis = Axis(AXIS_LEFT, AXIS_RIGHT, swarm.end_of_axis(max(attainments, default=None), ENDS))
    lanes: list[Lane] = []
    for group in groups:
        lanes.append(_lane(axis, group, lanes[-1].bottom if lanes else TOP))
    bottom = lanes[-1].bottom if lanes else TOP
    svg = render_to_string(
        "reporting/rankings/strip.svg",
        {
            "lanes": lanes,
            "ticks": _ticks(axis),
            "minimum": axis.minimum,
            "width": WIDTH,
            "height": bottom + BOTTOM,
            "top": TOP,
            "bottom": bottom,
            "under_axis": bottom + 18,
            "radius": RADIUS,
        },
    )
    said = "; ".join(f"{lane.label}: {lane.reached} trên {lane.judged} đơn vị" for lane in lanes)
    caption = "Hình 2. Mức hoàn thành chỉ tiêu của từng đơn vị (1 là vừa đạt chỉ tiêu)"
    return Picture(svg, WIDTH, caption, f"Đơn vị ở bên phải vạch chỉ tiêu: {said}")


def _ticks(axis: Axis) -> list[tuple[int, str]]:
    halves = [Fraction(half, 2) for half in range(int(axis.end * 2) + 1)]
    return [(axis.at(half), f"{float(half):g}".replace(".", ",")) for half in halves]


def _lane(axis: Axis, group: RankedGroup, top: int) -> Lane:
    judged = [place for place in group.places if place.score.case.attainment is not None]
    found = sorted((_x(axis, place), place.unit.code, place) for place in judged)
    rows = swarm.rows([x for x, _code, _place in found], PITCH)
    above = -min(rows, default=0) * PITCH + RADIUS
    below = max(rows, default=0) * PITCH + RADIUS
    middle = top + LANE_HEAD + above
    dots = [
        Dot(
            x,
            middle + row * PITCH,
            place.score.case.status in REACHED,
            (place.score.case.attainment or 0) > axis.end,
        )
        for (x, _code, place), row in zip(found, rows, strict=True)
    ]
    reached = sum(dot.is_reached for dot in dots)
    return Lane(group.label, top, middle + below + RADIUS, reached, len(dots), dots)


def _x(axis: Axis, place: Place) -> int:
    attainment = place.score.case.attainment or Fraction(0)
    if attainment > axis.end:
        return axis.right + PITCH
    return axis.of_a_unit(attainment)
