"""Cumulative shares month by month, and the small pictures of them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import compliance
from reporting.compliance import Share
from reporting.cumulative import cumulative
from reporting.presenters.courses import (
    AXIS_END,
    HALF_A_LABEL,
    HEIGHT,
    LABEL_GAP,
    LABEL_X,
    WIDTH,
    UnitCourse,
    families,
)
from reporting.standings import Standing, standings
from targets.models import Target, Unit
from targets.periods import Month, Span
from tests.conftest import TODAY
from tests.reporting.drawn_standings import provinces

YEAR = Span(Month(2018, 1), Month(2018, 12))
MONTHS = list(YEAR)
# Half of a sign at the end of a line, in the units of the picture.
SIGN = 6
share = st.integers(0, 50).flatmap(
    lambda total: st.builds(Share, st.integers(0, total), st.just(total))
)
by_month = st.dictionaries(st.sampled_from(MONTHS), share)


@given(by_month)
def test_each_month_is_the_sum_of_those_reported_through_it(reported):
    found = cumulative(YEAR, reported)
    for index, month in enumerate(MONTHS):
        before = [reported[each] for each in MONTHS[: index + 1] if each in reported]
        assert found[index] == (compliance.together(before) if month in reported else None)


def course(*shares, minimum=40, top=100):
    unit = Unit(pk=1, code="SO", kind="agency", name="Sở", order=1)
    target = Target(unit=unit, minimum_percent=Decimal(minimum)) if minimum else None
    return UnitCourse(Standing(unit, target, {}, ()), shares, top)


def test_line_runs_through_every_month_and_ends_with_its_sign():
    drawn = course(Share(0, 1), Share(1, 2), Share(2, 2))
    assert drawn.path == "M7 49l40 -21l40 -21"
    assert drawn.last == (87, 7)
    assert drawn.minimum_y == 33


def test_line_breaks_off_where_nothing_is_reported_and_a_month_alone_is_a_dash():
    drawn = course(Share(0, 1), None, Share(1, 2), Share(1, 1), None, minimum=None)
    assert drawn.path == "M7 49h1M47 28l20 -21"
    assert (drawn.last, drawn.minimum_y) == ((67, 7), None)


def test_unit_without_a_share_has_no_line():
    drawn = course(None, Share(0, 0))
    assert (drawn.path, drawn.last, drawn.shown) == ("", None, [None, None])
    assert (drawn.last_percent, drawn.ends) == (None, {"minimum": 38})


def test_last_share_stands_at_the_height_of_the_line_s_end():
    drawn = course(Share(0, 1), Share(9, 10), None)
    assert drawn.last_percent == Decimal("90.00")
    assert drawn.ends == {"share": 17, "minimum": 38}


@pytest.mark.parametrize(
    ("share", "above"),
    [
        (Share(40, 100), "share"),
        (Share(39_996, 100_000), "minimum"),
        (Share(41, 100), "share"),
    ],
)
def test_larger_of_two_that_crowd_stands_above(share, above):
    ends = course(share).ends
    assert min(ends, key=ends.get) == above
    assert abs(ends["share"] - ends["minimum"]) == LABEL_GAP


@given(st.lists(st.none() | share, min_size=1, max_size=12), st.integers(1, 100))
def test_labels_lie_over_nothing(shares, minimum):
    drawn = course(*shares, minimum=minimum)
    heights = sorted(drawn.ends.values())
    assert all(HALF_A_LABEL * 2 <= y <= HEIGHT for y in heights)
    assert all(low + LABEL_GAP <= high for low, high in pairwise(heights))
    assert all(x + SIGN < AXIS_END < LABEL_X for x, _y in filter(None, drawn.points))
    assert ("share" in drawn.ends) == (drawn.last is not None) == (drawn.last_percent is not None)


@given(provinces(most=20), st.randoms(use_true_random=False))
def test_every_unit_has_its_place_under_its_heading_whatever_the_order(rows, random):
    found = families(rows, YEAR)
    shown = [each.standing.unit.pk for family in found for each in family.courses]
    assert sorted(shown) == sorted(row.unit.pk for row in rows)
    for family in found:
        for each in family.courses:
            assert (each.standing.group, each.standing.unit.parent) == (
                family.group,
                family.district,
            )
            assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in filter(None, each.points))
    assert len({(family.group, family.top) for family in found}) == len(
        {family.group for family in found}
    )
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert families(shuffled, YEAR) == found


@pytest.mark.parametrize("code", ["SO", "X1", "SV", "H2", "H3"])
def test_last_month_is_the_share_that_the_unit_stands_with(province, code):
    span = Span(Month(2018, 1), Month(2018, 6))
    rows = standings(province.decision, span, TODAY)
    [found] = [
        each
        for family in families(rows, span)
        for each in family.courses
        if each.standing.unit.code == code
    ]
    assert found.shares[-1] == found.standing.share
    assert found.shown[-1] == found.standing.shown_percent
