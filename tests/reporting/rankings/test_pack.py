"""The files that are handed over with a ranking: the same bytes each time, for whoever sees all places."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from django.db.models.functions import Lower
from django.utils import timezone
from odf.element import Element
from odf.namespaces import nsdict
from openpyxl import load_workbook

from reporting.actions.rankings import withdraw
from reporting.exports.pack import (
    CONTENT_TYPES,
    KINDS,
    PLACES_ALONE,
    handed_over,
    moment,
    pack_files,
    pack_zip,
)
from reporting.management.commands import export_ranking_pack
from reporting.models import Ranking, RankingFile
from reporting.presenters.rankings.decision import draft_decision
from reporting.presenters.rankings.report import report
from tests.reporting.rankings.conftest import drawn_up

pytestmark = pytest.mark.django_db
NAMES = [kind.name for kind in KINDS] + ["README.txt", "MANIFEST.txt"]
NBSP = "\N{NO-BREAK SPACE}"
AT = datetime(2018, 10, 3, 7, 5, 30, tzinfo=UTC)


@pytest.fixture
def at_a_moment(province, rule, cast):
    return drawn_up(province, rule, cast, at=AT)


def opened(pack):
    return zipfile.ZipFile(io.BytesIO(pack))


def contents(pack):
    with opened(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_ranking_gives_the_same_bytes(at_a_moment):
    again = Ranking.objects.get()
    assert contents(pack_zip(at_a_moment)) == contents(pack_zip(again))
    assert pack_zip(at_a_moment) == pack_zip(again)


def test_files_bear_the_moment_of_the_ranking_and_no_clock(at_a_moment):
    pack = pack_zip(at_a_moment)
    archives = [opened(pack)]
    for name, content in contents(pack).items():
        if name.endswith((".xlsx", ".docx", ".ods")):
            archives.append(opened(content))
    assert {entry.date_time for archive in archives for entry in archive.infolist()} == {
        (2018, 10, 3, 14, 5, 30)
    }
    for archive in archives:
        if "docProps/core.xml" in archive.namelist():
            core = archive.read("docProps/core.xml").decode()
            assert core.count("2018-10-03T07:05:30Z</dcterms:") == core.count("</dcterms:") > 0


def test_pack_is_in_vietnamese_whatever_the_reader_reads(client, cast, at_a_moment):
    client.force_login(cast.long)
    client.cookies["django_language"] = "en"
    assert client.get(f"/rankings/{at_a_moment.code}/pack.zip").content == pack_zip(at_a_moment)


def test_manifest_names_every_other_file_with_its_hash(ranking):
    files = contents(pack_zip(ranking))
    lines = files.pop("MANIFEST.txt").decode().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines if not line.startswith("#"))
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert listed["frozen.json"] == ranking.sha256


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not there")
def test_manifest_is_what_sha256sum_checks(ranking, tmp_path):
    opened(pack_zip(ranking)).extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", "--quiet", "MANIFEST.txt"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "xep-hang.csv").write_bytes(b"5")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_rows_are_the_frozen_results(ranking):
    files = contents(pack_zip(ranking))
    frozen = {row["unit"]: row for row in json.loads(ranking.canonical)["results"]}
    units = json.loads(files["xep-hang.json"])["units"]
    assert {row["unit"] for row in units} == set(frozen)
    for row in units:
        assert row | frozen[row["unit"]] == row
    assert [row["unit"] for row in units][:3] == ["SY", "SO", "SV"]
    rows = list(csv.DictReader(io.StringIO(files["xep-hang.csv"].decode("utf-8-sig"))))
    assert [row["unit"] for row in rows] == [row["unit"] for row in units]
    assert [row["points"] for row in rows] == [row["points"] or "" for row in units]


def test_small_numbers_are_marked_in_every_file_of_the_rows(ranking):
    files = contents(pack_zip(ranking))
    units = {row["unit"]: row for row in json.loads(files["xep-hang.json"])["units"]}
    keys = ("few_dossiers", "interval_low_percent", "interval_high_percent")
    assert [units["X1"][key] for key in keys] == [True, "3.62", "62.45"]
    assert [units["SY"][key] for key in keys] == [False, None, None]
    # A unit without dossiers has no share that could be off.
    assert [units["SV"][key] for key in keys] == [False, None, None]
    rows = csv.DictReader(io.StringIO(files["xep-hang.csv"].decode("utf-8-sig")))
    (x1,) = [row for row in rows if row["unit"] == "X1"]
    assert [x1[key] for key in keys] == ["true", "3.62", "62.45"]
    said = f"ít hồ sơ, 3,62–62,45{NBSP}%"
    with opened(files["xep-hang.ods"]) as ods:
        assert said in ods.read("content.xml").decode()
    sheet = load_workbook(io.BytesIO(files["bang-tinh.xlsx"]))["UBND cấp xã"]
    assert said in {cell.value for row in sheet.iter_rows() for cell in row}
    for paper in (report(ranking), draft_decision(ranking)):
        agencies, _districts, communes = paper.annexes
        assert f"3,62–62,45{NBSP}%*" in {cell for row in communes.rows for cell in row}
        assert "Khoảng 95 % (* ít hồ sơ)" in {column.heading for column in communes.columns}
        # Where every unit had enough, nothing is said.
        assert len(communes.columns) == len(agencies.columns) + 3


def test_name_of_a_unit_never_becomes_a_formula(province, rule, cast):
    cast.agency.name = "=1+1"
    cast.agency.save()
    files = contents(pack_zip(drawn_up(province, rule, cast)))
    rows = csv.DictReader(io.StringIO(files["xep-hang.csv"].decode("utf-8-sig")))
    assert "'=1+1" in [row["name"] for row in rows]


def test_only_a_final_ranking_is_not_marked(ranking, out, final, province, rule, cast):
    other = drawn_up(province, rule, cast, replaces=final, reason="Sửa số liệu")
    other = withdraw(ranking=other, reason="Sai kỳ", by=cast.long, at=timezone.now())
    said = [contents(pack_zip(one))["README.txt"].decode() for one in (ranking, out, final, other)]
    assert ["không phải kết quả chính thức" in text for text in said] == [True, True, False, True]


def test_final_ranking_gives_the_files_that_were_kept(client, cast, final, settings):
    kept = {file.name: bytes(file.content) for file in final.files.all()}
    assert sorted(kept) == sorted(NAMES)
    settings.PORTAL_URL = "https://elsewhere.example/"
    assert contents(pack_zip(final)) == kept
    client.force_login(cast.dung)
    for name, content in kept.items():
        answer = client.get(f"/rankings/{final.code}/files/{name}")
        assert answer.content == content
        assert answer["Content-Type"] == CONTENT_TYPES[name]
    assert [file.content for file in pack_files(final)] != [kept[name] for name in NAMES]


def test_kept_files_come_in_the_order_of_those_that_are_made(final, monkeypatch):
    names = [file.name for file in handed_over(final)]
    assert names == sorted(NAMES)
    # As a database whose collation does not part capitals from small letters has them.
    monkeypatch.setattr(RankingFile._meta, "ordering", [Lower("name")])
    assert [file.name for file in handed_over(final)] == names


def test_archive_is_the_same_whether_files_are_made_or_kept(final):
    made = sorted(pack_files(final), key=lambda file: file.name)
    assert {file.name: file.content for file in made} == contents(pack_zip(final))


@pytest.mark.parametrize(
    ("person", "sees"), [("lan", False), ("chau", False), ("dung", True), ("son", True)]
)
@pytest.mark.parametrize("address", ["files/frozen.json", "files/MANIFEST.txt", "pack.zip"])
def test_files_are_for_whoever_sees_all_places(client, cast, out, person, sees, address):
    client.force_login(getattr(cast, person))
    answer = client.get(f"/rankings/{out.code}/{address}")
    assert answer.status_code == (200 if sees else 404)


def test_unit_takes_the_places_of_a_final_ranking_and_not_the_cells_of_others(client, cast, final):
    client.force_login(cast.lan)
    taken = {
        name
        for name in [*NAMES, "../pack.zip"]
        if client.get(f"/rankings/{final.code}/files/{name}").status_code == 200
    }
    assert taken == PLACES_ALONE
    assert client.get(f"/rankings/{final.code}/pack.zip").status_code == 404
    page = client.get(f"/rankings/{final.code}/").content.decode()
    offered = re.findall(rf'href="/rankings/{final.code}/files/([^"]+)"', page)
    assert set(offered) == PLACES_ALONE
    assert "pack.zip" not in page


def test_file_that_is_not_of_the_pack_is_not_there(client, cast, ranking):
    client.force_login(cast.long)
    assert client.get(f"/rankings/{ranking.code}/files/else.txt").status_code == 404
    assert client.get("/rankings/0000000000/pack.zip").status_code == 404


def test_code_is_understood_as_it_is_printed(client, cast, ranking):
    client.force_login(cast.long)
    answer = client.get(f"/rankings/{ranking.written_code.lower()}/pack.zip")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="xep-hang-{ranking.code}-ho-so.zip"'
    )


def test_command_writes_the_pack(ranking, tmp_path, exit_status):
    file = tmp_path / "pack.zip"
    command = export_ranking_pack.Command()
    assert exit_status(command, ranking.written_code, "--output", str(file)) == 0
    assert file.read_bytes() == pack_zip(ranking)
    assert exit_status(command, "0000000000", "--output", str(file)) == 1
    assert exit_status(command, ranking.code, "--output", str(tmp_path / "pack.rar")) == 2
    assert exit_status(command, ranking.code, "--output", str(tmp_path / "no" / "pack.zip")) == 2


def test_pack_bears_the_moment_of_the_last_step(final):
    assert moment(final) == final.finalised_at


def test_ods_does_not_depend_on_what_was_written_before(ranking):
    before = dict(Element.namespaces)
    files = []
    for known in ({}, dict(reversed(nsdict.items()))):
        Element.namespaces.clear()
        Element.namespaces.update(known)
        files.append(contents(pack_zip(ranking))["xep-hang.ods"])
    Element.namespaces.update(before)
    assert files[0] == files[1]


@pytest.mark.parametrize(("person", "sees"), [("lan", False), ("dung", True), ("long", True)])
def test_page_leads_to_every_file_for_whoever_has_them(client, cast, out, person, sees):
    client.force_login(getattr(cast, person))
    page = client.get(f"/rankings/{out.code}/").content.decode()
    addresses = [f"files/{name}" for name in NAMES] + ["pack.zip"]
    found = [f'href="/rankings/{out.code}/{address}"' in page for address in addresses]
    assert found == [sees] * len(addresses)


def test_printed_pages_of_the_ods_bear_the_code(ranking):
    files = contents(pack_zip(ranking))
    with zipfile.ZipFile(io.BytesIO(files["xep-hang.ods"])) as ods:
        page, sheets = ods.read("styles.xml").decode(), ods.read("content.xml").decode()
    foot = page.split("<style:footer>")[1].split("</style:footer>")[0]
    assert ranking.written_code in foot
    # Every sheet is printed on these pages.
    assert sheets.count("<table:table ") == sheets.count('table:style-name="FootedTable"')
