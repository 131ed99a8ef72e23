"""What is unusual for a unit, by the examples of docs/warnings.md and others, each worked out by hand."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from targets.plausibility import FEWEST_MONTHS, Doubt, Earlier, Kind, doubts

FELL, TOTAL, FIRST, SHARE = (
    Kind.TOTAL_FELL,
    Kind.TOTAL_UNUSUAL,
    Kind.FIRST_ONLINE,
    Kind.SHARE_UNUSUAL,
)
STEADY = [(100, 20)] * 4
VARIED = [(100, 20), (80, 16), (120, 24), (110, 22)]
SMALL = [(3, 0), (1, 0), (2, 1), (4, 1)]
ONCE_A_YEAR = [(300, 90)] + [(2, 0)] * 11
NONE_AROSE = [(0, 0)] * 12
COUNTER_ONLY = [(100, 0)] * 4
VARIED_SHARES = [(100, 20), (100, 40), (100, 30), (100, 25)]
HARDLY_REPORTED = [*STEADY[:3], (None, None), (100, None), (None, 5)]


def kinds(figures, earlier):
    return [doubt.kind for doubt in doubts({1: figures}, {1: earlier})]


@pytest.mark.parametrize(
    ("earlier", "figures", "expected"),
    [
        pytest.param([], (900, 900), [], id="first month"),
        pytest.param(STEADY[:3], (900, 900), [], id="fourth month"),
        pytest.param(STEADY, (900, 180), [TOTAL], id="fifth month"),
        pytest.param(HARDLY_REPORTED, (900, 180), [], id="months not reported do not help"),
        pytest.param(STEADY, (None, 20), [], id="total not typed yet"),
        pytest.param(STEADY, (900, None), [], id="online not typed yet"),
        pytest.param(STEADY, (100, 20), [], id="as ever"),
        pytest.param(STEADY, (200, 40), [TOTAL], id="doubled"),
        pytest.param(VARIED, (180, 36), [], id="half as much again as the highest"),
        pytest.param(VARIED, (181, 36), [TOTAL], id="one more than that"),
        pytest.param(VARIED, (40, 8), [], id="half of the lowest"),
        pytest.param(VARIED, (39, 8), [TOTAL], id="one fewer than that"),
        pytest.param(STEADY, (0, 0), [TOTAL], id="none where there were always some"),
        pytest.param(SMALL, (14, 1), [], id="small unit, ten more than ever"),
        pytest.param(SMALL, (15, 1), [TOTAL], id="small unit, eleven more than ever"),
        pytest.param([(11, 3)] * 4, (1, 0), [], id="small unit, ten fewer than ever"),
        pytest.param([(11, 3)] * 4, (0, 0), [TOTAL], id="small unit, eleven fewer than ever"),
        pytest.param(SMALL, (9, 9), [], id="small unit, all online"),
        pytest.param(ONCE_A_YEAR, (330, 100), [], id="season returns a little stronger"),
        pytest.param(ONCE_A_YEAR, (450, 135), [], id="season returns half as strong again"),
        pytest.param(ONCE_A_YEAR, (451, 135), [TOTAL], id="season returns stronger than that"),
        pytest.param(ONCE_A_YEAR, (1, 0), [], id="season is over"),
        pytest.param(STEADY, (60, 20), [FELL], id="total fell, online stayed"),
        pytest.param(STEADY, (40, 20), [FELL], id="total fell so far that all is unusual"),
        pytest.param(STEADY, (75, 25), [], id="total fell by a quarter"),
        pytest.param(STEADY, (74, 25), [FELL], id="total fell by more than a quarter"),
        pytest.param(STEADY, (60, 15), [], id="total fell, share rose by five points"),
        pytest.param(STEADY, (60, 16), [FELL], id="total fell, share rose by more"),
        pytest.param(STEADY, (40, 8), [TOTAL], id="total fell, share stayed"),
        pytest.param(VARIED_SHARES, (60, 27), [], id="total fell, five points above the highest"),
        pytest.param(VARIED_SHARES, (60, 28), [FELL], id="total fell, more points above it"),
        pytest.param([(20, 4)] * 4, (10, 8), [], id="small unit fell by ten"),
        pytest.param([(20, 4)] * 4, (9, 8), [FELL], id="small unit fell by eleven"),
        pytest.param(STEADY, (100, 30), [], id="share ten points higher"),
        pytest.param(STEADY, (100, 31), [SHARE], id="share eleven points higher"),
        pytest.param([(1000, 200)] * 4, (1000, 300), [], id="large unit, ten points higher"),
        pytest.param([(1000, 200)] * 4, (1000, 301), [SHARE], id="large unit, a little more"),
        pytest.param(STEADY, (100, 10), [], id="share ten points lower"),
        pytest.param(STEADY, (100, 9), [SHARE], id="share eleven points lower"),
        pytest.param(STEADY, (80, 26), [], id="share rose by ten dossiers of eighty"),
        pytest.param(STEADY, (80, 27), [SHARE], id="share rose by eleven dossiers of eighty"),
        pytest.param(VARIED_SHARES, (100, 50), [], id="share ten points above the highest"),
        pytest.param(VARIED_SHARES, (100, 9), [SHARE], id="share eleven points below the lowest"),
        pytest.param([*STEADY[:3], (0, 0), (0, 0)], (100, 90), [], id="three months with a share"),
        pytest.param([*STEADY[:3], (100, 90), (0, 0)], (0, 0), [], id="none again"),
        pytest.param([(10, 0)] * 4, (10, 1), [FIRST], id="first online after forty"),
        pytest.param([(7, 0), (8, 0), (8, 0), (7, 0)], (7, 1), [FIRST], id="after thirty"),
        pytest.param([(7, 0), (8, 0), (7, 0), (7, 0)], (7, 1), [], id="after twenty-nine"),
        pytest.param(COUNTER_ONLY, (100, 0), [], id="still none online"),
        pytest.param([*COUNTER_ONLY[:3], (100, 1)], (100, 2), [], id="online for the second time"),
        pytest.param(COUNTER_ONLY, (100, 100), [FIRST], id="first online, and all of it"),
        pytest.param(COUNTER_ONLY, (300, 30), [TOTAL, FIRST], id="first online, and many more"),
        pytest.param(STEADY, (300, 200), [TOTAL, SHARE], id="total and share"),
        pytest.param(NONE_AROSE, (0, 0), [], id="none ever"),
        pytest.param(NONE_AROSE, (10, 10), [], id="the first ten ever"),
        pytest.param(NONE_AROSE, (11, 11), [TOTAL], id="the first eleven ever"),
    ],
)
def test_kinds(earlier, figures, expected):
    assert kinds(figures, earlier) == expected


def test_doubt_holds_what_is_needed_to_say_it():
    earlier = [(100, 20), (None, 3), (0, 0), (120, 30), (90, 18), (100, 10)]
    [doubt] = doubts({7: (200, 40)}, {7: earlier})
    assert doubt == Doubt(
        procedure=7,
        kind=TOTAL,
        total=200,
        online=40,
        earlier=Earlier(
            totals=(0, 90, 100, 100, 120),
            shares=(Fraction(1, 10), Fraction(1, 5), Fraction(1, 5), Fraction(1, 4)),
            online=78,
        ),
    )
    assert (doubt.share, doubt.earlier.months, doubt.earlier.dossiers) == (Fraction(1, 5), 5, 410)


def test_nothing_of_nothing_has_no_share():
    [doubt] = doubts({1: (0, 0)}, {1: STEADY})
    assert doubt.share is None


def test_each_procedure_is_held_against_its_own_months():
    found = doubts(
        {3: (900, 180), 1: (900, 180), 2: (100, 20), 4: (900, 180)},
        {1: STEADY, 2: STEADY, 3: STEADY, 9: STEADY},
    )
    assert [(doubt.procedure, doubt.kind) for doubt in found] == [(3, TOTAL), (1, TOTAL)]


def figures_up_to(most):
    return some.integers(0, most).flatmap(
        lambda total: some.tuples(some.just(total), some.integers(0, total))
    )


def histories(most=300, fewest_months=0, most_months=12):
    return some.lists(figures_up_to(most), min_size=fewest_months, max_size=most_months)


@given(histories(fewest_months=1), some.data())
def test_month_as_one_before_raises_no_doubt(earlier, draw):
    assert kinds(draw.draw(some.sampled_from(earlier)), earlier) == []


@given(histories(fewest_months=1), some.data())
def test_total_within_what_was_seen_is_never_unusual(earlier, draw):
    totals = [total for total, _ in earlier]
    total = draw.draw(some.integers(min(totals), max(totals)))
    online = draw.draw(some.integers(0, total))
    assert set(kinds((total, online), earlier)) <= {FIRST, SHARE}


@given(histories(), figures_up_to(3000), some.randoms())
def test_order_of_the_months_does_not_matter(earlier, figures, chance: random.Random):
    shuffled = chance.sample(earlier, len(earlier))
    assert doubts({1: figures}, {1: shuffled}) == doubts({1: figures}, {1: earlier})


@given(histories(most_months=FEWEST_MONTHS - 1), figures_up_to(3000))
def test_too_few_months_raise_no_doubt(earlier, figures):
    assert kinds(figures, earlier) == []


@given(histories(most=10), figures_up_to(10))
def test_ten_dossiers_and_fewer_raise_no_doubt_but_the_first_online(earlier, figures):
    assert set(kinds(figures, earlier)) <= {FIRST}


@given(histories(fewest_months=4), figures_up_to(3000), some.integers(1, 50))
def test_what_is_unusual_for_a_unit_is_so_for_one_as_many_times_larger(earlier, figures, times):
    def larger(total, online):
        return total * times, online * times

    if kinds(figures, earlier):
        assert kinds(larger(*figures), [larger(*month) for month in earlier]) != []


@given(histories(fewest_months=4), some.integers(0, 3000), some.integers(1, 500))
def test_what_is_further_off_is_no_less_unusual(earlier, total, more):
    if total > max(seen for seen, _ in earlier) and TOTAL in kinds((total, 0), earlier):
        assert TOTAL in kinds((total + more, 0), earlier)
