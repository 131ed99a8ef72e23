"""Every table of the portal goes out: all its rows, under the filters of its page, the same in each kind of file."""

import csv
import datetime
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.actions.sources import load_counts
from targets.actions.tokens import make_token, note_call
from targets.exports.files import FILES
from targets.exports.sheets import Column, Kind, Sheet
from targets.imports.tables import read_table
from targets.models import Reminder, Scope, Submission, UnlockRequest, Upload
from targets.periods import Month
from tests import factories
from tests.reporting.conftest import Province
from tests.reporting.html_tables import tables
from tests.tables_out import check_kinds, check_whole, records

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# How many of the tables in a template do not go out from it, and where their rows do.
STAY = {
    # From each page that includes it.
    "reporting/heat.html": 1,
    "targets/reference_changes.html": 1,
    "targets/field_lines.html": 1,
    "reporting/rankings/difference_table.html": 1,
    "reporting/rankings/table.html": 1,
    # The states of months, with the figures in the one file of the unit's changes.
    "targets/history.html": 1,
    # The units unknown here, at the end of the file of the page.
    "reporting/reconciliation.html": 1,
    # What a form 06 says of all its months together, as one line of the file of months.
    "reporting/reconciliation_unit.html": 1,
}
# Its one row stands on the page of the ranking, from which it goes out.
ONE_ROW = {"reporting/rankings/object.html"}
AT = datetime.datetime(2018, 10, 2, 2, 5, tzinfo=datetime.UTC)
DOWNLOAD = re.compile("{% download(?:s|_buttons|_carried) ")
HEADINGS = "period,unit_code,procedure_code,total,online\n"


@pytest.fixture
def busy(cast):
    """A province in which each table has a row or more; July and September have periods."""
    province = Province(cast)
    for month in (Month(2018, 7), Month(2018, 9)):
        factories.PeriodFactory(month=month)
    UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 6),
        reason="Nhập thiếu.",
        asked_by=cast.lan,
        asked_at=AT,
    )
    Reminder.objects.create(
        person=cast.lan, kind="due", unit=cast.commune, cause="a", made_at=AT, sent_at=AT
    )
    Upload.objects.create(
        name="=a.csv",
        content=b"",
        sha256="0" * 64,
        uploaded_by=cast.dung,
        uploaded_at=AT,
        stored_at=AT,
        rows=5,
        new=2,
        changed=1,
        not_counted=0,
    )
    token, _secret = make_token(
        unit=cast.commune,
        person=cast.lan,
        label="Một cửa",
        scopes=[Scope.READ_UNIT],
        expires_on=datetime.date(2018, 12, 31),
        by=cast.dung,
        at=AT,
    )
    note_call(token=token, method="GET", path="/api", status=200, address="", outcome=None, at=AT)
    load_counts(
        name="a.csv",
        content=(HEADINGS + "2018-06,X1,2.000001,9,4\n2018-06,X99,2.000001,9,4\n").encode(),
        source="Một cửa điện tử",
        taken_on=AT.date(),
        by=cast.dung,
        at=AT,
    )
    province.token = token.pk
    return province


# The page, which of its tables it is (some go out in one file), and the address without the kind. The dashboard's tiles are no table.
OUT = [
    ("/dashboard/courses/", 0, "/dashboard/courses"),
    ("/compare/", 0, "/compare/export"),
    ("/dashboard/ahead/", 0, "/dashboard/ahead"),
    ("/dashboard/", 0, "/dashboard/course"),
    ("/dashboard/", 1, "/dashboard/behind"),
    ("/dashboard/procedures/", 0, "/dashboard/procedures"),
    ("/dashboard/", 3, "/dashboard/districts"),
    ("/dashboard/", 4, "/dashboard/missing"),
    ("/matrix/", 0, "/matrix/export"),
    ("/letters/", 0, "/letters/export"),
    ("/units/X1/", 1, "/units/X1/months"),
    ("/units/X1/", 2, "/units/X1/procedures"),
    ("/units/X1/reports/2018-06/", 0, "/units/X1/reports/2018-06/figures"),
    ("/reviews/", 0, "/reviews/export"),
    ("/periods/", 0, "/periods/export"),
    ("/reminders/", 0, "/reminders/export"),
    ("/uploads/", 0, "/uploads/export"),
    ("/sources/", 0, "/sources/export"),
    ("/tokens/", 0, "/tokens/export"),
    ("/tokens/{token}/", 0, "/tokens/{token}/calls"),
    ("/units/X1/", 0, "/units/X1/neighbours"),
    ("/units/X1/history/", (0, 1), "/units/X1/history"),
    ("/reconciliation/", (0, 1), "/reconciliation/export"),
    ("/units/X1/reconciliation/", 0, "/units/X1/reconciliation/months"),
    ("/units/X1/reconciliation/", 1, "/units/X1/reconciliation"),
]


@pytest.mark.parametrize(("page", "which", "address"), OUT)
def test_table_goes_out_whole_and_the_page_leads_there(client, cast, busy, page, which, address):
    client.force_login(cast.dung)
    page, address = (each.format(token=busy.token) for each in (page, address))
    check_whole(client, page, which, address)


@pytest.mark.parametrize("address", [*[address for *_, address in OUT], "/dashboard/groups"])
def test_each_kind_of_file_holds_the_same(client, cast, busy, address):
    client.force_login(cast.dung)
    check_kinds(client, address.format(token=busy.token))


@pytest.mark.parametrize(
    ("page", "which", "address", "query"),
    [
        ("/matrix/", 0, "/matrix/export", {"group": "agency", "through": "2018-03"}),
        ("/dashboard/courses/", 0, "/dashboard/courses", {"status": "met"}),
        ("/dashboard/", 1, "/dashboard/behind", {"group": "commune"}),
        ("/dashboard/procedures/", 0, "/dashboard/procedures", {"group": "commune"}),
        ("/dashboard/", 0, "/dashboard/course", {"through": "2018-04"}),
        ("/dashboard/", 4, "/dashboard/missing", {"group": "commune", "status": "met"}),
        ("/letters/", 0, "/letters/export", {"status": "not_met"}),
        ("/units/SO/", 1, "/units/SO/months", {"through": "2018-02"}),
        ("/units/SO/", 2, "/units/SO/procedures", {"first": "2018-06", "through": "2018-06"}),
    ],
)
def test_table_goes_out_under_the_filters_of_its_page(
    client, cast, busy, page, which, address, query
):
    client.force_login(cast.dung)
    rows = tables(client.get(page, query))[which]
    found = records(client, f"{address}.json", query)
    assert len(found) == len(rows)
    assert found != records(client, f"{address}.json")


def test_unit_page_goes_out_as_it_reads(client, cast, busy):
    client.force_login(cast.long)
    months = records(client, "/units/SO/months.json")
    assert months[5] == {
        "Tháng": "2018-06",
        "Trạng thái": "Đã gửi",
        "Tổng số": 60_000,
        "Trực tuyến": 9_996,
        "Tỷ lệ trong tháng": "16.66",
        "Tỷ lệ lũy kế": "39.99",
    }
    assert len(months) == 9
    assert [row["Mã"] for row in records(client, "/units/SO/procedures.json")] == ["1.SO"]


def test_district_takes_out_its_own_units_alone(client, cast, busy):
    client.force_login(cast.binh)
    for address in ("/matrix/export.json", "/dashboard/missing.json"):
        assert {row["Mã đơn vị"] for row in records(client, address)} <= {"H1", "X1", "X3", "X4"}


def test_reason_goes_out_to_those_who_see_the_unit(client, cast, busy):
    client.force_login(cast.lan)
    assert records(client, "/unlocks/export.json")[0]["Lý do"] == "Nhập thiếu."
    client.force_login(cast.chau)
    assert records(client, "/unlocks/export.json")[0]["Lý do"] == ""


def test_figures_of_a_month_may_come_in_again(client, cast, busy):
    client.force_login(cast.son)
    content = client.get("/units/X1/reports/2018-06/figures.csv").content
    file = SimpleUploadedFile("a.csv", content)
    preview = client.post("/uploads/", {"file": file}, follow=True)
    outcome = preview.context["delivered"].outcome
    assert (outcome.rows, outcome.unchanged) == (1, 1)


def test_what_files_would_change_goes_out_until_they_are_stored(client, cast, busy):
    client.force_login(cast.son)
    rows = ["6/2018,X1,2.000001,9,4\n", "6/2018,X1,2.000001,-9,4\n", "6/2018,X2,2.000001,7,7\n"]
    files = [
        SimpleUploadedFile(f"{number}.csv", (HEADINGS + row).encode())
        for number, row in enumerate(rows)
    ]
    page = client.post("/uploads/", {"file": [files[0], files[2]]}, follow=True)
    address = page.request["PATH_INFO"]
    changed = [list(line.values()) for line in records(client, f"{address}changes.json")]
    assert changed[0] == ["0.csv", 2, "2018-06", "X1", "2.000001", 5, 1, 9, 4]
    assert [line["Tệp"] for line in records(client, f"{address}files.json")] == ["0.csv", "2.csv"]
    assert [line["Mã đơn vị"] for line in records(client, f"{address}units.json")] == ["X1", "X2"]
    faulty = client.post("/uploads/", {"file": files[1]}, follow=True).request["PATH_INFO"]
    [fault] = records(client, f"{faulty}faults.json")
    assert [fault["Tệp"], fault["Dòng"], fault["Cột"]] == ["1.csv", 2, "total"]
    assert client.get(f"{faulty}nothing.json").status_code == 404
    client.post(address, {"seen": page.context["delivered"].newest_reading})
    assert client.get(f"{address}changes.json").status_code == 404


def test_what_a_decision_changes_goes_out_from_its_page(client, cast, busy):
    client.force_login(cast.son)
    fixture = Path(__file__).parent / "browser" / "walk.py"
    text = re.search('DECISION = """\n(.*?)"""', fixture.read_text(), re.DOTALL)[1]
    answer = client.post("/decisions/adopt/", {"text": text, "as": "json"})
    changed = {row["Mã đơn vị"]: row for row in answer.json()}
    assert changed["SO"]["Chỉ tiêu trước"] == "40.00"
    assert changed["SO"]["Chỉ tiêu sau"] == "45"
    assert client.post("/decisions/adopt/", {"text": text, "as": "pdf"}).status_code == 404
    assert busy.decision.targets.count() == 9


def test_file_of_sample_data_says_so(client, cast, busy):
    client.force_login(cast.dung)
    name = client.get("/periods/export.xlsx").headers["Content-Disposition"]
    assert "mau" not in name
    Submission.objects.update(is_sample=True)
    answer = client.get("/matrix/export.xlsx")
    assert answer.headers["Content-Disposition"].endswith('-du-lieu-mau.xlsx"')
    assert any("DỮ LIỆU MẪU" in str(row) for row in read_table(answer.content, "a.xlsx").rows[:5])


@pytest.mark.parametrize(
    "address", ["/periods/export.pdf", "/matrix/export.XLSX", "/units/X1/months.csvx"]
)
def test_another_kind_of_file_is_not_there(client, cast, busy, address):
    client.force_login(cast.dung)
    assert client.get(address).status_code == 404


def test_csv_opens_in_excel_and_holds_no_formula(client, cast, busy):
    client.force_login(cast.dung)
    content = client.get("/uploads/export.csv").content
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=a.csv"


@pytest.mark.parametrize("extension", FILES)
def test_text_that_no_page_shows_breaks_no_file(extension):
    sheet = Sheet("1", [Column("a"), Column("b", Kind.WHOLE)], [["\x01a\ufffe\x0b", 1]])
    content = FILES[extension][1](sheet)
    if extension in ("xlsx", "ods"):
        assert read_table(content, f"a.{extension}").rows[1][0] == "\ufffda\ufffd\ufffd"


@pytest.mark.parametrize(
    "template",
    [path for path in TEMPLATES.rglob("*.html") if "<table" in path.read_text()],
    ids=lambda path: path.name,
)
def test_every_table_of_a_template_goes_out(template):
    text = template.read_text()
    # One page may offer more than it has tables: the dashboard's tiles go out too.
    missing = text.count("<table") - len(DOWNLOAD.findall(text))
    assert max(missing, 0) == STAY.get(str(template.relative_to(TEMPLATES)), 0)


@pytest.mark.parametrize(
    "part", [name for name in STAY if "{% extends" not in (TEMPLATES / name).read_text()]
)
def test_table_of_a_part_goes_out_from_each_page_that_includes_it(part):
    texts = {
        str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")
    }
    pages = {name for name, text in texts.items() if f'include "{part}"' in text}
    assert pages
    assert {name for name in pages if not DOWNLOAD.search(texts[name])} <= ONE_ROW
