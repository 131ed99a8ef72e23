"""What is missing in each procedure, how others do, and with which few the minimum would be reached."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from reporting import compliance
from reporting.compliance import Share
from reporting.gaps import gap, is_hardly_online
from reporting.levers import Candidate, Level, plan
from reporting.peers import Peers, peers
from reporting.rounding import half_up


@st.composite
def shares(draw, least=0, most=200):
    total = draw(st.integers(least, most))
    return Share(draw(st.integers(0, total)), total)


minimums = st.integers(1, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)


@given(st.lists(shares(), max_size=20), minimums)
def test_gaps_add_up_to_the_shortfall_when_rounded_up_once(procedures, minimum):
    together = sum((gap(share, minimum) for share in procedures), Fraction(0))
    whole = int(-(-together // 1))
    assert max(0, whole) == compliance.shortfall(compliance.together(procedures), minimum)


@given(shares(), minimums)
def test_gap_is_below_zero_just_where_the_minimum_is_exceeded(share, minimum):
    exceeded = compliance.status(share, minimum) == compliance.Status.EXCEEDED
    assert (gap(share, minimum) < 0) == exceeded


def test_hardly_online_is_below_a_quarter_of_the_minimum_of_at_least_thirty():
    assert is_hardly_online(Share(1, 30), 20)
    assert not is_hardly_online(Share(0, 29), 20)
    # Just a quarter of the minimum: 5 % of 40.
    assert not is_hardly_online(Share(2, 40), 20)
    assert is_hardly_online(Share(1, 40), 20)


@given(st.lists(shares(least=30), min_size=5, max_size=30))
def test_peers_are_the_middle_and_what_the_best_quarter_reach(group):
    found = peers(dict(enumerate(group)))
    percents = [share.percent for share in group]
    assert (found.units, found.median) == (len(group), median(percents))
    quarter = -(-len(group) // 4)
    assert sum(percent >= found.best_quarter for percent in percents) >= quarter
    assert sum(percent > found.best_quarter for percent in percents) < quarter


def test_fewer_than_five_units_stay_unnamed():
    group = dict(enumerate([Share(10, 30)] * 5))
    assert peers(group).units == 5
    assert peers(dict(list(group.items())[:4])) is None
    # Few dossiers do not stand behind a figure.
    assert peers(group | {4: Share(10, 29)}) is None


def test_who_sees_some_by_name_does_not_find_the_others_out():
    group = dict(enumerate([Share(10, 30)] * 9))
    assert peers(group, {0, 1, 2, 3}).units == 9
    assert peers(group, {0, 1, 2, 3, 4}) is None
    assert peers(group, set(group)).units == 9


candidates = st.lists(
    st.builds(
        lambda share, low, more: Candidate(
            0, share, Peers(5, Fraction(low), Fraction(min(100, low + more)))
        ),
        shares(least=1, most=60),
        st.integers(0, 100),
        st.integers(0, 50),
    ),
    max_size=6,
)


@given(st.integers(1, 120), candidates)
def test_plan_is_the_shortest_that_does_when_all_are_tried(shortfall, found):
    chosen = plan(shortfall, found)

    def shortest(level):
        return next(
            (
                number
                for number in (1, 2, 3)
                for some in combinations(found, number)
                if sum(one.gain(level) for one in some) >= shortfall
            ),
            None,
        )

    tried = {level: shortest(level) for level in Level}
    reached = [level for level in Level if tried[level]]
    if reached:
        assert chosen.reaches
        assert (chosen.level, len(chosen.procedures)) == (reached[0], tried[reached[0]])
    elif any(one.gain(Level.BEST_QUARTER) for one in found):
        assert not chosen.reaches
        assert len(chosen.procedures) <= 3
        best = sorted((one.gain(Level.BEST_QUARTER) for one in found), reverse=True)[:3]
        assert chosen.gain == sum(best)
    else:
        assert chosen is None


def test_nothing_would_move_a_unit_that_is_short_of_nothing():
    better = Candidate(1, Share(0, 10), Peers(5, Fraction(50), Fraction(60)))
    assert plan(0, [better]) is None
    assert plan(5, [better]).gain == 5


def test_half_is_rounded_up_on_either_side_of_nothing():
    assert [half_up(Fraction(n, 20), 1) for n in (-3, -1, 1, 3)] == [
        Decimal(text) for text in ("-0.1", "0.0", "0.1", "0.2")
    ]


@given(st.integers(1, 120), candidates)
def test_plan_that_reaches_the_minimum_does_so_exactly_too(shortfall, found):
    """What is promised is rounded down: the exact shares elsewhere bring at least as much."""
    chosen = plan(shortfall, found)
    if chosen is None or not chosen.reaches:
        return
    level = chosen.level
    exact = sum(
        max(Fraction(0), one.share.total * one.percent(level) / 100 - one.share.online)
        for one in chosen.procedures
    )
    assert exact >= chosen.gain >= shortfall
