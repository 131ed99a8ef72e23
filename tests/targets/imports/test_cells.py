import datetime
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.imports import cells
from targets.imports.tables import ErrorCell
from targets.models.units import Unit
from targets.periods import Month

BLANK = "This cell is blank."
ERROR = "This cell holds an error of the spreadsheet, such as #N/A."
A_DAY = datetime.date(2018, 6, 1)
AGENCY, DISTRICT, COMMUNE = Unit.Kind.AGENCY, Unit.Kind.DISTRICT, Unit.Kind.COMMUNE


def refusal(parse, cell) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(cell)
    return str(caught.value)


@pytest.mark.parametrize("blank", [None, "", " ", "\u00a0\u200b\ufeff", "\t\r\n"])
@pytest.mark.parametrize(
    "parse",
    [
        cells.whole_number,
        cells.month,
        cells.date,
        cells.unit_code,
        cells.procedure_code,
        cells.level,
        cells.authority_levels,
        cells.unit_kind,
        cells.name,
        cells.text,
    ],
)
def test_blank_cell_is_said_to_be_blank(parse, blank):
    assert refusal(parse, blank) == BLANK


@pytest.mark.parametrize("blank", [None, "", " \u00a0"])
@pytest.mark.parametrize(
    ("parse", "nothing"),
    [(cells.optional_date, None), (cells.optional_text, ""), (cells.optional_unit_code, "")],
)
def test_blank_cell_that_may_be_blank_is_nothing(parse, nothing, blank):
    assert parse(blank) == nothing


@pytest.mark.parametrize(
    "parse",
    [
        cells.whole_number,
        cells.month,
        cells.date,
        cells.optional_date,
        cells.unit_code,
        cells.optional_unit_code,
        cells.procedure_code,
        cells.level,
        cells.authority_levels,
        cells.unit_kind,
        cells.name,
        cells.text,
        cells.optional_text,
    ],
)
def test_error_of_the_spreadsheet_is_never_a_value(parse):
    assert refusal(parse, ErrorCell()) == ERROR


@pytest.mark.parametrize("cell", [True, False])
@pytest.mark.parametrize(
    "parse",
    [
        cells.whole_number,
        cells.month,
        cells.date,
        cells.unit_code,
        cells.procedure_code,
        cells.level,
        cells.authority_levels,
        cells.name,
        cells.text,
        cells.optional_text,
    ],
)
def test_truth_value_is_never_a_value(parse, cell):
    assert refusal(parse, cell).startswith(f"“{cell}” is not ")


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
            "1 234",
            "1\u00a0234",
            "1..234",
            "1.234.",
            "1e3",
            "0x10",
            "1_000",
            "½",
        ),
        *("12 hồ sơ", "hai", "１２", "٣", "nan", "inf", "=1+1", "-", "12\n13"),
        *(-5, -5.0, 12.5, 1.234, math.nan, math.inf, -math.inf),
        A_DAY,
    ],
)
def test_what_is_no_whole_number_is_refused_and_quoted(cell):
    shown = " ".join(str(cell).split()).removesuffix(".0")
    assert refusal(cells.whole_number, cell) == f"“{shown}” is not a whole number from 0 on."


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


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("BQLKKTVP", "BQLKKTVP"),
        (" 22345\u00a0", "22345"),
        ("00123", "00123"),
        (22345.0, "22345"),
        (22345, "22345"),
        (0.0, "0"),
    ],
)
def test_unit_code_is_read(cell, expected):
    assert cells.unit_code(cell) == expected
    assert cells.optional_unit_code(cell) == expected


@pytest.mark.parametrize("cell", [22345.5, -1.0, math.nan, math.inf])
def test_number_that_is_no_unit_code_is_refused(cell):
    assert refusal(cells.unit_code, cell) == f"“{cell}” is not a code: format the cell as text."


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.000270", "1.000270"),
        ("1.00027", "1.00027"),
        (" MAU-01 ", "MAU-01"),
        (1.00027, "1.000270"),
        (2.0, "2.000000"),
        (2, "2.000000"),
        (1.002621, "1.002621"),
        (1.0002700000000002, "1.000270"),
        (0.000001, "0.000001"),
    ],
)
def test_procedure_code_is_read(cell, expected):
    assert cells.procedure_code(cell) == expected


@given(st.integers(0, 9_999_999))
def test_procedure_code_is_read_back_from_a_number_cell(millionths):
    code = f"{millionths // 1_000_000}.{millionths % 1_000_000:06}"
    assert cells.procedure_code(float(code)) == code


@pytest.mark.parametrize("cell", [1.0002704, -1.0, 1e6, 1e300, 1e-9, math.nan, math.inf])
def test_number_that_is_no_procedure_code_is_refused(cell):
    assert (
        refusal(cells.procedure_code, cell) == f"“{cell}” is not a code: format the cell as text."
    )


@pytest.mark.parametrize("parse", [cells.unit_code, cells.procedure_code, cells.name, cells.text])
def test_day_that_was_meant_as_text_is_refused(parse):
    assert refusal(parse, A_DAY) == "“2018-06-01” is not text: format the cell as text."


@pytest.mark.parametrize(
    ("parse", "longest"),
    [
        (cells.unit_code, 20),
        (cells.procedure_code, 32),
        (cells.text, 200),
        (cells.optional_text, 200),
        (cells.name, 2_000),
    ],
)
def test_text_that_is_too_long_is_refused(parse, longest):
    assert parse("ế" * longest) == "ế" * longest
    message = f"This is longer than {longest} characters."
    assert refusal(parse, "ế" * (longest + 1)) == message


@pytest.mark.parametrize("parse", [cells.name, cells.text, cells.optional_text])
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Đăng ký khai sinh\u200b ", "Đăng ký khai sinh"),
        (unicodedata.normalize("NFD", "Cấp giấy phép"), "Cấp giấy phép"),
        ("dòng một\ndòng hai", "dòng một\ndòng hai"),
        ("=SUM(A1)", "=SUM(A1)"),
        (852.0, "852"),
        (12.5, "12.5"),
    ],
)
def test_text_is_read_composed_and_without_blanks_around_it(parse, cell, expected):
    assert parse(cell) == expected


@pytest.mark.parametrize("control", ["\0", "\x07", "\x0b", "\x1b", "\x1f", "\x7f", "\x85"])
@pytest.mark.parametrize(
    "parse", [cells.text, cells.name, cells.optional_text, cells.unit_code, cells.procedure_code]
)
def test_control_character_is_refused(parse, control):
    message = "This cell holds a character that cannot be shown."
    for cell in (f"a{control}b", f"a{control}"):
        assert refusal(parse, cell) == message


@pytest.mark.parametrize(("cell", "expected"), [(3, 3), (4.0, 4), ("3", 3), (" 4 ", 4)])
def test_level_is_read(cell, expected):
    found = cells.level(cell)
    assert (found, type(found)) == (expected, int)


@pytest.mark.parametrize("cell", [2, 5, 3.5, -3, "2", "34", "3.0", "mức 3", "３", "III", A_DAY])
def test_what_is_no_level_is_refused(cell):
    assert refusal(cells.level, cell).endswith("is not a level: it is 3 or 4.")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("agency", {AGENCY}),
        ("sở", {AGENCY}),
        (unicodedata.normalize("NFD", "Sở"), {AGENCY}),
        ("DISTRICT", {DISTRICT}),
        ("Huyện", {DISTRICT}),
        ("commune", {COMMUNE}),
        (" XÃ ", {COMMUNE}),
        ("district;commune", {DISTRICT, COMMUNE}),
        ("Huyện ; xã;\u00a0district", {DISTRICT, COMMUNE}),
        ("sở;huyện;xã", {AGENCY, DISTRICT, COMMUNE}),
    ],
)
def test_authority_levels_are_read(cell, expected):
    assert cells.authority_levels(cell) == expected


@pytest.mark.parametrize(
    ("cell", "quoted"),
    [
        ("tỉnh", "tỉnh"),
        ("so", "so"),
        ("district,commune", "district,commune"),
        ("district;", ""),
        ("xã;phường", "phường"),
        (3.0, "3"),
    ],
)
def test_what_is_no_authority_level_is_refused(cell, quoted):
    message = f"“{quoted}” is not a level of authority: it is sở, huyện or xã."
    assert refusal(cells.authority_levels, cell) == message


def test_unit_has_one_kind():
    assert cells.unit_kind("Huyện") == DISTRICT
    assert refusal(cells.unit_kind, "huyện;xã") == "A unit has one kind."


def test_long_cell_is_quoted_in_part():
    assert (
        refusal(cells.whole_number, "x" * 1000) == f"“{'x' * 39}…” is not a whole number from 0 on."
    )


def test_message_is_in_the_language_that_is_active(monkeypatch):
    monkeypatch.setattr(cells, "_", lambda message: message.upper())
    assert refusal(cells.whole_number, "") == BLANK.upper()
