"""The Wilson interval beside a share of few dossiers."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.compliance import Share
from reporting.interval import has_few_dossiers, is_small, shown_interval


def by_decimals(online, total):
    """The textbook formula with fifty digits, as it stands in the textbook."""
    with localcontext(prec=50):
        z, n = Decimal("1.96"), Decimal(total)
        p = online / n
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
        return (middle - half) * 100, (middle + half) * 100


few = st.integers(1, 99).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(few)
def test_interval_is_the_textbooks_rounded_outwards(case):
    low, high = shown_interval(Share(*case))
    exact_low, exact_high = by_decimals(*case)
    tiny = Decimal("1e-40")
    assert -tiny <= exact_low - low < Decimal("0.01")
    assert -tiny <= high - exact_high < Decimal("0.01")


@given(few)
def test_interval_lies_around_the_share_and_within_bounds(case):
    low, high = shown_interval(Share(*case))
    assert 0 <= low <= Share(*case).percent <= high <= 100
    mirrored = shown_interval(Share(case[1] - case[0], case[1]))
    assert mirrored == (100 - high, 100 - low)


@pytest.mark.parametrize(
    ("share", "interval"),
    [
        (Share(0, 10), (Decimal("0.00"), Decimal("27.76"))),
        (Share(5, 10), (Decimal("23.65"), Decimal("76.35"))),
        (Share(10, 10), (Decimal("72.24"), Decimal("100.00"))),
        (Share(20, 99), (Decimal("13.47"), Decimal("29.16"))),
        (Share(20, 100), None),
        (Share(0, 0), None),
        (None, None),
    ],
)
def test_interval_of(share, interval):
    assert shown_interval(share) == interval


def test_small_is_below_thirty():
    assert [total for total in (0, 29, 30, 31) if is_small(total)] == [0, 29]


def test_mark_of_few_dossiers_stands_at_a_share_alone():
    shares = [None, Share(0, 0), Share(0, 1), Share(29, 29), Share(0, 30)]
    assert [has_few_dossiers(share) for share in shares] == [False, False, True, True, False]
