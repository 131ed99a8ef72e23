"""A unit's share of the year and of its last months on one line about its minimum, which is at the same place in every row."""

from dataclasses import dataclass
from fractions import Fraction

from reporting import compliance
from reporting.compliance import Percent, Share

# The line runs from nothing to twice the minimum; what is beyond stands at its end. A mark keeps clear of the edge.
WIDTH, HEIGHT, EDGE = 200, 16, 8
MINIMUM_X = WIDTH // 2


@dataclass(frozen=True)
class Dumbbell:
    """Where the two shares stand, and whether the last months lie above the year's (`up`), below it or level."""

    now_x: int
    recent_x: int
    way: str


def dumbbell(now: Share, recent: Share, minimum: Percent) -> Dumbbell | None:
    """None where either share is of no dossiers."""
    attainments = [compliance.attainment(share, minimum) for share in (now, recent)]
    if None in attainments:
        return None
    before, after = attainments
    way = "up" if after > before else "down" if after < before else "level"
    return Dumbbell(_x(before), _x(after), way)


def _x(attainment: Fraction) -> int:
    return min(max(round(attainment * MINIMUM_X), EDGE), WIDTH - EDGE)
