"""Tables with titles above their headings: found, and counted from the file's own first row."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from targets.exports.marked import marked
from targets.exports.ods import to_ods
from targets.exports.sheets import Column, Sheet
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.reading import Reader
from targets.imports.tables import read_table
from targets.problems import Fault, Faulty
from tests.targets.imports.test_encodings import windows_1258

VIETNAMESE = list(COUNT_COLUMNS.values())
ROW = ["2018-09", "X1", "1.000270", "12", "3"]
TITLES = [
    ["UBND xã Cam Tân, tháng 9, năm 2018, bản 1, gửi ngày 3/10, lần 2"],
    [],
    ["Mã đơn vị", "X1"],
]


def csv(rows):
    return "\r\n".join(";".join(row) for row in rows).encode()


def xlsx(rows):
    workbook, content = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(content)
    return content.getvalue()


def ods(rows):
    width = max(map(len, rows))
    columns = [Column(text) for text in [*rows[0], *[""] * width][:width]]
    filled = [[*row, *[None] * width][:width] for row in rows[1:]]
    return to_ods([Sheet("1", columns, filled)])


each_kind = pytest.mark.parametrize("kind", [csv, xlsx, ods], ids=lambda kind: kind.__name__)


def numbers(content, kind):
    table = read_table(content, f"a.{kind.__name__}", COUNT_COLUMNS)
    return [(row.number, [*row.cells.values()]) for row in Reader(table, COUNT_COLUMNS).rows()]


@each_kind
def test_headings_are_found_below_titles(kind):
    rows = [*TITLES, VIETNAMESE, ROW, [], ROW]
    assert numbers(kind(rows), kind) == [(5, ROW), (7, ROW)]


@each_kind
@pytest.mark.parametrize(("titles", "is_found"), [(19, True), (20, False)])
def test_headings_are_looked_for_in_twenty_rows(kind, titles, is_found):
    content = kind([*[["x"]] * titles, VIETNAMESE, ROW])
    if is_found:
        assert numbers(content, kind) == [(21, ROW)]
        return
    with pytest.raises(Faulty) as caught:
        numbers(content, kind)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (1, name) for name in COUNT_COLUMNS
    ]


@each_kind
def test_heading_that_is_missing_below_titles_is_a_fault_of_the_first_row(kind):
    with pytest.raises(Faulty) as caught:
        numbers(kind([*TITLES, VIETNAMESE[:4], ROW]), kind)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(1, "online")]


def test_quoted_headings_below_a_title_tell_the_delimiter():
    quoted = [[f'"{cell}"' for cell in row] for row in (VIETNAMESE, ROW)]
    assert numbers(csv([*TITLES, *quoted]), csv) == [(5, ROW)]


def test_old_font_and_encoding_are_named_below_a_title():
    title, headings = "Bao cao", ";".join(VIETNAMESE)
    tcvn3 = headings.replace("Kỳ báo cáo", "Kú b¸o c¸o").replace("Mã đơn vị", "M· ®¬n vÞ")
    with pytest.raises(Faulty, match="TCVN3"):
        numbers(f"{title}\n{tcvn3}\n".encode(), csv)
    with pytest.raises(Faulty, match="windows-1258"):
        numbers(windows_1258(f"{title}\nMã TTHC;total\n"), csv)


@each_kind
def test_table_is_found_among_sheets_and_marked_at_its_own_rows(kind):
    rows = [*TITLES, VIETNAMESE, [*ROW[:3], "x", "3"]]
    content = kind(rows)
    table = read_table(content, f"a.{kind.__name__}", COUNT_COLUMNS)
    faults = [Fault(5, VIETNAMESE[3], "sai"), Fault(5, VIETNAMESE[4], "sai")]
    answer = marked(content, sheet=table.sheet, table=table, faults=faults)
    sheet = load_workbook(io.BytesIO(answer)).active
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["D5", "E5"]


def test_sheet_with_a_title_is_chosen_among_others():
    workbook, content = Workbook(), io.BytesIO()
    workbook.active.append(["Hướng dẫn"])
    sheet = workbook.create_sheet("Số liệu")
    for row in [*TITLES, VIETNAMESE, ROW]:
        sheet.append(row)
    workbook.save(content)
    assert read_table(content.getvalue(), "a.xlsx", COUNT_COLUMNS).sheet == "Số liệu"
