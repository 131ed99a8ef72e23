import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.completeness import Completeness, Timeliness, timely_together, together

completenesses = st.builds(Completeness, st.integers(0, 12), st.integers(0, 12))


@pytest.mark.parametrize(
    ("reported", "expected", "missing"), [(0, 0, 0), (3, 9, 6), (9, 9, 0), (0, 9, 9), (2, 1, 0)]
)
def test_missing_is_what_was_expected_and_not_sent(reported, expected, missing):
    assert Completeness(reported, expected).missing == missing


def test_units_together_are_added_up():
    units = [Completeness(3, 9), Completeness(0, 0), Completeness(9, 9)]
    assert together(units) == Completeness(12, 18)
    assert together([]) == Completeness(0, 0)


@given(st.lists(completenesses))
def test_units_together_do_not_depend_on_their_order(units):
    assert together(units) == together(reversed(units))


def test_timeliness_of_several_units_is_a_sum():
    together = timely_together([Timeliness(1, 4), Timeliness(0, 0), Timeliness(2, 2)])
    assert together == Timeliness(3, 6)
