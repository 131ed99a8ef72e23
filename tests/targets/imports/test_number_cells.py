"""Numbers, months and days in a cell."""

import datetime
import math

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from targets.imports import cells
from targets.periods import Month
from tests.targets.imports.refusals import A_DAY, refusal


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (0, 0),
        (12, 12),
        (12.0, 12),
        (-0.0, 0),
        (2_147_483_647.0, 2_147_483_647),
        ("0", 0),
        ("12", 12),
        ("007", 7),
        (" 12\u00a0", 12),
        ("1.234", 1234),
        ("12.345", 12_345),
        ("123.456.789", 123_456_789),
        ("2147483647", 2_147_483_647),
        ("2.147.483.647", 2_147_483_647),
    ],
)
def test_whole_number_is_read(cell, expected):
    found = cells.whole_number(cell)
    assert (found, type(found)) == (expected, int)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "-5",
            "+5",
            "12,5",
            "12.5",
            "1.2345",
            "0.123",
            "00.123",
            "1234.567",
            "1.23",
            "1.",
            ".123",
        ),
        *(
            "1.234,5",
            "1,234",
            "1..234",
            "1.234.",
            "1e3",
            "0x10",
            "1_000",
            "½",
        ),
        *("12 hồ sơ", "hai", "nan", "inf", "=1+1", "-", "1 hai", "12 .5"),
        *(-5, -5.0, math.nan, math.inf, -math.inf),
    ],
)
def test_what_is_no_whole_number_is_refused_and_quoted(cell):
    shown = " ".join(str(cell).split()).removesuffix(".0")
    assert refusal(cells.whole_number, cell) == f"“{shown}” is not a whole number from 0 on."


@pytest.mark.parametrize(
    "blank", [" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\u200b", "\u3000", "  "]
)
def test_number_with_blanks_in_it_is_refused_with_its_cure(blank):
    for typed in (f"1{blank}234", f" 12{blank}345{blank}678 ", f"1.2{blank}34"):
        message = refusal(cells.whole_number, typed)
        assert message.endswith(
            "has blanks in it: type the digits without blanks, such as 1234 or 1.234."
        )


@pytest.mark.parametrize("typed", ["１２３４", "１.２３４", "٣", "1２", "१२"])
def test_number_in_other_digits_is_refused_with_its_cure(typed):
    assert refusal(cells.whole_number, typed) == (
        f"“{typed}” is written in other digits than 0 to 9: type it anew, such as 1234."
    )


@pytest.mark.parametrize("number", [12.5, 1.234, -0.5, 1e-9])
def test_number_cell_with_decimals_is_refused_with_its_cure(number):
    message = refusal(cells.whole_number, number)
    assert message.startswith("This cell holds a number with decimals (")
    assert message.endswith("): type a whole number, such as 1234.")


def test_number_cell_with_decimals_is_shown_as_the_reader_writes_it():
    with translation.override("vi"):
        assert "(1,234)" in refusal(cells.whole_number, 1.234)
        assert "(1/6/2018)" in refusal(cells.whole_number, A_DAY)


def test_day_in_place_of_a_number_is_refused_with_its_cure():
    assert refusal(cells.whole_number, A_DAY) == (
        "This cell holds a day (1 June 2018): format it as a number and type the figure again."
    )


@pytest.mark.parametrize(
    "cell", [2_147_483_648, 1e300, "2147483648", "2.147.483.648", "9" * 5_000, "999.999.999.999"]
)
def test_whole_number_that_no_count_can_be_is_too_large(cell):
    assert refusal(cells.whole_number, cell) == "This number is too large."


@given(st.integers(0, cells.LARGEST))
def test_whole_number_is_read_back_from_every_way_to_write_it(number):
    points = f"{number:,}".replace(",", ".")
    for written in (number, float(number), str(number), points):
        assert cells.whole_number(written) == number


@given(st.text("0123456789.,- ", min_size=1, max_size=12))
def test_text_that_is_no_whole_number_never_becomes_one(typed):
    """Read by a slow reader of its own: digits alone, or groups of three behind the first."""
    plain = typed.strip()
    first, *groups = plain.split(".")
    grouped = all(len(group) == 3 and group.isdecimal() for group in groups)
    if first.isdecimal() and (
        not groups or (grouped and len(first) <= 3 and not first.startswith("0"))
    ):
        expected = int(first + "".join(groups))
        if expected <= cells.LARGEST:
            assert cells.whole_number(typed) == expected
            return
    refusal(cells.whole_number, typed)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2018-06", Month(2018, 6)),
        ("06/2018", Month(2018, 6)),
        ("6/2018", Month(2018, 6)),
        (" 12/2018\u00a0", Month(2018, 12)),
        (A_DAY, Month(2018, 6)),
        (datetime.date(2018, 6, 30), Month(2018, 6)),
    ],
)
def test_month_is_read(cell, expected):
    assert cells.month(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2018-13",
            "13/2018",
            "0/2018",
            "2018-6",
            "18-06",
            "6/18",
            "2018/06",
            "06-2018",
            "2018-06-01",
        ),
        *("01/06/2018", "tháng 6", "0000-01", "２０１８-06", "201806"),
        *(201806.0, 43252.0, 6.2018),
    ],
)
def test_what_is_no_month_is_refused(cell):
    message = "is not a month: write it as 2018-06 or 06/2018."
    assert refusal(cells.month, cell).endswith(message)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2018-04-01", datetime.date(2018, 4, 1)),
        ("01/04/2018", datetime.date(2018, 4, 1)),
        ("1/4/2018", datetime.date(2018, 4, 1)),
        ("31/12/2018 ", datetime.date(2018, 12, 31)),
        ("29/02/2020", datetime.date(2020, 2, 29)),
        (A_DAY, A_DAY),
        (datetime.datetime(2018, 6, 1, 23, 59), A_DAY),
    ],
)
def test_day_is_read(cell, expected):
    for parse in (cells.date, cells.optional_date):
        found = parse(cell)
        assert (found, type(found)) == (expected, datetime.date)


@pytest.mark.parametrize(
    "cell",
    [
        *("29/02/2018", "31/04/2018", "2018-02-30", "00/01/2018", "1/13/2018", "12/31/2018"),
        *(
            "01-04-2018",
            "2018-4-1",
            "1/4/18",
            "01.04.2018",
            "2018-04",
            "20180401",
            "1/4",
            "01/04/2018 10:00",
        ),
        *(43191.0, 2018.0),
    ],
)
def test_what_is_no_day_is_refused(cell):
    for parse in (cells.date, cells.optional_date):
        message = "is not a day: write it as 01/04/2018 or 2018-04-01."
        assert refusal(parse, cell).endswith(message)
