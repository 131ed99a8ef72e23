"""Conditions that hold as long as a cell is not mended; tests/long asks LibreOffice whether they do."""

import datetime
import math

import pytest

from targets.exports.marked.conditions import LONGEST_TEXT, still_holds
from targets.imports.tables import ErrorCell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, "LEN(TRIM(B7))=0"),
        ("", "LEN(TRIM(B7))=0"),
        ("   ", "LEN(TRIM(B7))=0"),
        ("12 hồ sơ", 'EXACT(TRIM(B7),"12 hồ sơ")'),
        ("  a   b ", 'EXACT(TRIM(B7),"a b")'),
        ("\u00a012", 'EXACT(TRIM(B7),"\u00a012")'),
        ('nói "có"', 'EXACT(TRIM(B7),"nói ""có""")'),
        ("=1+1", 'EXACT(TRIM(B7),"=1+1")'),
        (12.5, "AND(ISNUMBER(B7),B7=12.5)"),
        (-5.0, "AND(ISNUMBER(B7),B7=-5)"),
        (0.0, "AND(ISNUMBER(B7),B7=0)"),
        (7, "AND(ISNUMBER(B7),B7=7)"),
        (1e300, "AND(ISNUMBER(B7),B7=1E+300)"),
        (True, "AND(ISLOGICAL(B7),B7=TRUE)"),
        (False, "AND(ISLOGICAL(B7),B7=FALSE)"),
        (datetime.date(2018, 6, 1), "AND(ISNUMBER(B7),INT(B7)=DATE(2018,6,1))"),
        (ErrorCell(), "ISERROR(B7)"),
    ],
)
def test_condition_names_what_the_cell_holds(cell, expected):
    assert still_holds("B7", cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "x" * (LONGEST_TEXT + 1),
        "😀" * (LONGEST_TEXT // 2 + 1),
        "a\nb",
        "a\x07",
        "_x0041_",
        "\ufffe",
        # The table has text where the sheet has a number: a time of day, a duration.
        "10:00:00",
        "00:00:00",
        "1 day, 2:30:00",
        "10:00:00.250000",
        0.1 + 0.2,
        1 / 3,
        math.nan,
        math.inf,
        datetime.date(1900, 1, 1),
        object(),
    ],
)
def test_content_that_no_formula_can_name_is_highlighted_until_the_next_marking(cell):
    assert still_holds("B7", cell) == "TRUE"


def test_longest_text_is_named():
    assert "x" * LONGEST_TEXT in still_holds("B7", "x" * LONGEST_TEXT)
