from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.league_table import ranks

THIRD = Fraction(1, 3)

attainments = st.dictionaries(st.integers(), st.fractions(0, 3, max_denominator=5), max_size=30)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({}, {}),
        ({"a": 1}, {"a": 1}),
        ({"a": 3, "b": 2, "c": 2, "d": 1}, {"a": 1, "b": 2, "c": 2, "d": 4}),
        ({"d": 1, "c": 2, "b": 2, "a": 3}, {"a": 1, "b": 2, "c": 2, "d": 4}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}),
        ({"a": 2, "b": 2, "c": 0, "d": 0}, {"a": 1, "b": 1, "c": 3, "d": 3}),
        # Too near to each other for a float to tell.
        ({"a": THIRD, "b": THIRD + Fraction(1, 10**30)}, {"a": 2, "b": 1}),
    ],
)
def test_equal_attainment_has_equal_rank(given_, expected):
    assert ranks({unit: Fraction(own) for unit, own in given_.items()}) == expected


@given(attainments)
def test_rank_is_one_more_than_the_units_strictly_ahead(own):
    assert ranks(own) == {
        unit: 1 + sum(other > mine for other in own.values()) for unit, mine in own.items()
    }


@given(attainments, st.randoms())
def test_rank_does_not_depend_on_the_order(own, random):
    shuffled = list(own.items())
    random.shuffle(shuffled)
    assert ranks(dict(shuffled)) == ranks(own)


@given(attainments.filter(bool))
def test_somebody_is_first_and_nobody_beyond_the_last(own):
    given_ranks = set(ranks(own).values())
    assert (min(given_ranks), max(given_ranks) <= len(own)) == (1, True)
