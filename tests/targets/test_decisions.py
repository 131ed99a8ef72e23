"""A decision as TOML: what it says, what contradicts itself and on which line, and what it changes."""

import textwrap
from decimal import Decimal

import pytest

from targets.actions.decisions import adopt_decision, target_changes
from targets.imports.decisions import read_decision
from targets.models import Decision
from targets.problems import Faulty

DECISION = """\
number = "817/QĐ-UBND"
title = "Giao chỉ tiêu năm 2019"
issuer = "Ủy ban nhân dân tỉnh"
issued_on = 2019-03-25
first_month = "2019-01"
last_month = "2019-12"

[[clause]]
label = "1.a"
wording = "Các sở: 45%"
minimum_percent = 45
units = ["SO"]

[[clause]]
label = "2"
wording = "Các huyện, các xã: 33,5%"
minimum_percent = 33.5
units = [
  "H1",
  "H2",
  "X1",
]
"""
UNITS = {"SO", "H1", "H2", "X1", "X2"}


def read(text=DECISION):
    return read_decision(text.encode(), UNITS)


def test_decision_is_read():
    draft = read()
    assert (draft.number, str(draft.issued_on), str(draft.span)) == (
        "817/QĐ-UBND",
        "2019-03-25",
        "2019-01..2019-12",
    )
    assert draft.counts_new_procedures
    assert [(clause.label, clause.minimum_percent, clause.units) for clause in draft.clauses] == [
        ("1.a", Decimal(45), ("SO",)),
        ("2", Decimal("33.5"), ("H1", "H2", "X1")),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ('"H2"', '"H1"', 20, "units"),
        ('"H2"', '"SO"', 20, "units"),
        ('"H2"', '"GHOST"', 20, "units"),
        ("minimum_percent = 45", "minimum_percent = 0", 11, "minimum_percent"),
        ("minimum_percent = 45", "minimum_percent = -1", 11, "minimum_percent"),
        ("minimum_percent = 45", "minimum_percent = 100.01", 11, "minimum_percent"),
        ("minimum_percent = 33.5", "minimum_percent = 33.555", 17, "minimum_percent"),
        ("minimum_percent = 33.5", "minimum_percent = nan", 17, "minimum_percent"),
        ("minimum_percent = 33.5", 'minimum_percent = "nhiều"', 17, "minimum_percent"),
        ('last_month = "2019-12"', 'last_month = "2018-12"', 6, "last_month"),
        ('first_month = "2019-01"', 'first_month = "2019"', 5, "first_month"),
        ("issued_on = 2019-03-25", 'issued_on = "2019-03-25"', 4, "issued_on"),
        ('number = "817/QĐ-UBND"', 'number = ""', 1, "number"),
        ('label = "2"', 'label = "1.a"', 9, "label"),
        ('units = ["SO"]', "units = [1]", 12, "units"),
        ('number = "817/QĐ-UBND"', 'number = "817\\u0001"', 1, "number"),
        ('number = "817/QĐ-UBND"', f'number = "{"8" * 51}"', 1, "number"),
        ('label = "2"', f'label = "{"2" * 21}"', 15, "label"),
    ],
)
def test_contradiction_is_told_with_its_line(old, new, line, column):
    assert DECISION.count(old) == 1
    with pytest.raises(Faulty) as caught:
        read(DECISION.replace(old, new))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(line, column)]


@pytest.mark.parametrize(
    "text", ["number = ", "", DECISION.split("[[clause]]")[0], 'clause = ["1.a"]', "clause = 1"]
)
def test_file_without_a_decision_is_refused(text):
    with pytest.raises(Faulty):
        read(text)


def test_file_that_is_no_text_is_refused():
    with pytest.raises(Faulty, match="row 1, file"):
        read_decision(b"\xff\xfe\x00", UNITS)


def test_changes_name_each_unit_in_the_decisions_order(cast):
    adopt_decision(draft=read())
    later = read(
        DECISION.replace("817/", "752/")
        .replace("2019", "2022")
        .replace('"X1"', '"X2"')
        .replace("= 45", "= 50")
    )
    changes = [(change.unit.code, change.before, change.after) for change in target_changes(later)]
    assert changes == [
        ("SO", ("1.a", Decimal(45)), ("1.a", Decimal(50))),
        ("X1", ("2", Decimal("33.50")), None),
        ("X2", None, ("2", Decimal("33.5"))),
    ]
    assert Decision.objects.count() == 1


def test_decision_adopted_again_becomes_what_its_file_says(cast):
    adopt_decision(draft=read())
    without_x1 = textwrap.dedent(DECISION.replace('  "X1",\n', "")).replace("= 45", "= 44")
    decision = adopt_decision(draft=read(without_x1))
    assert Decision.objects.get() == decision
    targets = decision.targets.order_by("unit__order").values_list("unit__code", "minimum_percent")
    assert list(targets) == [
        ("SO", Decimal(44)),
        ("H1", Decimal("33.5")),
        ("H2", Decimal("33.5")),
    ]
    assert [clause.label for clause in decision.clauses.all()] == ["1.a", "2"]
