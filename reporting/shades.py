"""How far a unit is from its minimum, in five shades: the same in the map and in the matrices. Pure and exact: no Django."""

from fractions import Fraction

# The first attainment of each shade but the first; the minimum itself begins the first of those that reach it.
BEGINNINGS = [Fraction(1, 2), Fraction(4, 5), Fraction(1), Fraction(5, 4)]


def shade(attainment: Fraction | None) -> int | None:
    """Its number, from 1 to 5, compared exactly (rule 6); none without a share against a minimum."""
    if attainment is None:
        return None
    return 1 + sum(attainment >= beginning for beginning in BEGINNINGS)
