"""Scoring by the table: each basis, order and way with ties, what is taken off, rounding, and who has no rank."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from reporting.compliance import Share
from reporting.scoring import (
    Case,
    Unranked,
    class_of,
    earned,
    rounded,
    rounded_points,
    scores,
    steps_of,
)
from reporting.scoring_rule import (
    Basis,
    Order,
    Problem,
    Rule,
    ScoreClass,
    Step,
    Ties,
    from_plain,
    to_plain,
)
from tests.reporting.scoring_cases import CLASSES, RULE

STEPS = (Step(Decimal(100), Decimal(10)), Step(Decimal(80), Decimal("7.5")))
BY_STEPS = replace(RULE, basis=Basis.STEPS, steps=STEPS)
BY_FULL_SHARE = replace(RULE, basis=Basis.FULL_SHARE, full_share=Decimal(80))


def case(online, total, minimum=40, unit="SO", **fields):
    return Case(
        unit=unit,
        group=fields.pop("group", "agency"),
        district=fields.pop("district", None),
        share=None if online is None else Share(online, total),
        minimum=None if minimum is None else Decimal(minimum),
        **fields,
    )


@pytest.mark.parametrize(
    ("rule", "online", "total", "expected"),
    [
        (RULE, 0, 10, "0"),
        (RULE, 2, 10, "5"),
        (RULE, 4, 10, "10"),
        (RULE, 10, 10, "10"),
        (RULE, 1, 3, "25/3"),
        (BY_STEPS, 4, 10, "10"),
        (BY_STEPS, 39_999, 100_000, "7.5"),
        (BY_STEPS, 32, 100, "7.5"),
        (BY_STEPS, 31_999, 100_000, "0"),
        (BY_FULL_SHARE, 4, 10, "5"),
        (BY_FULL_SHARE, 8, 10, "10"),
        (BY_FULL_SHARE, 9, 10, "10"),
        (BY_FULL_SHARE, 1, 3, "25/6"),
    ],
)
def test_points_are_earned_by_the_basis(rule, online, total, expected):
    assert earned(rule, case(online, total)) == Fraction(expected)


def test_unit_that_is_not_judged_earns_nothing():
    with pytest.raises(ValueError, match="SO has nothing to be scored"):
        earned(RULE, case(0, 0))


@pytest.mark.parametrize(
    ("late", "missing", "off", "points"),
    [(0, 0, "0", "5.00"), (1, 0, "0.3", "4.70"), (2, 3, "4.35", "0.65"), (0, 9, "11.25", "0.00")],
)
def test_late_and_missing_months_take_points_off(late, missing, off, points):
    rule = replace(RULE, off_late=Decimal("0.3"), off_missing=Decimal("1.25"))
    [score] = scores(rule, [case(2, 10, late=late, missing=missing)])
    assert (score.earned, score.off, score.points) == (5, Decimal(off), Decimal(points))


@pytest.mark.parametrize(
    ("decimals", "exact", "off", "expected", "how"),
    [
        (2, "7.125", "0", "7.13", "half_up"),
        (2, "7.12499", "0", "7.12", "half_up"),
        (0, "6.5", "0", "7", "half_up"),
        (4, "25/3", "0", "8.3333", "half_up"),
        # Below the maximum is never shown as the maximum.
        (2, "9.99999", "0", "9.99", "below_maximum"),
        (2, "9.995", "0", "9.99", "below_maximum"),
        (2, "9.99499", "0", "9.99", "half_up"),
        (0, "9.5", "0", "9", "below_maximum"),
        (0, "10", "0", "10", "half_up"),
        # Rounded once, after what is taken off.
        (1, "7.16", "0.02", "7.1", "half_up"),
        (2, "1", "1.5", "0.00", "up_to_0"),
        (2, "1", "1", "0.00", "half_up"),
    ],
)
def test_points_are_rounded_once_and_it_is_told_how(decimals, exact, off, expected, how):
    rule = replace(RULE, decimals=decimals)
    assert str(rounded_points(rule, Fraction(exact), Decimal(off))) == expected
    assert rounded(rule, Fraction(exact), Decimal(off))[1] == how


@pytest.mark.parametrize(
    ("attainment", "reached", "missed"),
    [
        (Fraction(1), STEPS[0], None),
        (Fraction(4, 5), STEPS[1], STEPS[0]),
        (Fraction(79_999, 100_000), None, STEPS[1]),
    ],
)
def test_steps_around_an_attainment(attainment, reached, missed):
    assert steps_of(BY_STEPS, attainment) == (reached, missed)


@pytest.mark.parametrize(
    ("points", "expected"),
    [("10", "Tốt"), ("9", "Tốt"), ("8.99", "Khá"), ("5.00", "Trung bình"), ("0", "Yếu")],
)
def test_class_is_the_highest_whose_least_points_are_reached(points, expected):
    assert class_of(RULE, Decimal(points)) == expected


# Attainment, share and points each put another one first.
A = case(30, 100, minimum=20, unit="A")
B = case(45, 100, minimum=50, unit="B")
C = case(35, 100, minimum=30, unit="C", missing=1)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.ATTAINMENT, {"A": 1, "C": 2, "B": 3}),
        (Order.SHARE, {"B": 1, "C": 2, "A": 3}),
        # 10 points, 9 and 8.
        (Order.POINTS, {"A": 1, "B": 2, "C": 3}),
    ],
)
def test_ranks_follow_the_order_of_the_rule(order, expected):
    rule = replace(RULE, order=order, off_missing=Decimal(2))
    assert {score.case.unit: score.rank for score in scores(rule, [A, B, C])} == expected


TIED = [case(5, 10, unit="A"), case(4, 10, unit="B"), case(8, 20, unit="C"), case(1, 10, unit="D")]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (Ties.SHARED, [1, 2, 2, 4]),
        (Ties.DENSE, [1, 2, 2, 3]),
        (Ties.MORE_DOSSIERS, [1, 3, 2, 4]),
    ],
)
def test_equal_units_are_treated_as_the_rule_says(ties, expected):
    assert [score.rank for score in scores(replace(RULE, ties=ties), TIED)] == expected


def test_equal_units_with_equally_many_dossiers_share_a_rank():
    rule = replace(RULE, ties=Ties.MORE_DOSSIERS)
    found = scores(rule, [*TIED, case(4, 10, unit="E")])
    assert [score.rank for score in found] == [1, 3, 2, 5, 3]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (case(5, 10, minimum=None), Unranked.NO_TARGET),
        (case(None, None), Unranked.NOT_REPORTED),
        (case(0, 0), Unranked.NO_DOSSIERS),
        (case(5, 9), Unranked.TOO_FEW),
        (case(5, 10), None),
    ],
)
def test_unit_without_a_rank_says_why(own, expected):
    [score] = scores(replace(RULE, least_dossiers=10), [own])
    assert score.unranked == expected
    assert (score.rank is None) == (expected is not None)


def test_unit_of_too_few_dossiers_keeps_its_points_and_its_class():
    [score] = scores(replace(RULE, least_dossiers=10), [case(4, 9)])
    assert (score.rank, score.points, score.class_name) == (None, Decimal("10.00"), "Tốt")


def test_groups_are_ranked_apart_and_communes_in_their_district_too():
    found = scores(
        RULE,
        [
            case(1, 10, unit="SO"),
            case(2, 10, unit="X1", group="commune", district="H1"),
            case(3, 10, unit="X2", group="commune", district="H2"),
            case(1, 10, unit="X3", group="commune", district="H1"),
        ],
    )
    assert [(score.rank, score.rank_in_district) for score in found] == [
        (1, None),
        (2, 1),
        (1, 1),
        (3, 2),
    ]


def step(attainment, points):
    return Step(Decimal(attainment), Decimal(points))


def classes(*pairs):
    return tuple(ScoreClass(name, Decimal(least)) for name, least in pairs)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"maximum": Decimal(0), "classes": classes(("a", 0))}, [Problem.MAXIMUM]),
        ({"maximum": Decimal("10.5"), "decimals": 0}, [Problem.MAXIMUM_DECIMALS]),
        ({"maximum": Decimal("10.50"), "decimals": 1}, []),
        ({"basis": Basis.FULL_SHARE}, [Problem.FULL_SHARE]),
        ({"basis": Basis.FULL_SHARE, "full_share": Decimal(0)}, [Problem.FULL_SHARE]),
        ({"basis": Basis.FULL_SHARE, "full_share": Decimal("100.01")}, [Problem.FULL_SHARE]),
        ({"basis": Basis.FULL_SHARE, "full_share": Decimal(100)}, []),
        ({"full_share": Decimal(0)}, []),
        ({"basis": Basis.STEPS}, [Problem.NO_STEPS]),
        ({"basis": Basis.STEPS, "steps": STEPS}, []),
        ({"basis": Basis.STEPS, "steps": STEPS[::-1]}, [Problem.STEPS_ORDER]),
        ({"basis": Basis.STEPS, "steps": (step(9, 5), step(9, 4))}, [Problem.STEPS_ORDER]),
        ({"basis": Basis.STEPS, "steps": (step(9, 5), step(8, 5))}, [Problem.STEPS_ORDER]),
        ({"basis": Basis.STEPS, "steps": (step(9, -1),)}, [Problem.STEPS_ORDER]),
        ({"basis": Basis.STEPS, "steps": (step(9, 11),)}, [Problem.STEPS_ABOVE_MAXIMUM]),
        ({"steps": (step(9, 11),)}, []),
        ({"off_late": Decimal("-0.1")}, [Problem.DEDUCTION]),
        ({"off_missing": Decimal(-1), "off_late": Decimal(-1)}, [Problem.DEDUCTION]),
        ({"decimals": -1}, [Problem.DECIMALS]),
        ({"decimals": 5}, [Problem.DECIMALS]),
        ({"least_dossiers": 0}, [Problem.LEAST_DOSSIERS]),
        ({"classes": ()}, [Problem.NO_CLASSES]),
        ({"classes": classes(("a", 5), ("a", 0))}, [Problem.CLASS_NAMES]),
        ({"classes": classes(("", 0))}, [Problem.CLASS_NAMES]),
        ({"classes": classes(("a", 5), ("b", 5), ("c", 0))}, [Problem.CLASSES_ORDER]),
        ({"classes": classes(("a", 5), ("b", 1))}, [Problem.LAST_CLASS]),
        ({"classes": classes(("a", 11), ("b", 0))}, [Problem.CLASS_ABOVE_MAXIMUM]),
        (
            {"maximum": Decimal(-1), "decimals": 9, "classes": ()},
            [Problem.MAXIMUM, Problem.DECIMALS, Problem.NO_CLASSES],
        ),
    ],
)
def test_problems_of_a_rule_are_told(changes, expected):
    assert replace(RULE, **changes).problems() == expected


def test_rule_is_written_one_way_only():
    plain = to_plain(Rule(Decimal("1E+1"), off_late=Decimal("-0"), off_missing=Decimal("0.250")))
    assert (plain["maximum"], plain["off_late"], plain["off_missing"]) == ("10", "0", "0.25")


def test_rule_is_read_again_with_everything_it_says():
    rule = Rule(
        maximum=Decimal("12.5"),
        basis=Basis.STEPS,
        steps=STEPS,
        full_share=Decimal("66.67"),
        off_late=Decimal("0.1"),
        off_missing=Decimal("0.25"),
        decimals=3,
        classes=CLASSES,
        least_dossiers=30,
        order=Order.POINTS,
        ties=Ties.MORE_DOSSIERS,
    )
    assert from_plain(to_plain(rule)) == rule


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("maximum", "Infinity"),
        ("maximum", "NaN"),
        ("maximum", 0.1),
        ("maximum", "mười"),
        ("off_late", None),
        ("decimals", 2.0),
        ("decimals", True),
        ("least_dossiers", "30"),
        ("basis", "guesswork"),
        ("order", ""),
        ("ties", None),
        ("steps", [{"points": "1"}]),
    ],
)
def test_what_is_no_rule_is_refused(name, wrong):
    with pytest.raises((KeyError, TypeError, ValueError, ArithmeticError)):
        from_plain(to_plain(RULE) | {name: wrong})
