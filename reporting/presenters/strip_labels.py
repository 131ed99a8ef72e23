"""The names beside the dots of a strip: the reader's own units, and the lowest and the highest of each lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporting.presenters.strip import Dot

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


def labels(dots: Sequence[Dot], axis_left: int, width: int, body: int) -> list[Label]:
    """The labels of a lane; `dots` in the order of the axis, `body` where the dots begin, under a line for each own unit."""
    own = [dot for dot in dots if dot.is_own]
    found = [_above(dot, width, body - LINE * line - 9) for line, dot in enumerate(own)]
    if len(dots) > 1:
        lowest, highest = dots[0], dots[-1]
        left, right = lowest.x - BESIDE, highest.x + BESIDE
        if not lowest.is_own and _width(lowest) < left - axis_left:
            found.append(Label(lowest, left, lowest.y + 5, "end"))
        if not highest.is_own and _width(highest) < width - right:
            found.append(Label(highest, right, highest.y + 5, "start"))
    return found


def _above(dot: Dot, width: int, y: int) -> Label:
    """A name over its dot, moved aside where it would leave the picture; longer than the picture it begins at its left."""
    half = _width(dot) // 2
    x = max(half + 4, min(dot.x, width - half - 4))
    return Label(dot, x, y, "middle", leads_to=dot.y - 11)


def _width(dot: Dot) -> int:
    return len(dot.standing.unit.name) * LETTER
