"""Tables go out by the administration's screens, such that they may come in again."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.imports.tables import read_table
from targets.models import Count, Publication
from targets.periods import Month
from tests import factories


def download(client, model, extension):
    """What the export screen hands out, as rows of cells."""
    chosen = str(["xlsx", "ods", "csv"].index(extension))
    answer = client.post(f"/admin/targets/{model}/export/", {"format": chosen, "resource": "0"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].rstrip('"').endswith(f".{extension}")
    return answer.content, read_table(answer.content, f"bảng.{extension}").rows


@pytest.fixture
def two_counts(cast):
    procedure = factories.ProcedureFactory(code="1.000270", name='=HYPERLINK("x")')
    for unit in (cast.commune, cast.other_commune):
        submission = factories.SubmissionFactory(unit=unit, month=Month(2018, 9))
        factories.CountFactory(submission=submission, procedure=procedure, total=1200, online=30)


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_counts_go_out_as_they_may_come_in(client, cast, two_counts, extension):
    client.force_login(cast.son)
    content, rows = download(client, "count", extension)
    whole = [1200, 30] if extension != "csv" else ["1200", "30"]
    assert rows[0] == ["period", "unit_code", "procedure_code", "total", "online"]
    assert sorted(rows[1:], key=lambda row: row[1]) == [
        ["2018-09", "X1", "1.000270", *whole],
        ["2018-09", "X2", "1.000270", *whole],
    ]
    Count.objects.all().delete()
    file = SimpleUploadedFile(f"bảng.{extension}", content)
    sent = {"import_file": file, "format": "0", "resource": "0"}
    outcome = client.post("/admin/targets/count/import/", sent).context["result"].outcome
    assert (outcome.rows, outcome.new) == (2, 2)


def test_officer_takes_out_his_own_counts_alone(client, cast, two_counts):
    cast.lan.is_staff = True
    cast.lan.save()
    client.force_login(cast.lan)
    _content, rows = download(client, "count", "csv")
    assert rows[1:] == [["2018-09", "X1", "1.000270", "1200", "30"]]


def test_codes_are_text_and_figures_numbers_in_a_workbook(client, cast, two_counts):
    client.force_login(cast.son)
    content, _rows = download(client, "count", "xlsx")
    row = openpyxl.load_workbook(io.BytesIO(content)).active[2]
    assert [cell.data_type for cell in row] == ["s", "s", "s", "n", "n"]


def test_csv_of_procedures_opens_in_excel_and_holds_no_formula(client, cast, two_counts):
    client.force_login(cast.son)
    content, _rows = download(client, "procedure", "csv")
    assert content.startswith("\ufeff".encode())
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert not row["name"].startswith("=")


def test_procedures_with_their_publications_and_units_go_out(client, cast, two_counts):
    client.force_login(cast.son)
    _content, rows = download(client, "unit", "csv")
    assert ["X1", "commune", "UBND xã Cam Tân", "H1", "", ""] in rows
    assert [row[0] for row in rows] == ["code", "SO", "H1", "H2", "X1", "X2"]
    _content, rows = download(client, "procedure", "xlsx")
    assert rows[1][2:] == ["commune", "", "", "3", "2016-07-01", "", "Dữ liệu mẫu"]
    assert Publication.objects.count() == 1
