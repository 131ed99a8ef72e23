"""Every fault that a table of counts can have, at its row and column, in Vietnamese."""

import datetime

import pytest

from targets.imports.counts import read_counts
from targets.imports.tables import Table, read_table
from targets.models import Procedure
from targets.periods import Month
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY

HEADINGS = ["period", "unit_code", "procedure_code", "total", "online"]
GOOD = ["2018-06", "X1", "1.000270", 10, 4]


@pytest.fixture(autouse=True)
def catalogue(cast):
    factories.ProcedureFactory(code="1.000270")
    factories.ProcedureFactory(code="2.000001", for_communes=False, for_districts=True)
    factories.ProcedureFactory(code="3.000001", for_communes=False, agency=cast.agency)
    cast.other_commune.valid_to = datetime.date(2018, 5, 31)
    cast.other_commune.save()


def faults(*rows):
    with pytest.raises(Faulty) as caught:
        read_counts(Table([HEADINGS, *rows]), today=TODAY)
    return [(fault.row, fault.column, fault.message) for fault in caught.value.faults]


def row(**changes):
    return [changes.get(name, cell) for name, cell in zip(HEADINGS, GOOD, strict=True)]


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"period": "2018-13"}, "period", "“2018-13” không phải là tháng: hãy viết 06/2018 hoặc 2018-06."),
        ({"period": "2018-11"}, "period", "Tháng 11/2018 chưa bắt đầu."),
        ({"period": ""}, "period", "Ô này còn trống."),
        ({"unit_code": "X9"}, "unit_code", "Không có đơn vị mang mã X9."),
        ({"unit_code": "X2"}, "unit_code", "UBND xã Sơn Trung không tồn tại trong tháng 06/2018."),
        ({"procedure_code": "9.999999"}, "procedure_code", "Không có thủ tục mang mã 9.999999."),
        ({"procedure_code": "2.000001"}, "procedure_code", "Thủ tục 2.000001 không thuộc thẩm quyền của UBND xã Cam Tân."),
        ({"procedure_code": "3.000001"}, "procedure_code", "Thủ tục 3.000001 không thuộc thẩm quyền của UBND xã Cam Tân."),
        ({"total": None}, "total", "Ô này còn trống."),
        ({"total": "-5"}, "total", "“-5” không phải là số nguyên từ 0 trở lên."),
        ({"total": -5}, "total", "“-5” không phải là số nguyên từ 0 trở lên."),
        ({"total": "12,5"}, "total", "“12,5” không phải là số nguyên từ 0 trở lên."),
        ({"total": 12.5}, "total", "Ô này chứa số thập phân (12,5): hãy nhập số nguyên, ví dụ 1234."),
        ({"total": "1.2345"}, "total", "“1.2345” không phải là số nguyên từ 0 trở lên."),
        ({"online": "12 hồ sơ"}, "online", "“12 hồ sơ” không phải là số nguyên từ 0 trở lên."),
        ({"online": 11}, "online", "Số hồ sơ trực tuyến (11) lớn hơn tổng số hồ sơ (10)."),
    ],
)  # fmt: skip
def test_fault_stands_at_its_cell(changes, column, message):
    assert faults(row(period="2018-04"), row(period="2018-05"), row(**changes)) == [
        (4, column, message)
    ]


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ({}, "Kỳ 06/2018 đã khóa."),
        (
            {name: datetime.date(2018, 10, 4) for name in ("opens_on", "due_on", "locks_on")},
            "Kỳ 06/2018 chưa mở.",
        ),
    ],
)
def test_closed_month_is_a_fault_but_where_a_workbook_of_the_unit_shows_it(cast, dates, message):
    period = factories.PeriodFactory(month=Month(2018, 6), **dates)
    procedure = Procedure.objects.get(code="1.000270")
    for month, total in [(period.month, 10), (Month(2018, 5), 9)]:
        submission = factories.SubmissionFactory(unit=cast.commune, month=month)
        factories.CountFactory(submission=submission, procedure=procedure, total=total, online=4)
    other_row = row(period="2018-05", total=99)
    assert faults(other_row, row()) == [(3, "period", message)]
    origin = {"unit_code": "X1", "period": "2018", "decision": "", "template_version": "1"}
    [same] = read_counts(Table([HEADINGS, row()], origin=origin), today=TODAY)
    assert (same.month, same.total, same.online) == (Month(2018, 6), 10, 4)
    factories.ProcedureFactory(code="1.000894")
    for change in ({"total": 9}, {"online": 5}, {"procedure_code": "1.000894"}):
        with pytest.raises(Faulty) as raised:
            read_counts(Table([HEADINGS, other_row, row(**change)], origin=origin), today=TODAY)
        assert [(fault.row, fault.column) for fault in raised.value.faults] == [(3, "period")]


def test_all_faults_are_told_in_the_order_of_the_rows():
    found = faults(
        row(total="x", online="y"), row(period="2018-05"), row(unit_code="X9", period="2018-13")
    )
    assert [(number, column) for number, column, _ in found] == [
        (2, "total"),
        (2, "online"),
        (4, "period"),
        (4, "unit_code"),
    ]


def test_same_unit_period_and_procedure_twice_is_a_fault_of_the_later_row():
    again = ["06/2018", "x1".upper(), 1.00027, 3, 3]
    message = "Đơn vị, kỳ báo cáo và thủ tục này đã có ở dòng 2."
    assert faults(GOOD, again) == [(3, "procedure_code", message)]


def test_blank_rows_are_counted_and_passed_over():
    assert [found[0] for found in faults([None] * 5, ["", " ", None, "", ""], row(total=""))] == [4]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"procedure_code": 1.00027}, (Month(2018, 6), 10, 4)),
        ({"period": datetime.date(2018, 6, 17)}, (Month(2018, 6), 10, 4)),
        ({"period": "6/2018"}, (Month(2018, 6), 10, 4)),
        ({"total": "1.234", "online": "1.234"}, (Month(2018, 6), 1234, 1234)),
        ({"total": 12.0, "online": 0}, (Month(2018, 6), 12, 0)),
    ],
)
def test_cell_is_read_as_it_may_be_written(changes, expected):
    [count] = read_counts(Table([HEADINGS, row(**changes)]), today=TODAY)
    assert (count.month, count.total, count.online) == expected


def test_number_cell_is_the_code_of_a_unit(cast):
    cast.commune.code = "22345"
    cast.commune.save()
    [count] = read_counts(Table([HEADINGS, row(unit_code=22345.0)]), today=TODAY)
    assert count.unit_id == cast.commune.pk


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_is_read_with_any_delimiter_and_under_vietnamese_headings(delimiter, mark):
    headings = ["MÃ TTHC", " tổng số hồ sơ ", "Hồ sơ trực tuyến", "Mã đơn vị", "Kỳ báo cáo", "Ghi chú"]  # fmt: skip
    lines = [headings, ["1.000270", "10", "4", "X1", "06/2018", "không có gì"]]
    content = mark + "\r\n".join(delimiter.join(line) for line in lines)
    [count] = read_counts(read_table(content.encode(), "a.csv"), today=TODAY)
    assert (count.row, count.month, count.total, count.online) == (2, Month(2018, 6), 10, 4)


def test_heading_of_the_file_names_the_column_of_its_faults():
    headings = ["Kỳ báo cáo", "Mã đơn vị", "Mã TTHC", "Tổng số hồ sơ", "Hồ sơ trực tuyến"]
    with pytest.raises(Faulty) as caught:
        read_counts(Table([headings, row(total="x")]), today=TODAY)
    assert str(caught.value) == "row 2, Tổng số hồ sơ: “x” không phải là số nguyên từ 0 trở lên."


@pytest.mark.parametrize(
    ("headings", "column", "message"),
    [
        (HEADINGS[:4], "online", "Thiếu cột “Hồ sơ trực tuyến” (hoặc “online”)."),
        ([*HEADINGS, "Tổng số hồ sơ"], "total", "Tiêu đề cột này bị lặp lại."),
    ],
)
def test_missing_or_repeated_heading_is_a_fault_of_the_first_row(headings, column, message):
    with pytest.raises(Faulty) as caught:
        read_counts(Table([headings, GOOD]), today=TODAY)
    assert str(caught.value) == f"row 1, {column}: {message}"
