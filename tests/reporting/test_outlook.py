"""Looking ahead: recomputed by trying every number of online dossiers, and what holds for every unit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.compliance import Share
from reporting.outlook import Course, outlook

minimums = st.integers(1, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)


@st.composite
def months(draw, most=12, dossiers=40):
    totals = draw(st.lists(st.integers(0, dossiers), min_size=1, max_size=most))
    return tuple(Share(draw(st.integers(0, total)), total) for total in totals)


def reaches(online, total, minimum):
    return online * 100 >= total * Fraction(minimum)


@given(months(), minimums, st.integers(1, 11))
def test_needed_is_the_first_number_that_reaches_when_each_is_tried(so_far, minimum, left):
    found = outlook(so_far, minimum, left)
    if found is None:
        assert sum(month.total for month in so_far) == 0
        return
    online = sum(month.online for month in so_far)
    total = sum(month.total for month in so_far)
    coming = round_by_hand(total * left, len(so_far))
    assert found.expected.likely == coming
    tried = [more for more in range(coming + 1) if reaches(online + more, total + coming, minimum)]
    if tried:
        assert (found.needed, found.beyond_reach_by) == (tried[0], 0)
        assert found.is_safe == (tried[0] == 0)
    else:
        beyond = next(
            more
            for more in range(10_000)
            if reaches(online + coming + more, total + coming, minimum)
        )
        assert found.beyond_reach_by == beyond > 0


def round_by_hand(numerator, denominator):
    """Half up, by whole numbers alone."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)


@given(months(), minimums, st.integers(1, 11))
def test_course_is_what_each_number_of_coming_dossiers_says(so_far, minimum, left):
    found = outlook(so_far, minimum, left)
    if found is None:
        return
    totals = [month.total for month in so_far]
    recent = so_far[-3:]
    recent_total = sum(month.total for month in recent)
    if sum(totals) < 30 or len(so_far) < 3 or recent_total == 0:
        assert found.course == Course.NOT_SAID
        return
    pace = Fraction(sum(month.online for month in recent), recent_total)
    online = sum(month.online for month in so_far)
    answers = {
        reaches(online + pace * coming, sum(totals) + coming, minimum)
        for coming in range(min(totals) * left, max(totals) * left + 1)
    }
    expected = {
        (True,): Course.ON_COURSE,
        (False,): Course.SHORT,
    }.get(tuple(answers), Course.NOT_CERTAIN)
    assert found.course == expected


@given(months(), minimums, st.integers(1, 11))
def test_likely_lies_between_least_and_most(so_far, minimum, left):
    found = outlook(so_far, minimum, left)
    if found:
        assert found.expected.least <= found.expected.likely <= found.expected.most


def test_eighteen_of_the_next_forty():
    # 60 dossiers in 6 months, 2 of them online; 4 months left bring 40, and 20 % of 100 is 20.
    so_far = (Share(1, 10), Share(1, 10), *(Share(0, 10),) * 4)
    found = outlook(so_far, 20, 4)
    assert (found.needed, found.expected.likely) == (18, 40)
    assert (found.is_safe, found.beyond_reach_by, found.course) == (False, 0, Course.SHORT)


def test_half_a_dossier_is_rounded_up_once_and_not_month_by_month():
    # The mean is 10,5: three months bring 31,5, which is 32; rounded month by month it would be 33.
    assert outlook((Share(0, 10), Share(0, 11)), 20, 3).expected.likely == 32


def test_just_the_minimum_at_the_end_is_on_course():
    so_far = (Share(2, 10),) * 3
    assert outlook(so_far, 20, 9).course == Course.ON_COURSE
    assert outlook(so_far, Decimal("20.01"), 9).course == Course.SHORT


def test_fewest_and_most_dossiers_may_answer_differently():
    # Behind so far, and catching up of late: it depends on how many dossiers come.
    so_far = (Share(0, 50), Share(2, 10), Share(3, 10), Share(3, 10))
    found = outlook(so_far, 20, 8)
    assert (found.expected.least, found.expected.most) == (80, 400)
    assert found.course == Course.NOT_CERTAIN


@pytest.mark.parametrize(
    ("so_far", "small"),
    [
        ((Share(0, 10),) * 3, False),
        ((Share(0, 29), Share(0, 0), Share(0, 0)), True),
        ((Share(0, 500),) * 2, True),
    ],
)
def test_small_numbers_are_not_forecast_from(so_far, small):
    found = outlook(so_far, 20, 2)
    assert (found.is_small, found.course == Course.NOT_SAID) == (small, small)


def test_last_months_without_a_dossier_give_no_pace_to_go_on_with():
    found = outlook((Share(9, 40), *(Share(0, 0),) * 3), 20, 2)
    assert not found.is_small
    assert (found.ends, found.course) == (None, Course.NOT_SAID)


@pytest.mark.parametrize(
    "nothing",
    [
        ((Share(1, 10),), None, 3),
        ((Share(1, 10),), 20, 0),
        ((), 20, 3),
        ((Share(0, 0),), 20, 3),
    ],
)
def test_nothing_is_said_without_a_target_a_month_or_a_dossier(nothing):
    assert outlook(*nothing) is None
