import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.imports import cells
from targets.imports.tables import ErrorCell, UncalculatedCell
from targets.models import Unit
from tests.targets.imports.refusals import A_DAY, BLANK, refusal

AGENCY, DISTRICT, COMMUNE = Unit.Kind.AGENCY, Unit.Kind.DISTRICT, Unit.Kind.COMMUNE
ERROR = "This cell holds an error of the spreadsheet, such as #N/A."


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


def test_formula_without_its_result_is_never_a_value():
    for parse in (cells.whole_number, cells.month, cells.unit_code, cells.optional_text):
        assert refusal(parse, UncalculatedCell()) == (
            "This cell holds a formula without its result: "
            "open the file in Excel or LibreOffice, save it, and send it again."
        )


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
