"""What holds for every share and every minimum (rules 6 to 9)."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reporting import compliance
from reporting.compliance import JUDGED, REACHED, Share, Status

MOST = 10_000_000
BEST = {Status.NOT_MET: 0, Status.MET: 1, Status.EXCEEDED: 2}


@st.composite
def shares(draw, least=1):
    total = draw(st.integers(least, MOST))
    return Share(draw(st.integers(0, total)), total)


minimums = st.integers(1, 10_000).map(
    lambda hundredths: Decimal(hundredths) / 100
) | st.sampled_from([Decimal("12.5"), Decimal("33.33"), Decimal("0.01"), Decimal(40), Decimal(100)])


@st.composite
def close_calls(draw):
    """A share within a few dossiers of its minimum."""
    minimum, total = draw(minimums), draw(st.integers(1, MOST))
    needed = int(total * Fraction(minimum) / 100) + draw(st.integers(-2, 2))
    return Share(min(max(needed, 0), total), total), minimum


cases = st.tuples(shares(), minimums) | close_calls()


@given(cases)
def test_share_is_shown_below_its_minimum_just_where_it_is_not_met(case):
    share, minimum = case
    not_met = compliance.status(share, minimum) == Status.NOT_MET
    assert (compliance.shown_percent(share, minimum) < minimum) == not_met
    assert (compliance.shown_attainment(share, minimum) < 1) == not_met


@given(cases)
def test_what_is_shown_is_within_one_last_digit(case):
    share, minimum = case
    exact = Fraction(100 * share.online, share.total)
    shown = compliance.shown_percent(share, minimum)
    assert shown.as_tuple().exponent == -2
    assert abs(Fraction(shown) - exact) < Fraction(1, 100)
    attained = compliance.shown_attainment(share, minimum)
    assert attained.as_tuple().exponent == -4
    assert abs(Fraction(attained) - exact / Fraction(minimum)) < Fraction(1, 10_000)


@given(cases)
def test_shortfall_just_reaches_the_minimum(case):
    share, minimum = case
    short = compliance.shortfall(share, minimum)
    assert compliance.status(Share(share.online + short, share.total), minimum) in REACHED
    if short:
        one_less = Share(share.online + short - 1, share.total)
        assert compliance.status(one_less, minimum) == Status.NOT_MET


@given(cases)
def test_shortfall_is_nothing_just_where_the_minimum_is_reached(case):
    share, minimum = case
    reached = compliance.status(share, minimum) in REACHED
    assert (compliance.shortfall(share, minimum) == 0) == reached


@given(cases, st.integers(1, 1000))
def test_one_more_online_dossier_never_harms(case, more):
    share, minimum = case
    better = Share(min(share.online + more, share.total), share.total)
    before, after = (compliance.status(one, minimum) for one in (share, better))
    assert BEST[before] <= BEST[after]
    assert compliance.shown_percent(share, minimum) <= compliance.shown_percent(better, minimum)


@given(cases, st.integers(1, 50))
def test_status_depends_on_the_ratio_alone(case, times):
    share, minimum = case
    larger = Share(share.online * times, share.total * times)
    assert compliance.status(larger, minimum) == compliance.status(share, minimum)
    assert compliance.attainment(larger, minimum) == compliance.attainment(share, minimum)


@given(cases)
def test_attainment_says_the_same_as_the_status(case):
    share, minimum = case
    attained = compliance.attainment(share, minimum)
    status = compliance.status(share, minimum)
    assert status in JUDGED
    assert (attained > 1, attained == 1) == (status == Status.EXCEEDED, status == Status.MET)


@given(cases)
def test_nothing_is_a_float(case):
    share, minimum = case
    kinds = [
        type(compliance.attainment(share, minimum)),
        type(compliance.shown_percent(share, minimum)),
        type(compliance.shown_attainment(share, minimum)),
        type(compliance.shortfall(share, minimum)),
        type(share.percent),
    ]
    assert kinds == [Fraction, Decimal, Decimal, int, Fraction]


@given(st.lists(shares(least=0)))
def test_shares_together_do_not_depend_on_their_order(many):
    together = compliance.together(many)
    assert together == compliance.together(reversed(many))
    assert (together.online, together.total) == (
        sum(share.online for share in many),
        sum(share.total for share in many),
    )
