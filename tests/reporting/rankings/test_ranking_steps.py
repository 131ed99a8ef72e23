"""The arithmetic that is written out comes to what the rule made of the unit, whatever the rule."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given, settings

from reporting.compliance import Share
from reporting.presenters.rankings.steps import steps
from reporting.presenters.rankings.words import exact
from reporting.rankings.frozen import (
    DrawnUp,
    Figures,
    FrozenCount,
    FrozenDecision,
    FrozenMonth,
    FrozenRule,
    FrozenUnit,
)
from reporting.rankings.results import places
from reporting.scoring import Case
from reporting.scoring_rule import Basis, Rule, to_plain
from tests.reporting.rankings.random_cases import CLASSES, STEPS, peers, rules


def month(number, *, late=False, missing=False, share=None):
    counts = (
        ()
        if share is None
        else (FrozenCount("1", share.total, share.online, True, None, None, "", None),)
    )
    return FrozenMonth(
        month=f"2018-{number:02}",
        is_expected=True,
        is_late=late,
        is_missing=missing,
        due_on=None,
        state=None if share is None else "accepted",
        is_sample=False,
        first_submitted_at=None,
        submitted_at=None,
        submitted_by=None,
        accepted_at=None,
        accepted_by=None,
        counts=counts,
    )


def unit(case):
    """A unit whose frozen months make the case."""
    months = [month(1, share=case.share)]
    months += [month(2 + number, late=True) for number in range(case.late)]
    months += [month(6 + number, missing=True) for number in range(case.missing)]
    minimum = None if case.minimum is None else str(case.minimum)
    return FrozenUnit(case.unit, "?", case.group, None, "", "1.a", minimum, tuple(months))


def figures(rule, cases):
    return Figures(
        decision=FrozenDecision("?", "?", "?", "2018-03-30", "2018-01", "2018-12", None, ()),
        first="2018-01",
        through="2018-09",
        rule=FrozenRule("?", 1, "", True, "2018-01-01", "1", to_plain(rule)),
        drawn_up=DrawnUp("2018-10-03", "2018-10-03", "1", {}, None, ""),
        people={},
        definitions=(),
        procedures={},
        units=tuple(map(unit, cases)),
    )


def number(text):
    """A number of the page, in English; one without end as it breaks off."""
    return Fraction(text.rstrip("…").replace(",", ""))


@settings(max_examples=200, deadline=None)
@given(rules(), peers())
def test_steps_come_to_the_score(rule, cases):
    frozen = figures(rule, cases)
    with translation.override("en"):
        for place in places(frozen):
            score = place.score
            found = {step.name: step for step in steps(frozen, place)}
            if score.points is None:
                assert set(found) <= {"Share"}
                continue
            earned = number(found["Points earned"].result)
            assert earned <= score.earned < earned + Fraction(1, 10**6)
            off = sum(number(step.result) for name, step in found.items() if name.startswith("Off"))
            assert off == score.off
            assert found["Points"].result == str(score.points)
            assert found["Class"].result == score.class_name
            if score.earned < Fraction(score.off):
                assert found["Points"].note == "points never fall below 0"


def only_step(rule, case, name):
    frozen = figures(rule, [case])
    with translation.override("vi"):
        found = steps(frozen, places(frozen)[0])
    return next(step for step in found if step.name == name)


@pytest.fixture
def case():
    return Case("a", "agency", None, Share(3, 10), Decimal(40), late=2, missing=1)


@pytest.fixture
def rule():
    return Rule(
        maximum=Decimal(10),
        off_late=Decimal("0.1"),
        classes=CLASSES,
        steps=STEPS,
        full_share=Decimal(50),
    )


@pytest.mark.parametrize(
    ("basis", "online", "working", "result"),
    [
        (Basis.PROPORTIONAL, 3, "10 × 0,75", "7,5"),
        (Basis.PROPORTIONAL, 5, "10 × 1 (tối đa; thực tế là 1,25)", "10"),
        (Basis.STEPS, 3, "75 % ≥ 50 %", "2,5"),
        (Basis.STEPS, 5, "125 % ≥ 100 %", "10"),
        (Basis.STEPS, 1, "25 % < 50 %", "0"),
        (Basis.FULL_SHARE, 3, "10 × 0,6", "6"),
        (Basis.FULL_SHARE, 6, "10 × 1 (tối đa; thực tế là 1,2)", "10"),
    ],
)
def test_each_basis_is_written_out(rule, case, basis, online, working, result):
    case = replace(case, share=replace(case.share, online=online))
    step = only_step(replace(rule, basis=basis), case, "Điểm đạt được")
    assert (step.working.replace("\N{NO-BREAK SPACE}", " "), step.result) == (working, result)


def test_months_that_cost_points_are_named(rule, case):
    late = only_step(rule, case, "Trừ do nộp chậm")
    assert (late.working, late.result, late.note) == ("0,1 × 2", "0,2", "02/2018–03/2018")
    with translation.override("vi"):
        names = [
            step.name for step in steps(figures(rule, [case]), places(figures(rule, [case]))[0])
        ]
    # The rule takes nothing off for missing months, and one is missing: that is said too.
    assert "Trừ do thiếu báo cáo" in names


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(1, 3), "0,333333…"),
        # Never rounded up to what it does not reach.
        (1 - Fraction(1, 10**9), "0,999999…"),
        (Fraction(10), "10"),
        (Decimal("0.250"), "0,25"),
        (Fraction(0), "0"),
        (Fraction(1_234), "1234"),
    ],
)
def test_numbers_are_exact_or_break_off(value, written):
    with translation.override("vi"):
        assert exact(value) == written
