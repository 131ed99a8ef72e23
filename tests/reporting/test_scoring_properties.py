"""What holds for every scoring rule and every province."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from reporting.compliance import JUDGED
from reporting.scoring import scores
from reporting.scoring_rule import Ties, from_plain, to_plain
from tests.reporting.scoring_cases import (
    measures,
    places_by_hand,
    points_by_hand,
    provinces,
    raised,
    rules,
    scaled,
)


def by_unit(rule, cases):
    return {score.case.unit: score for score in scores(rule, cases)}


def without_cases(found):
    """What is said of each unit, without what it was computed from."""
    return {
        unit: (score.unranked, score.points, score.class_name, score.rank, score.rank_in_district)
        for unit, score in found.items()
    }


@given(rules())
def test_rules_of_these_tests_have_no_problem(rule):
    assert rule.problems() == []


@given(rules())
def test_rule_is_read_as_it_was_written(rule):
    assert from_plain(to_plain(rule)) == rule
    assert to_plain(from_plain(to_plain(rule))) == to_plain(rule)


@given(rules(), provinces())
def test_ranks_are_those_counted_by_hand(rule, cases):
    found = by_unit(rule, cases)
    for of, name in [("group", "rank"), ("district", "rank_in_district")]:
        by_hand = places_by_hand(rule, cases, lambda case, of=of: getattr(case, of))
        assert {
            unit: getattr(score, name)
            for unit, score in found.items()
            if getattr(score, name) is not None
        } == by_hand


@given(rules(), provinces())
def test_points_are_those_worked_out_by_hand(rule, cases):
    for score in scores(rule, cases):
        if score.case.status in JUDGED:
            assert Fraction(score.points) == points_by_hand(rule, score.case)
        else:
            assert (score.points, score.class_name, score.rank) == (None, None, None)


@given(
    rules(), provinces().flatmap(lambda cases: st.tuples(st.just(cases), st.permutations(cases)))
)
def test_order_of_the_units_changes_nothing(rule, both):
    cases, permuted = both
    assert by_unit(rule, cases) == by_unit(rule, permuted)


@given(rules(), provinces(), st.data())
def test_more_online_never_costs_a_place_or_a_point(rule, cases, data):
    judged = [number for number, case in enumerate(cases) if case.status in JUDGED]
    assume(judged)
    number = data.draw(st.sampled_from(judged))
    before = scores(rule, cases)[number]
    cases[number] = raised(cases[number], data.draw(st.integers(1, 1_000)))
    after = scores(rule, cases)[number]
    assert after.points >= before.points
    assert after.unranked == before.unranked
    if before.rank is not None:
        assert after.rank <= before.rank
    if before.rank_in_district is not None:
        assert after.rank_in_district <= before.rank_in_district


@given(rules(), provinces())
def test_equal_units_and_they_alone_share_a_rank(rule, cases):
    def key(score):
        measure, total = measures(rule, score.case)
        return (measure, total) if rule.ties == Ties.MORE_DOSSIERS else measure

    ranked = [score for score in scores(rule, cases) if score.rank is not None]
    for one, other in combinations(ranked, 2):
        if one.case.group == other.case.group:
            assert (one.rank == other.rank) == (key(one) == key(other))


@given(rules(), provinces())
def test_ranks_leave_room_for_ties_as_the_rule_says(rule, cases):
    found = scores(rule, cases)
    for group in {case.group for case in cases}:
        held = Counter(score.rank for score in found if score.case.group == group and score.rank)
        expected = 1
        for rank in sorted(held):
            assert rank == expected
            expected += 1 if rule.ties == Ties.DENSE else held[rank]


@given(rules(), provinces(), st.integers(2, 1_000))
def test_so_many_times_the_dossiers_change_nothing(rule, cases, factor):
    # Only the smallest number of dossiers to be ranked looks at how many there are.
    assume(rule.least_dossiers == 1)
    many = by_unit(rule, [scaled(case, factor) for case in cases])
    assert without_cases(many) == without_cases(by_unit(rule, cases))


@given(rules(), provinces())
def test_points_lie_between_0_and_the_maximum_and_reach_it_only_in_full(rule, cases):
    for score in scores(rule, cases):
        if score.points is None:
            continue
        assert 0 <= score.points <= rule.maximum
        assert -score.points.as_tuple().exponent == rule.decimals
        remains = score.earned - Fraction(score.off)
        assert (score.points == rule.maximum) == (remains >= rule.maximum)


@given(rules(), provinces())
def test_more_points_are_never_a_lower_class(rule, cases):
    places = {one.name: number for number, one in enumerate(rule.classes)}
    judged = [score for score in scores(rule, cases) if score.points is not None]
    for one, other in combinations(judged, 2):
        if one.points >= other.points:
            assert places[one.class_name] <= places[other.class_name]


@given(rules(), provinces())
def test_who_has_no_rank_has_a_reason_and_the_others_none(rule, cases):
    for score in scores(rule, cases):
        assert (score.rank is None) == (score.unranked is not None)
        assert (score.rank_in_district is None) == (
            score.unranked is not None or score.case.district is None
        )
