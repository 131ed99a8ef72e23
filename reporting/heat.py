"""How far a share lies from its minimum, in five steps about it. Pure and exact: no Django."""

from enum import IntEnum
from fractions import Fraction

from reporting import compliance
from reporting.compliance import Percent, Share


class Step(IntEnum):
    """From less than half of the minimum to one and a half times the minimum, or more."""

    FAR_BELOW = 1
    BELOW = 2
    NEAR = 3
    ABOVE = 4
    FAR_ABOVE = 5


# Each step begins at this part of the minimum.
BEGINS = {
    Step.FAR_ABOVE: Fraction(3, 2),
    Step.ABOVE: Fraction(11, 10),
    Step.NEAR: Fraction(9, 10),
    Step.BELOW: Fraction(1, 2),
    Step.FAR_BELOW: Fraction(0),
}


def step(share: Share | None, minimum: Percent | None) -> Step | None:
    """None where there is no share, or no minimum to hold it against."""
    attainment = compliance.attainment(share, minimum)
    if attainment is None:
        return None
    return next(step for step, begins in BEGINS.items() if attainment >= begins)
