"""The shades of the map: compared exactly, the minimum itself on the side of those that reach it."""

from fractions import Fraction

import pytest

from reporting.presenters.shades import shade, shades


@pytest.mark.parametrize(
    ("attainment", "number"),
    [
        (None, None),
        (Fraction(0), 1),
        (Fraction(49_999, 100_000), 1),
        (Fraction(1, 2), 2),
        (Fraction(4, 5), 3),
        # 39.996 % against 40 %.
        (Fraction(39_996, 40_000), 3),
        (Fraction(1), 4),
        (Fraction(5, 4), 5),
        (Fraction(9), 5),
    ],
)
def test_shade_is_compared_exactly(attainment, number):
    assert shade(attainment) == number


def test_every_shade_says_what_it_stands_for():
    assert [number for number, _words in shades()] == [1, 2, 3, 4, 5]
