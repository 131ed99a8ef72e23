import unicodedata

import pytest

from targets.imports.headings import (
    COUNT_COLUMNS,
    PROCEDURE_COLUMNS,
    UNIT_COLUMNS,
    locate,
    numbered_rows,
)
from targets.imports.tables import ErrorCell, Table
from targets.problems import Faulty

ENGLISH = ["period", "unit_code", "procedure_code", "total", "online"]
VIETNAMESE = ["Kỳ báo cáo", "Mã đơn vị", "Mã TTHC", "Tổng số hồ sơ", "Hồ sơ trực tuyến"]


def test_headings_are_those_of_the_interfaces():
    assert dict(zip(ENGLISH, VIETNAMESE, strict=True)) == COUNT_COLUMNS
    assert PROCEDURE_COLUMNS == {
        "code": "Mã TTHC",
        "name": "Tên TTHC",
        "authority_level": "Cấp thực hiện",
        "agency_code": "Mã cơ quan",
        "field": "Lĩnh vực",
        "level": "Mức độ",
        "published_from": "Công bố từ ngày",
        "published_to": "Đến ngày",
        "published_by": "Quyết định công bố",
    }


@pytest.mark.parametrize("columns", [COUNT_COLUMNS, PROCEDURE_COLUMNS, UNIT_COLUMNS])
@pytest.mark.parametrize("written", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_headings_are_found_in_either_language_and_any_case(columns, written, form):
    for headings in (list(columns), list(columns.values())):
        row = [unicodedata.normalize(form, written(heading)) for heading in headings]
        assert locate(columns, row) == {
            name: (index, heading)
            for index, (name, heading) in enumerate(zip(columns, row, strict=True))
        }


def test_headings_stand_in_any_order_among_others():
    row = [
        "STT",
        "Online",
        None,
        "mã tthc",
        "",
        "TOTAL",
        2018.0,
        "unit_code",
        "Kỳ báo cáo",
        "STT",
        ErrorCell(),
    ]
    assert locate(COUNT_COLUMNS, row) == {
        "period": (8, "Kỳ báo cáo"),
        "unit_code": (7, "unit_code"),
        "procedure_code": (3, "mã tthc"),
        "total": (5, "TOTAL"),
        "online": (1, "Online"),
    }


@pytest.mark.parametrize(
    "heading",
    ["  Kỳ báo cáo ", "\u00a0Kỳ báo cáo\u00a0", "\ufeff\u200bKỳ báo cáo\t", "\nKỳ báo cáo\r\n"],
)
def test_blanks_around_a_heading_do_not_matter(heading):
    assert locate(COUNT_COLUMNS, [heading, *ENGLISH[1:]])["period"] == (0, "Kỳ báo cáo")


def test_heading_may_be_broken_over_lines():
    row = ["Kỳ\nbáo  cáo", "Mã\u00a0đơn vị", *ENGLISH[2:]]
    found = locate(COUNT_COLUMNS, row)
    assert (found["period"], found["unit_code"]) == ((0, "Kỳ\nbáo  cáo"), (1, "Mã\u00a0đơn vị"))


def test_every_missing_and_every_repeated_heading_is_a_fault():
    row = ["total", "Tổng số hồ sơ", "TOTAL", "unit_code", "online", "Hồ sơ trực tuyến"]
    with pytest.raises(Faulty) as caught:
        locate(COUNT_COLUMNS, row)
    assert [str(fault) for fault in caught.value.faults] == [
        "row 1, period: The heading “period” or “Kỳ báo cáo” is missing.",
        "row 1, procedure_code: The heading “procedure_code” or “Mã TTHC” is missing.",
        "row 1, total: This heading stands twice.",
        "row 1, online: This heading stands twice.",
    ]


@pytest.mark.parametrize("heading", ["totals", "Tổng số", "Tong so ho so", "to tal", "total*"])
def test_heading_that_differs_is_missing(heading):
    with pytest.raises(Faulty) as caught:
        locate(COUNT_COLUMNS, [heading, "period", "unit_code", "procedure_code", "online"])
    assert [fault.column for fault in caught.value.faults] == ["total"]


def test_rows_are_numbered_as_in_the_file_and_blank_ones_left_out():
    columns = {"total": "Tổng số", "online": "Trực tuyến"}
    table = Table(
        [
            ["note", "online", "total"],
            ["", 1.0, 2.0],
            [],
            ["only a note", "", None],
            ["", " \u00a0\u200b", "\t"],
            ["", "0"],
            ["", None, ErrorCell()],
            [None, 0.0, ""],
            ["", False, ""],
        ]
    )
    assert list(numbered_rows(table, locate(columns, table.rows[0]))) == [
        (2, {"total": 2.0, "online": 1.0}),
        (6, {"total": None, "online": "0"}),
        (7, {"total": ErrorCell(), "online": None}),
        (8, {"total": "", "online": 0.0}),
        (9, {"total": "", "online": False}),
    ]
