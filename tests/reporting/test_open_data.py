"""The open data: whole, the same whenever they are written, described as they are, and enough to recompute the shares."""

import csv
import hashlib
import io
import json
import re
import threading
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting.open_data import dump
from reporting.open_data.extent import extent
from reporting.open_data.rows import TABLES
from targets.models import Decision, Publication, Submission, Unit
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY
from tests.reporting.provinces import RandomProvince
from tests.reporting.recomputed import read, recomputed
from tests.reporting.reports import report

NAMES = [table.name for table in TABLES]


def dumped(decision=None, through=None):
    """The files of a dump, by name."""
    through = through and Month.parse(through)
    file = io.BytesIO()
    dump.write_zip(file, extent(decision=decision, through=through, today=TODAY))
    archive = zipfile.ZipFile(file)
    return {name: archive.read(name) for name in archive.namelist()}


def tables_of(files):
    return {name: read(files[f"{name}.csv"]) for name in NAMES}


def asked(*arguments, output="json"):
    out = io.StringIO()
    call_command("compliance", *arguments, "--format", output, stdout=out)
    return json.loads(out.getvalue())


def as_text(record):
    return {name: "" if value is None else str(value) for name, value in record.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(15))
def test_shares_can_be_recomputed_from_the_other_files(seed):
    RandomProvince(seed)
    for through in (None, "2018-05"):
        tables = tables_of(dumped(through=through))
        assert recomputed(tables) == tables["shares"]


def test_shares_can_be_recomputed_where_every_status_occurs(province):
    report(province.units["X3"], "2018-09", status="accepted")
    tables = tables_of(dumped())
    assert recomputed(tables) == tables["shares"]
    assert {row["status"] for row in tables["shares"]} == {
        "exceeded",
        "met",
        "not_met",
        "no_dossiers",
        "not_reported",
        "no_target",
    }


def test_shares_are_those_of_the_command(province):
    answer = asked("--decision", "852/QĐ-UBND", "--through", "2018-09")
    question = {"decision": "852/QĐ-UBND", "from": "2018-01", "through": "2018-09"}
    shares = tables_of(dumped(through="2018-09"))["shares"]
    assert shares == [question | as_text(record) for record in answer["units"]]


def test_dump_goes_through_the_last_month_reported(province):
    assert {row["through"] for row in tables_of(dumped())["shares"]} == {"2018-10"}
    Submission.objects.filter(month=Month(2018, 10)).delete()
    assert {row["through"] for row in tables_of(dumped())["shares"]} == {"2018-06"}


def test_dump_holds_counting_submissions_alone_each_with_its_state(province):
    states = {(row["unit"], row["month"]): row["state"] for row in tables_of(dumped())["counts"]}
    assert states[("X1", "2018-06")] == "submitted"
    assert ("H2", "2018-06") not in states
    Submission.objects.filter(unit__code="X1").update(
        status="accepted", accepted_at=Submission.objects.first().saved_at
    )
    tables = tables_of(dumped())
    assert {row["state"] for row in tables["counts"] if row["unit"] == "X1"} == {"accepted"}
    assert {row["state"] for row in tables["submissions"] if row["unit"] == "X1"} == {"accepted"}


def test_one_decision_goes_out_alone(province):
    later = factories.DecisionFactory(
        number="817/QĐ-UBND",
        issued_on="2019-03-25",
        first_month=Month(2019, 1),
        last_month=Month(2019, 12),
    )
    factories.TargetFactory(decision=later, unit=province.units["SO"])
    whole, one = tables_of(dumped()), tables_of(dumped(decision=province.decision))
    assert [row["number"] for row in whole["decisions"]] == ["852/QĐ-UBND", "817/QĐ-UBND"]
    assert [row["number"] for row in one["decisions"]] == ["852/QĐ-UBND"]
    assert {row["decision"] for row in one["targets"]} == {"852/QĐ-UBND"}
    # A decision that has not begun has no shares yet.
    assert whole["shares"] == one["shares"]


def test_same_data_give_the_same_bytes_and_others_do_not(province, settings, monkeypatch):
    first = io.BytesIO()
    dump.write_zip(first, extent(decision=None, through=None, today=TODAY))
    settings.PORTAL_TODAY = TODAY.replace(year=2020)
    monkeypatch.setattr(dump, "AT_ONCE", 2)
    second = io.BytesIO()
    dump.write_zip(second, extent(decision=None, through=None, today=TODAY.replace(year=2020)))
    assert first.getvalue() == second.getvalue()
    moments = {entry.date_time for entry in zipfile.ZipFile(first).infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    Unit.objects.filter(code="X1").update(name="UBND xã Khác")
    third = io.BytesIO()
    dump.write_zip(third, extent(decision=None, through=None, today=TODAY))
    assert first.getvalue() != third.getvalue()


def test_nasty_names_are_no_formulas_and_read_back_as_they_are(province):
    for code, name in {"X1": "=1+1", "X2": "'-5", "X3": "'quoted'", "X4": 'a,"b"\nc'}.items():
        Unit.objects.filter(code=code).update(name=name)
    files = dumped()
    cells = csv.reader(io.StringIO(files["units.csv"].decode("utf-8-sig"), newline=""))
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@"))]
    names = {row["code"]: row["name"] for row in tables_of(files)["units"]}
    assert names == dict(Unit.objects.values_list("code", "name"))
    tables = tables_of(files)
    assert recomputed(tables) == tables["shares"]


def test_package_describes_its_files(province, settings):
    settings.PORTAL_LICENCE = "CC-BY-4.0"
    files = dumped()
    package = json.loads(files["datapackage.json"])
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["sources"][0]["title"].startswith("852/QĐ-UBND, ")
    assert {*files} == {f"{name}.csv" for name in NAMES} | {"datapackage.json", "README.txt"}
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert content.startswith("\ufeff".encode())
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    assert "licenses" not in json.loads(_without_a_licence(settings)["datapackage.json"])


def _without_a_licence(settings):
    settings.PORTAL_LICENCE = ""
    return dumped()


TYPES = {
    "string": r".+",
    "integer": r"\d+",
    "number": r"\d+\.\d+",
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "yearmonth": r"\d{4}-\d\d",
}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_fit_their_schemas(seed):
    RandomProvince(seed)
    factories.PeriodFactory()
    files = dumped()
    package, tables = json.loads(files["datapackage.json"]), tables_of(files)
    for resource in package["resources"]:
        schema, rows = resource["schema"], tables[resource["name"]]
        assert list(rows[0] if rows else []) in ([], [field["name"] for field in schema["fields"]])
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            check_cells(field, [row[field["name"]] for row in rows])
        for reference in schema.get("foreignKeys", []):
            check_reference(reference, rows, tables, resource["name"])


def check_cells(field, cells):
    constraints = field.get("constraints", {})
    for cell in cells:
        if not cell:
            assert not constraints.get("required"), field["name"]
            continue
        assert re.fullmatch(TYPES[field["type"]], cell), field["name"]
        assert cell in constraints.get("enum", [cell])


def check_reference(reference, rows, tables, own):
    theirs = tables[reference["reference"]["resource"] or own]
    known = {tuple(row[name] for name in reference["reference"]["fields"]) for row in theirs}
    pointing = {tuple(row[name] for name in reference["fields"]) for row in rows}
    assert {key for key in pointing if all(key)} <= known


def test_sample_data_are_called_so(province):
    files = dumped()
    assert json.loads(files["datapackage.json"])["sample"] is False
    assert "SAMPLE DATA" not in files["README.txt"].decode()
    Publication.objects.filter(procedure=province.shared).update(is_sample=True)
    files = dumped()
    assert json.loads(files["datapackage.json"])["sample"] is True
    assert "DỮ LIỆU MẪU" in files["README.txt"].decode()
    assert "SAMPLE DATA" in files["README.txt"].decode()


def test_command_writes_a_folder_and_a_zip_of_the_same_files(province, tmp_path):
    for output in (tmp_path / "a" / "folder", tmp_path / "b.zip"):
        call_command("export_open_data", "--output", str(output), stdout=io.StringIO())
    archive = zipfile.ZipFile(tmp_path / "b.zip")
    folder = {path.name: path.read_bytes() for path in (tmp_path / "a" / "folder").iterdir()}
    assert {name: archive.read(name) for name in archive.namelist()} == folder == dumped()
    assert [path.name for path in tmp_path.iterdir()].count("b.zip.part") == 0


@pytest.mark.parametrize(
    ("arguments", "message", "status"),
    [
        (["--decision", "1/QĐ"], "Không có quyết định 1/QĐ.", 1),
        (["--through", "2018-12"], "Tháng 12/2018 chưa bắt đầu.", 1),
        (["--through", "2017-12"], "Các quyết định áp dụng từ 01/2018 đến 12/2018.", 1),
    ],
)
def test_command_says_what_there_is_not(province, tmp_path, arguments, message, status):
    with pytest.raises(CommandError) as refused:
        call_command("export_open_data", "--output", str(tmp_path / "a.zip"), *arguments)
    assert (str(refused.value), refused.value.returncode) == (message, status)
    assert list(tmp_path.iterdir()) == []


def test_command_where_nothing_can_be_written(province, tmp_path):
    (tmp_path / "file").write_text("")
    for output in (tmp_path / "file", tmp_path / "file" / "a.zip"):
        with pytest.raises(CommandError) as refused:
            call_command("export_open_data", "--output", str(output))
        assert refused.value.returncode == 2


def test_command_without_a_decision(db, tmp_path):
    with pytest.raises(CommandError, match="Chưa có quyết định nào được áp dụng"):
        call_command("export_open_data", "--output", str(tmp_path / "a.zip"))


def test_page_hands_the_same_out(client, cast, province):
    client.force_login(cast.long)
    answer = client.get("/open-data/package.zip", {"through": "09/2018", "decision": ""})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="du-lieu-mo-2018-09.zip"'
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert {name: archive.read(name) for name in archive.namelist()} == dumped(through="2018-09")
    assert 'action="/open-data/package.zip"' in client.get("/open-data/").content.decode()


@pytest.mark.parametrize(
    "query",
    [{"through": "2018-12"}, {"through": "x\0"}, {"decision": "x\0"}, {"through": "0000-01"}],
)
def test_page_says_what_there_is_not(client, cast, province, query):
    client.force_login(cast.long)
    answer = client.get("/open-data/package.zip", query)
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/html; charset=utf-8")


@pytest.mark.django_db(transaction=True)
def test_dump_is_read_as_of_one_moment():
    Decision.objects.create(
        number="1",
        title="a",
        issuer="a",
        issued_on="2018-01-01",
        first_month="2018-01",
        last_month="2018-12",
    )

    def meanwhile():
        factories.AgencyFactory(code="NEW")
        connection.close()

    with dump._one_moment():
        before = Unit.objects.count()
        writer = threading.Thread(target=meanwhile)
        writer.start()
        writer.join()
        assert Unit.objects.count() == before
    assert Unit.objects.filter(code="NEW").exists()
