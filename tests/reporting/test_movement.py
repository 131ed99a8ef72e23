"""How standings moved: sums of months, changes of shares, who rose most; against sums worked out plainly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import compliance, movement
from reporting.compliance import REACHED, Share
from reporting.interval import FEW_DOSSIERS
from reporting.movement import Months
from targets.periods import Month, Span

YEAR = list(Span(Month(2018, 1), Month(2018, 12)))
shares = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
    lambda pair: Share(min(pair), max(pair))
)
units = st.builds(
    Months,
    minimum=st.none() | st.integers(1, 100),
    shares=st.dictionaries(st.sampled_from(YEAR), shares),
)


def through(unit, last):
    summed = [unit.shares[month] for month in YEAR if month <= last and month in unit.shares]
    expected = (sum(one.online for one in summed), sum(one.total for one in summed))
    return Share(*expected) if summed else None


@given(st.lists(units, max_size=5))
def test_course_carries_on_what_each_month_adds_up_to(several):
    expected = []
    for last in YEAR:
        statuses = [compliance.status(through(unit, last), unit.minimum) for unit in several]
        reached = len([one for one in statuses if one in REACHED])
        expected.append((reached, movement.together(several, last)))
    assert movement.course(several, YEAR) == expected


@given(st.lists(units, max_size=5), st.sampled_from(YEAR))
def test_share_together_is_a_ratio_of_sums(several, last):
    counted = [share for unit in several for month, share in unit.shares.items() if month <= last]
    assert movement.together(several, last) == Share(
        sum(share.online for share in counted), sum(share.total for share in counted)
    )


@given(shares, shares)
def test_rise_is_the_difference_of_the_percentages_or_no_news(before, after):
    found = movement.rise(before, after)
    if before.total < FEW_DOSSIERS or after.total < FEW_DOSSIERS:
        assert found is None
    else:
        assert before.percent + found == after.percent


@pytest.mark.parametrize(
    ("rises", "expected"),
    [
        ({}, ([], None)),
        ({"a": None}, ([], None)),
        ({"a": Fraction(0), "b": Fraction(-1)}, ([], None)),
        ({"a": Fraction(1, 3), "b": None, "c": Fraction(1, 4)}, (["a"], Fraction(1, 3))),
        ({"b": Fraction(1, 3), "c": Fraction(0), "a": Fraction(2, 6)}, (["b", "a"], Fraction(1, 3))),
    ],
)  # fmt: skip
def test_greatest_rise(rises, expected):
    assert movement.greatest_rise(rises) == expected


@given(st.lists(st.tuples(shares, st.integers(1, 100)), max_size=6))
def test_shortfall_together_is_rounded_once(parts):
    needed = sum(Fraction(share.total * minimum, 100) for share, minimum in parts)
    online = sum(share.online for share, _minimum in parts)
    found = compliance.shortfall_together(parts)
    # The smallest number of dossiers that would have been enough.
    assert found >= 0
    assert online + found >= needed
    assert found == 0 or online + found - 1 < needed


@given(shares, st.integers(1, 100))
def test_shortfall_of_one_is_its_own(share, minimum):
    assert compliance.shortfall_together([(share, minimum)]) == compliance.shortfall(share, minimum)
