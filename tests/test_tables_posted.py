"""Tables of what is not stored go out too: by the form that they hang on, or carried by the page that shows them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reporting.models import ScoringRule
from targets.exports.carried import MOST_CARRIED, carried, carry
from targets.exports.files import FILES
from targets.exports.sheets import Column, Kind, Sheet
from targets.imports.tables import read_table
from targets.models import Decision, Extract, ReportingPeriod, Submission, Upload
from targets.periods import Month
from tests import factories, form_06
from tests.reporting.conftest import Province
from tests.reporting.html_tables import tables
from tests.reporting.test_scoring_pages import NEW, typed
from tests.tables_out import check_contents, check_kinds, records
from tests.targets.test_form_06_pages import IN_ORDER
from tests.targets.test_periods_pages import RULE

pytestmark = pytest.mark.django_db

HEADINGS = "period,unit_code,procedure_code,total,online\n"
CARRIED = re.compile(r'action="/carried-table/".*?name="carried" value="([^"]+)"', re.DOTALL)


def csv_file(*rows):
    return SimpleUploadedFile("a.csv", (HEADINGS + "\n".join(rows) + "\n").encode())


def taken_out(client, page):
    """The one table that a page carries, as the records of its .json; every kind of file holds the same."""
    [field] = CARRIED.findall(page.content.decode())
    answers = {
        kind: client.post("/carried-table/", {"carried": field, "as": kind}) for kind in FILES
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    check_contents(answers)
    return answers["json"].json()


def cells(rows):
    return [[str(cell) for cell in row.values()] for row in rows]


def faulty_decision(client):
    return client.post("/decisions/adopt/", {"text": "number = 1"})


def faulty_extract(client):
    sent = {"file": csv_file("2018-09,X9,1,-5,0"), "source": "a", "taken_on": "2018-10-01"}
    return client.post("/sources/counts/", sent)


def faulty_import(client):
    sent = {"import_file": csv_file("2018-09,X9,1,-5,0"), "format": "0", "resource": "0"}
    return client.post("/admin/targets/count/import/", sent)


@pytest.mark.parametrize("send", [faulty_decision, faulty_extract, faulty_import])
def test_faults_of_what_is_not_kept_go_out_from_its_page(client, cast, send):
    client.force_login(cast.son)
    page = send(client)
    rows = taken_out(client, page)
    [shown] = tables(page)
    assert cells(rows) == shown
    assert not any(model.objects.exists() for model in (Decision, Extract, Upload))


def test_faults_that_the_page_does_not_show_go_out_too(client, cast):
    client.force_login(cast.son)
    file = csv_file(*["2018-09,X1,1,-5,0"] * 201)
    sent = {"file": file, "source": "a", "taken_on": "2018-10-01"}
    page = client.post("/sources/counts/", sent)
    faults = page.context["faults"]
    assert len(tables(page)[0]) == 200 < len(faults)
    assert len(taken_out(client, page)) == len(faults)


def test_faults_and_lines_of_a_form_06_go_out_before_it_is_confirmed(client, cast):
    client.force_login(cast.lan)
    sent = {"unit": "X1", "first": "07/2018", "last": "9/2018", "taken_on": "2018-10-01"}
    file = SimpleUploadedFile("a.xlsx", form_06.as_xlsx(form_06.FORMS["as the circular prints it"]))
    page = client.post("/sources/form-06/", sent | {"file": file}, follow=True)
    rows = taken_out(client, page)
    assert [tuple(row.values())[1:] for row in rows] == form_06.KEPT
    address = page.request["PATH_INFO"]
    other = IN_ORDER | {"first_row": 10, "column_3": "3", "column_4": "2"}
    faulty = client.post(address, other)
    assert cells(taken_out(client, faulty)) == tables(faulty)[0]
    kept = client.post(address, IN_ORDER | {"first_row": 10, "action": "store"}, follow=True)
    stored = kept.request["PATH_INFO"]
    assert records(client, f"{stored}lines.json") == rows
    check_kinds(client, f"{stored}lines")
    assert f'href="{stored}lines.csv"' in kept.content.decode()
    client.force_login(cast.chau)
    assert client.get(f"{stored}lines.csv").status_code == 404


def test_what_stands_in_the_way_of_an_undoing_goes_out(client, cast):
    client.force_login(cast.dung)
    factories.ProcedureFactory(code="1.000001")
    page = client.post("/uploads/", {"file": csv_file("2018-09,X1,1.000001,10,2")}, follow=True)
    client.post(page.request["PATH_INFO"], {"seen": page.context["delivered"].newest_reading})
    Submission.objects.update(status="draft")
    upload = Upload.objects.get(stored_at__isnull=False)
    refused = client.post(f"/uploads/{upload.pk}/undo/")
    assert refused.status_code == 409
    [row] = taken_out(client, refused)
    assert list(row.values())[:3] == ["X1", str(cast.commune), "2018-09"]
    assert row["Lý do"] in refused.content.decode()
    assert Upload.objects.filter(undone_at__isnull=False).count() == 0


def test_carried_table_is_for_the_reader_of_its_page_alone(client, cast):
    client.force_login(cast.son)
    [field] = CARRIED.findall(faulty_decision(client).content.decode())
    for sent in (
        {"carried": field[:-1] + "_"},
        {"carried": "a"},
        {},
        {"carried": field, "as": "pdf"},
    ):
        assert client.post("/carried-table/", {"as": "csv"} | sent).status_code == 404
    client.force_login(cast.dung)
    assert client.post("/carried-table/", {"carried": field, "as": "csv"}).status_code == 404
    client.logout()
    assert client.post("/carried-table/", {"carried": field, "as": "csv"}).status_code == 302


def test_carried_table_comes_back_as_it_was(client, cast):
    columns = [Column("=a", width=5), Column("b", Kind.WHOLE)]
    rows = [["=1+1", row] for row in range(MOST_CARRIED + 1)]
    field = carry(Sheet("t", columns, rows, ["n"]), name="loi", reader=cast.lan)
    assert len(field) < 100_000
    name, sheet = carried(field, reader=cast.lan)
    assert name == "loi"
    assert sheet == Sheet("t", columns, rows[:MOST_CARRIED], ["n"])
    client.force_login(cast.lan)
    content = client.post("/carried-table/", {"carried": field, "as": "csv"}).content.decode()
    assert content.splitlines()[1] == "'=1+1,0"
    content = client.post("/carried-table/", {"carried": field, "as": "xlsx"}).content
    assert read_table(content, "a.xlsx").rows[-1] == ["=1+1", MOST_CARRIED - 1]


def test_what_a_rule_for_a_year_would_make_goes_out_and_is_not_stored(client, cast):
    client.force_login(cast.dung)
    stored = factories.PeriodFactory(month=Month(2018, 8))
    page = client.post("/periods/", RULE | {"action": "preview"})
    assert "as" in re.findall('name="([a-z]+)" value="xlsx"', page.content.decode())
    answers = {kind: client.post("/periods/", RULE | {"as": kind}) for kind in FILES}
    check_contents(answers)
    rows = answers["json"].json()
    assert len(rows) == len(tables(page)[1]) == 12
    assert rows[7]["Hạn nộp"] == "2018-09-04"
    assert rows[7]["Hạn nộp (đang lưu)"] == stored.due_on.isoformat()
    assert rows[6]["Hạn nộp (đang lưu)"] == ""
    assert ReportingPeriod.objects.count() == 1
    assert client.post("/periods/", RULE | {"as": "pdf"}).status_code == 404
    client.force_login(cast.lan)
    assert client.post("/periods/", RULE | {"as": "csv"}).status_code == 404


def test_what_a_scoring_rule_would_make_goes_out_and_is_not_kept(client, cast):
    province = Province(cast)
    client.force_login(cast.long)
    page = client.post(NEW, typed())
    sent = {name: value for name, value in typed().items() if name != "step"}
    answers = {kind: client.post(NEW, sent | {"as": kind}) for kind in FILES}
    check_contents(answers)
    rows = answers["json"].json()
    assert len(rows) == sum(map(len, tables(page))) == len(province.units)
    assert "Hạng trước" not in rows[0]
    assert not ScoringRule.objects.exists()
    assert client.post(NEW, sent | {"as": "pdf"}).status_code == 404
    assert client.post(NEW, sent | {"as": "csv", "maximum": ""}).status_code == 422
    client.post(NEW, typed(step="keep", version="1"))
    again = client.post(NEW, typed())
    assert 'name="as" value="ods"' in again.content.decode()
    beside = client.post(NEW, sent | {"as": "json", "maximum": "20"}).json()
    assert all(row["Hạng trước"] == row["Hạng"] for row in beside)
    assert any(row["Điểm trước"] != row["Điểm"] for row in beside)
    client.force_login(cast.dung)
    assert client.post(NEW, sent | {"as": "csv"}).status_code == 404


def test_files_of_a_delivery_go_out_before_and_after_it_is_stored(client, cast):
    client.force_login(cast.dung)
    factories.ProcedureFactory(code="1.000001")
    files = [
        SimpleUploadedFile(name, (HEADINGS + row).encode())
        for name, row in [
            ("1.csv", "2018-08,X1,1.000001,5,1\n"),
            ("2.csv", "2018-08,X1,1.000001,6,1\n"),
            ("3.csv", "2018-08,X2,1.000001,6,1\n"),
        ]
    ]
    page = client.post("/uploads/", {"file": files}, follow=True)
    address = page.request["PATH_INFO"]
    [overlap] = records(client, f"{address}overlaps.json")
    assert list(overlap.values()) == ["X1", str(cast.commune), "2018-08", "1.csv, 2.csv"]
    check_kinds(client, f"{address}overlaps")
    assert f'href="{address}overlaps.csv"' in page.content.decode()
    assert client.get(f"{address}stored.csv").status_code == 404
    seen = {"seen": page.context["delivered"].newest_reading, "what": "good_units"}
    kept = client.post(address, seen, follow=True)
    rows = records(client, f"{address}stored.json")
    assert [row["Tệp"] for row in rows] == [row[0] for row in tables(kept)[0]]
    assert [row["Mới"] for row in rows] == [None, None, 1]
    check_kinds(client, f"{address}stored")
    assert f'href="{address}stored.csv"' in kept.content.decode()
    assert client.get(f"{address}overlaps.csv").status_code == 404
    client.force_login(cast.chau)
    assert client.get(f"{address}stored.csv").status_code == 404
