"""The slopes of a comparison: labels that never lie over each other, and an axis on which every share lies."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reporting.presenters.slopes import BOTTOM, MOST_STEPS, TOP, axis
from reporting.presenters.spread import spread


@given(st.lists(st.integers(TOP, BOTTOM), max_size=10))
def test_labels_stand_apart_within_the_picture_in_their_order(heights):
    placed = spread(sorted(heights), gap=17, top=TOP, bottom=BOTTOM)
    assert len(placed) == len(heights)
    assert all(TOP <= height <= BOTTOM for height in placed)
    assert all(below - above >= 17 for above, below in pairwise(placed))


def test_labels_that_have_room_stay_where_they_are():
    assert spread([50, 100, 200], gap=17, top=TOP, bottom=BOTTOM) == [50, 100, 200]
    # Those of a crowd go as far up as down.
    assert spread([50, 55, 200], gap=17, top=TOP, bottom=BOTTOM) == [44, 61, 200]
    assert spread([100, 100, 100], gap=20, top=TOP, bottom=BOTTOM) == [80, 100, 120]
    assert spread([TOP, TOP], gap=17, top=TOP, bottom=BOTTOM) == [TOP, TOP + 17]
    assert spread([BOTTOM, BOTTOM], gap=17, top=TOP, bottom=BOTTOM) == [BOTTOM - 17, BOTTOM]


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=20))
def test_every_share_lies_on_the_axis(percents):
    found = axis(percents)
    assert found.low <= min(percents)
    assert max(percents) <= found.high
    assert 0 <= found.low < found.high <= found.low + found.step * MOST_STEPS
    assert [found.ticks[0].y, found.ticks[-1].y] == [BOTTOM, TOP]


def test_higher_share_stands_higher():
    found = axis([Fraction(21), Fraction(39)])
    assert (found.low, found.high, found.step) == (20, 40, 5)
    assert found.y(20) == BOTTOM > found.y(Fraction(30)) > found.y(40) == TOP
