"""League tables as files for people: what their cells are, and that no name ever becomes a formula."""

import csv
import datetime
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from odf import table as odf_table
from odf.opendocument import load
from openpyxl import load_workbook

from reporting.exports import WRITERS, League
from reporting.standings import standings
from targets.models import Submission
from targets.periods import Month, Span
from tests import factories
from tests.reporting.conftest import BY_GROUP_AND_RANK, FIELDS

SPAN = Span(Month(2018, 1), Month(2018, 9))
AT = datetime.datetime(2018, 10, 3, 2, 5, tzinfo=datetime.UTC)
HEADINGS = [
    "Hạng",
    "Mã đơn vị",
    "Đơn vị",
    "Huyện",
    "Khoản",
    "Tổng số hồ sơ",
    "Hồ sơ trực tuyến",
    "Tỷ lệ",
    "Chỉ tiêu tối thiểu",
    "Mức hoàn thành",
    "Số hồ sơ thiếu",
    "Kết quả",
    "Số tháng đã báo cáo",
    "Số tháng phải báo cáo",
]
FORMULAS = ["=1+1", "+84 258", "-5", "@SUM(A1)", '=HYPERLINK("x")', "\t=1+1"]


@pytest.fixture
def written(province):
    def written(extension):
        rows = standings(province.decision, SPAN, datetime.date(2018, 10, 3))
        league = League(province.decision, SPAN, rows, at=AT)
        return WRITERS[extension].write(league)

    return written


@pytest.fixture
def workbook(written):
    return lambda: load_workbook(io.BytesIO(written("xlsx")))


@pytest.fixture
def document(written):
    return lambda: load(io.BytesIO(written("ods")))


def named(province, name):
    unit = province.units["SO"]
    unit.name = name
    unit.save()


def test_workbook_has_a_sheet_for_each_group(workbook):
    assert workbook().sheetnames == ["Sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"]


def test_sheet_says_what_it_is_above_its_table(workbook):
    sheet = workbook()["UBND cấp xã"]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "Bảng xếp hạng: UBND cấp xã",
        "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018 (hồ sơ tiếp nhận từ ngày 1/1/2018 đến ngày 30/9/2018)",
        "Số liệu lúc 09:05 3/10/2018",
        None,
    ]
    assert [cell.value for cell in sheet[5]] == HEADINGS


@pytest.mark.parametrize(
    ("which", "says_so"),
    [({}, True), ({"status": "draft"}, False), ({"month": "2018-10"}, False)],
)
def test_file_says_where_its_figures_are_sample(province, workbook, document, which, says_so):
    changed = Submission.objects.filter(**which or {"unit__code": "X1"}).update(is_sample=True)
    note = "DỮ LIỆU MẪU: các số liệu này không có thật."
    in_xlsx = [note in [cell.value for cell in sheet["A"]] for sheet in workbook()]
    in_ods = [
        note in str(sheet) for sheet in document().spreadsheet.getElementsByType(odf_table.Table)
    ]
    assert (changed, in_xlsx, in_ods) == (1, [says_so] * 3, [says_so] * 3)


def test_workbook_cells_are_typed(workbook):
    sheet = workbook()["Sở, ban, ngành"]
    first, second, third = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=6))
    assert first == [
        1, "SY", "Sở Y tế", None, "1.a", 1_234, 500, 0.4052, 0.4, 1.013, 0, "Vượt chỉ tiêu", 1, 9
    ]  # fmt: skip
    assert second == [
        2, "SO", "Sở Tài chính", None, "1.a", 100_000, 39_996, 0.3999, 0.4, 0.9999, 4, "Không đạt", 2, 9
    ]  # fmt: skip
    assert third == [
        None, "SV", "Sở Nội vụ", None, "1.b", 0, 0, None, 0.35, None, 0, "Không phát sinh", 1, 9
    ]  # fmt: skip


def test_what_is_blank_is_an_empty_cell_in_a_workbook(workbook):
    rows = workbook()["UBND cấp huyện"].iter_rows(min_row=6, values_only=True)
    found = {row[1]: (row[5], row[6], row[10]) for row in rows}
    assert found == {"H1": (10, 3, 0), "H2": (None, None, None), "H3": (3, 2, None)}


def test_workbook_formats_are_those_of_figures(workbook):
    row = workbook()["UBND cấp xã"][6]
    assert [cell.number_format for cell in row] == [
        "#,##0", "@", "@", "@", "@", "#,##0", "#,##0", "0.00%", "0.00%", "0.0000", "#,##0", "@", "#,##0", "#,##0"
    ]  # fmt: skip
    assert [cell.data_type for cell in row] == list("nssss") + ["n"] * 6 + list("snn")


def test_workbook_headings_are_frozen_and_repeat_in_print(workbook):
    for sheet in workbook():
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")


def test_workbook_columns_have_widths(workbook):
    for sheet in workbook():
        widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKLMN"]
        assert widths == [8, 13, 40, 26, 9, 12, 12, 11, 11, 12, 12, 18, 11, 11]


@pytest.mark.parametrize("name", FORMULAS)
def test_name_never_becomes_a_formula_in_a_workbook(province, written, workbook, name):
    named(province, name)
    cell = workbook()["Sở, ban, ngành"]["C7"]
    assert (cell.value, cell.data_type) == (name, "s")
    parts = zipfile.ZipFile(io.BytesIO(written("xlsx")))
    sheets = [parts.read(part) for part in parts.namelist() if part.startswith("xl/worksheets/")]
    assert [sheet.count(b"<f>") for sheet in sheets] == [0, 0, 0]


@pytest.mark.parametrize("name", FORMULAS[:5])
def test_name_never_becomes_a_formula_in_an_opendocument(province, written, document, name):
    named(province, name)
    cells = document().spreadsheet.getElementsByType(odf_table.TableCell)
    found = [cell for cell in cells if str(cell) == name]
    assert [cell.getAttribute("valuetype") for cell in found] == ["string"]
    content = zipfile.ZipFile(io.BytesIO(written("ods"))).read("content.xml")
    assert b"table:formula" not in content


@pytest.mark.parametrize("name", FORMULAS)
def test_name_never_becomes_a_formula_in_csv(province, written, name):
    named(province, name)
    rows = csv.DictReader(io.StringIO(written("csv").decode("utf-8-sig")))
    assert [row["name"] for row in rows if row["unit"] == "SO"] == [f"'{name}"]


def test_csv_opens_in_excel_with_its_letters(written):
    content = written("csv")
    assert content.startswith(b"\xef\xbb\xbfunit,name,group,")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == FIELDS
    assert [row[0] for row in rows[1:]] == BY_GROUP_AND_RANK
    assert rows[2][:2] == ["SO", "Sở Tài chính"]
    assert content.count(b"\r\n") == content.count(b"\n") == 11


def test_json_keeps_letters_and_gives_no_name_an_apostrophe(province, written):
    named(province, "=Sở")
    content = written("json").decode()
    assert '"name": "=Sở"' in content
    assert json.loads(content)["decision"] == "852/QĐ-UBND"


def test_opendocument_cells_are_typed(document):
    sheet = document().spreadsheet.getElementsByType(odf_table.Table)[0]
    row = sheet.getElementsByType(odf_table.TableRow)[-2]
    cells = row.getElementsByType(odf_table.TableCell)
    kinds = [(cell.getAttribute("valuetype"), cell.getAttribute("value")) for cell in cells]
    text, blank = ("string", None), (None, None)
    assert kinds == [
        ("float", "2"), text, text, blank, text, ("float", "100000"), ("float", "39996"),
        ("percentage", "0.3999"), ("percentage", "0.40"), ("float", "0.9999"), ("float", "4"),
        text, ("float", "2"), ("float", "9"),
    ]  # fmt: skip
    assert [str(cell) for cell in cells[1:3]] == ["SO", "Sở Tài chính"]


def test_opendocument_has_notes_headings_widths_and_its_content_type(written, document):
    sheets = document().spreadsheet.getElementsByType(odf_table.Table)
    assert [sheet.getAttribute("name") for sheet in sheets] == [
        "Sở, ban, ngành",
        "UBND cấp huyện",
        "UBND cấp xã",
    ]
    rows = sheets[0].getElementsByType(odf_table.TableRow)
    assert [str(row) for row in rows[:4]] == [
        "Bảng xếp hạng: Sở, ban, ngành",
        "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018 (hồ sơ tiếp nhận từ ngày 1/1/2018 đến ngày 30/9/2018)",
        "Số liệu lúc 09:05 3/10/2018",
        "",
    ]
    headings = sheets[0].getElementsByType(odf_table.TableHeaderRows)[0]
    assert [str(cell) for cell in headings.getElementsByType(odf_table.TableCell)] == HEADINGS
    assert len(sheets[0].getElementsByType(odf_table.TableColumn)) == len(HEADINGS)
    parts = zipfile.ZipFile(io.BytesIO(written("ods")))
    assert parts.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    ElementTree.fromstring(parts.read("content.xml"))


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_download_has_its_type_and_a_name(client, cast, province, extension, content_type):
    client.force_login(cast.long)
    answer = client.get(f"/league/export.{extension}", {"first": "2018-06", "through": "2018-08"})
    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="xep-hang-2018-06-2018-08_2018-06-01_2018-08-31.{extension}"'
    )


def test_json_says_which_days_are_covered(client, cast, province):
    factories.PeriodFactory(month=Month(2018, 6), covers_from="2018-05-15", covers_to="2018-06-14")
    client.force_login(cast.long)
    answer = client.get("/league/export.json", {"first": "2018-06", "through": "2018-08"})
    assert (answer.json()["covers_from"], answer.json()["covers_to"]) == (
        "2018-05-15",
        "2018-08-31",
    )
    assert "_2018-05-15_2018-08-31.json" in answer["Content-Disposition"]


def test_download_of_an_unknown_kind_is_not_there(client, cast, province):
    client.force_login(cast.long)
    assert client.get("/league/export.pdf").status_code == 404


def codes(client, **query):
    return [unit["unit"] for unit in client.get("/dashboard/export.json", query).json()["units"]]


def test_dashboard_goes_out_under_its_filters(client, cast, province):
    client.force_login(cast.dung)
    for query in ({}, {"group": "commune"}, {"status": "not_met", "through": "2018-07"}):
        page = client.get("/dashboard/", query)
        assert set(codes(client, **query)) == {row.unit.code for row in page.context["rows"]}
    assert client.get("/dashboard/export.pdf").status_code == 404


def test_dashboard_of_a_district_goes_out_with_its_own_units_only(client, cast, province):
    client.force_login(cast.binh)
    page = client.get("/dashboard/")
    assert set(codes(client)) == {row.unit.code for row in page.context["rows"]}
    assert set(codes(client)) < {
        row.unit.code for row in standings(province.decision, SPAN, AT.date())
    }
