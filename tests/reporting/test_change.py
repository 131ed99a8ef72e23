"""Changes of a share in percentage points: exact, and as far there as back."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reporting.change import points, shown_points
from reporting.compliance import Share


@st.composite
def shares(draw):
    total = draw(st.integers(0, 5_000))
    return Share(draw(st.integers(0, total)), total)


@given(shares())
def test_share_did_not_move_against_itself(share):
    assert points(share, share) == (Fraction(0) if share.total else None)


@given(shares(), shares())
def test_way_back_is_as_far_and_the_other_way(then, now):
    there, back = points(then, now), points(now, then)
    if there is None:
        assert back is None
    else:
        assert there == -back
        assert shown_points(there) == -shown_points(back)


@given(shares(), shares())
def test_what_is_shown_lies_within_half_a_hundredth(then, now):
    exact = points(then, now)
    if exact is not None:
        assert abs(Fraction(shown_points(exact)) - exact) <= Fraction(1, 200)


def test_half_a_hundredth_is_shown_away_from_zero():
    assert shown_points(Fraction(1, 200)) == Decimal("0.01")
    assert shown_points(Fraction(-1, 200)) == Decimal("-0.01")
    assert shown_points(Fraction(1, 201)) == Decimal("0.00")


def test_no_share_on_either_side_is_no_change():
    assert points(None, Share(1, 2)) is None
    assert points(Share(0, 0), Share(1, 2)) is None
    assert shown_points(None) is None
