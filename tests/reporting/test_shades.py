"""The shades of the map and the matrices: compared exactly, the minimum itself on the side of those that reach it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.presenters.shades import shades
from reporting.shades import shade


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


@given(st.fractions(0, 10), st.fractions(0, 10))
def test_higher_attainment_is_never_in_a_lower_shade(one, other):
    low, high = sorted([one, other])
    assert shade(low) <= shade(high)


@given(st.fractions(0, 10))
def test_shade_is_of_those_that_reach_the_minimum_only_from_the_minimum_on(attainment):
    reaching = {shade.number for shade in shades() if shade.reaches}
    assert (shade(attainment) in reaching) == (attainment >= 1)


def test_every_shade_says_what_it_stands_for():
    assert [shade.number for shade in shades()] == [1, 2, 3, 4, 5]
    assert shades()[2].words == "từ 80 đến dưới 100 %"
