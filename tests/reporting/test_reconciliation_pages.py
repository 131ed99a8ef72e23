"""The pages and files of the comparison: each sees the units that he may see, and the file holds what the page shows."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from targets.models import Submission
from tests import factories
from tests.reporting.html_tables import lines, tables
from tests.reporting.reports import report
from tests.reporting.test_reconciliation import PORTAL, load, load_form
from tests.tables_out import check_kinds

# Beside each unit's name, what is reported and counted elsewhere, and the differences.
COMMUNE = ["10", "4", "40,00 %", "9", "2", "22,22 %", "+1", "+2"]
OTHER_COMMUNE = ["–", "–", "–", "1.234", "1", "0,08 %", "–", "–"]


def spaced(row):
    return [cell.replace("\xa0", " ") for cell in row]


def shown(page, table=0):
    """The rows of a table: the unit and its figures."""
    # Below the first row of headings stands a second one.
    return [[row[0], *spaced(row[-8:])] for row in tables(page)[table][1:]]


@pytest.fixture
def province(cast):
    """Cam Tân reports 10 in June where the source has 9; Sơn Trung reports nothing; a code that nobody knows."""
    factories.DecisionFactory()
    procedure = factories.ProcedureFactory(code="1.000001", name="Khai sinh")
    report(cast.commune, "2018-06", (procedure, 4, 10))
    load(
        cast.dung,
        ("2018-06", "X1", "1.000001", 9, 2),
        ("2018-06", "X1", "9.999999", 7, 7),
        ("2018-06", "X2", "1.000001", 1_234, 1),
        ("2018-06", "Z9", "1.000001", 3, 3),
    )
    return cast


@pytest.mark.parametrize(
    ("person", "units"),
    [
        ("lan", ["UBND xã Cam Tân"]),
        ("binh", ["UBND xã Cam Tân"]),
        ("chau", []),
        ("dung", ["UBND xã Cam Tân", "UBND xã Sơn Trung"]),
        ("long", ["UBND xã Cam Tân", "UBND xã Sơn Trung"]),
        ("son", ["UBND xã Cam Tân", "UBND xã Sơn Trung"]),
    ],
)
def test_person_sees_the_units_that_he_may_see(client, province, person, units):
    client.force_login(getattr(province, person))
    page = client.get("/reconciliation/")
    assert [row.unit.name for row in page.context["rows"]] == units
    sees_all = person in ("dung", "long", "son")
    assert ("Z9" in lines(page)) == sees_all
    answers = [client.get(f"/units/{code}/reconciliation/").status_code for code in ("X1", "X2")]
    assert answers == [
        200 if name in units else 404 for name in ("UBND xã Cam Tân", "UBND xã Sơn Trung")
    ]
    rows = json.loads(client.get("/reconciliation/export.json").content)
    assert {row["Mã đơn vị"] for row in rows} == {
        *(["X1"] if "UBND xã Cam Tân" in units else []),
        *(["X2", "Z9"] if sees_all else []),
    }


def test_page_shows_what_is_reported_and_counted_elsewhere(client, province):
    client.force_login(province.dung)
    page = client.get("/reconciliation/")
    assert shown(page) == [["UBND xã Cam Tân", *COMMUNE], ["UBND xã Sơn Trung", *OTHER_COMMUNE]]
    assert tables(page)[1] == [["Z9", PORTAL, "06/2018", "3", "3"]]
    found = lines(page)
    assert "2 dòng đối chiếu, 2 dòng có chênh lệch, 0 dòng không có trong nguồn" in found
    assert "06/2018: 1 đã gửi" in found
    assert "Chưa báo cáo: 06/2018" in found
    assert "Nguồn này còn 7 hồ sơ không thuộc diện tính" in found


@pytest.mark.parametrize(
    ("show", "units"), [("", ["X1", "X2"]), ("differences", ["X2"]), ("not_in_source", ["X1"])]
)
def test_unit_of_which_the_source_says_nothing_is_no_difference(client, province, show, units):
    load(province.dung, ("2018-06", "X2", "1.000001", 3, 1), source="Một cửa")
    client.force_login(province.dung)
    page = client.get("/reconciliation/", {"source": "Một cửa", "show": show})
    assert [row.unit.code for row in page.context["rows"]] == units
    counts = (len(units), units.count("X2"), units.count("X1"))
    words = "%s dòng đối chiếu, %s dòng có chênh lệch, %s dòng không có trong nguồn"
    assert words % counts in lines(page)
    of_one = client.get("/units/X1/reconciliation/", {"source": "Một cửa", "show": show})
    assert len(of_one.context["sections"]) == 1


def test_unit_page_shows_months_and_procedures(client, province):
    client.force_login(province.lan)
    months, procedures = tables(client.get("/units/X1/reconciliation/"))
    assert [spaced(row) for row in months[1:]] == [["06/2018", "Đã gửi", *COMMUNE]]
    assert [spaced(row) for row in procedures[1:]] == [
        ["Khai sinh", *COMMUNE, ""],
        ["9.999999", "–", "–", "–", "7", "7", "100,00 %", "–", "–", "không có trong danh mục"],
    ]


def test_unit_page_shows_a_form_06_with_its_fields(client, province):
    load_form(province.lan, province.commune, "2018-06", "2018-06")
    client.force_login(province.lan)
    found = tables(client.get("/units/X1/reconciliation/?source=06/VPCP/KSTT"))
    assert spaced(found[0][1]) == [
        *("06/2018", "10", "4", "40,00 %"),
        *("1.272", "209", "16,43 %", "−1.262", "−205"),
    ]
    assert [row[1:] for row in found[1]] == [
        ["Hộ tịch", "28", "8"],
        ["Đất đai", "10", "1"],
        ["Chứng thực", "1.234", "200"],
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["X1", "X1", "X2", "Z9"]),
        ("source=Một cửa", ["X1"]),
        (f"source={PORTAL}", ["X1", "X2", "Z9"]),
        (f"source={PORTAL}&show=differences", ["X1", "X2", "Z9"]),
        ("source=Một cửa&show=differences", []),
        ("group=agency", ["Z9"]),
        ("district=H2", ["X2", "Z9"]),
        ("first=2018-07&through=2018-09", []),
        ("source=nobody", ["X1", "X1", "X2", "Z9"]),
    ],
)
def test_file_holds_the_rows_of_the_page_under_its_filters(client, province, query, codes):
    load(province.dung, ("2018-06", "X1", "1.000001", 10, 4), source="Một cửa")
    client.force_login(province.dung)
    page = client.get(f"/reconciliation/?{query}")
    on_page = [row.unit.code for row in page.context["rows"]]
    assert on_page + [one.unit_code for one in page.context["unknown"]] == codes
    rows = json.loads(client.get(f"/reconciliation/export.json?{query}").content)
    assert [row["Mã đơn vị"] for row in rows] == codes


@pytest.mark.parametrize(
    "address",
    ["/reconciliation/export", "/units/X1/reconciliation", "/units/X1/reconciliation/months"],
)
def test_comparison_goes_out_the_same_in_each_kind(client, province, address):
    client.force_login(province.dung)
    check_kinds(client, address)


def test_file_of_sample_data_says_so_once(client, province):
    Submission.objects.update(is_sample=True)
    client.force_login(province.dung)
    workbook = load_workbook(io.BytesIO(client.get("/reconciliation/export.xlsx").content))
    notes = [str(row[0]) for row in workbook.active.iter_rows(values_only=True)]
    assert sum("DỮ LIỆU MẪU" in note for note in notes) == 1


def test_files_hold_exact_figures(client, province):
    client.force_login(province.dung)
    text = client.get("/units/X1/reconciliation.csv").content.decode("utf-8-sig")
    by_department = [PORTAL, "cơ quan chủ trì"]
    known = ["1.000001", "Khai sinh", "10", "4", "9", "2", "1", "2", "40.00", "22.22", ""]
    figures = ["", "", "7", "7", "", "", "", "100.00"]
    unknown = ["9.999999", "", *figures, "không có trong danh mục"]
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        [*by_department, *known],
        [*by_department, *unknown],
    ]
    workbook = load_workbook(io.BytesIO(client.get("/reconciliation/export.xlsx").content))
    values = list(workbook.active.iter_rows(values_only=True))
    first = next(row for row in values if row[0] == "X1")
    assert first[1:8] == ("UBND xã Cam Tân", PORTAL, "cơ quan chủ trì", "06/2018", 0, 1, None)
    assert first[9:15] == (10, 4, 9, 2, 1, 2)


def test_address_of_no_kind_of_file_leads_nowhere(client, province):
    client.force_login(province.dung)
    assert client.get("/reconciliation/export.pdf").status_code == 404
    assert client.get("/units/X1/reconciliation.pdf").status_code == 404


def test_unit_without_another_source_says_so(client, province):
    client.force_login(province.chau)
    page = client.get("/units/SO/reconciliation/")
    assert "Không có số liệu nguồn khác về đơn vị này trong các tháng đã chọn." in lines(page)
