"""What one rank higher would have taken, held against trying every number of dossiers one after the other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from reporting.compliance import Share
from reporting.rankings.one_rank_higher import Higher, Never, one_rank_higher
from reporting.scoring import Case, scores
from reporting.scoring_rule import Order, Rule, Ties
from tests.reporting.rankings.random_cases import peers, rules

RULE = Rule(maximum=Decimal(10), off_late=Decimal(1))


def case(unit, online, total, minimum=40, **months):
    return Case(unit, "agency", None, Share(online, total), Decimal(minimum), **months)


def rank_of(rule, cases, unit):
    return next(score.rank for score in scores(rule, cases) if score.case.unit == unit)


def tried(rule, cases, own, without=()):
    """The smallest number of dossiers more that betters the rank, by trying them all; None where none does."""
    now = rank_of(rule, cases, own.unit)
    changed = replace(own, **dict.fromkeys(without, 0))
    for more in range(own.share.total - own.share.online + 1):
        raised = replace(changed, share=Share(own.share.online + more, own.share.total))
        with_it = [raised if one is own else one for one in cases]
        if rank_of(rule, with_it, own.unit) < now:
            return more
    return None


@settings(max_examples=400, deadline=None)
@given(rules(), peers())
def test_it_is_the_smallest_number_that_betters_the_rank(rule, cases):
    for own in cases:
        found = one_rank_higher(rule, cases, own.unit)
        rank = rank_of(rule, cases, own.unit)
        if rank in (None, 1):
            assert found == (Never.FIRST if rank else Never.UNRANKED)
            continue
        smallest = tried(rule, cases, own)
        if smallest is None:
            assert found in (Never.DEDUCTIONS, Never.TIES, Never.OUT_OF_REACH)
            by_deductions = tried(rule, cases, own, without=["late", "missing"]) is not None
            assert (found == Never.DEDUCTIONS) == by_deductions
        else:
            assert isinstance(found, Higher)
            assert (found.more, found.score.rank < rank) == (smallest, True)
            assert found.score.case.share == Share(own.share.online + smallest, own.share.total)


@settings(max_examples=200, deadline=None)
@given(rules(), peers())
def test_raising_the_online_count_never_lowers_the_rank(rule, cases):
    for own in cases:
        if own.share is None or own.share.online == own.share.total:
            continue
        raised = replace(own, share=Share(own.share.online + 1, own.share.total))
        before = rank_of(rule, cases, own.unit)
        after = rank_of(rule, [raised if one is own else one for one in cases], own.unit)
        assert (after or 0) <= (before or 0)


@pytest.mark.parametrize(
    ("rule", "cases", "expected"),
    [
        # Equal attainment is an equal rank: 4 of 10 are enough beside 40 of 100.
        (RULE, [case("a", 2, 10), case("b", 40, 100)], 2),
        # Where more dossiers come first, equal is not enough.
        (
            replace(RULE, ties=Ties.MORE_DOSSIERS),
            [case("a", 2, 10), case("b", 40, 100)],
            3,
        ),
        (replace(RULE, ties=Ties.MORE_DOSSIERS), [case("a", 8, 10), case("b", 100, 100)], "ties"),
        (replace(RULE, order=Order.POINTS), [case("a", 3, 10), case("b", 40, 100)], 1),
        (
            replace(RULE, order=Order.POINTS),
            [case("a", 3, 10, late=1), case("b", 40, 100)],
            "deductions",
        ),
        (RULE, [case("a", 3, 10, late=9), case("b", 40, 100)], 1),
        # A lower minimum attains more than all of the dossiers of a higher one.
        (RULE, [case("a", 3, 10, 40), case("b", 10, 10, 20)], "out_of_reach"),
        # By the share alone both may reach 100 %.
        (replace(RULE, order=Order.SHARE), [case("a", 3, 10, 40), case("b", 10, 10, 20)], 7),
        (RULE, [case("a", 3, 10), case("b", 1, 10)], "first"),
        (RULE, [case("a", 0, 0), case("b", 1, 10)], "unranked"),
        (replace(RULE, least_dossiers=11), [case("a", 3, 10), case("b", 4, 20)], "unranked"),
        # Too near to each other for a float to tell.
        (RULE, [case("a", 1, 3 * 10**20), case("b", 1, 3 * 10**20 - 1)], 1),
    ],
)
def test_cases(rule, cases, expected):
    found = one_rank_higher(rule, cases, "a")
    assert (found.more if isinstance(found, Higher) else found) == expected


def test_unknown_unit_is_refused():
    with pytest.raises(KeyError):
        one_rank_higher(RULE, [case("a", 1, 2)], "b")
