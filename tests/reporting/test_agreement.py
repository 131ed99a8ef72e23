"""One figure, one computation: whoever asks the same question reads the same of each unit, wherever he asks."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from odf import table as odf_table
from odf.opendocument import load
from openpyxl import load_workbook

from tests import factories
from tests.reporting.conftest import RECORDS
from tests.reporting.html_tables import lines, table, tables

SPANS = [("2018-01", "2018-09"), ("2018-06", "2018-06"), ("2018-10", "2018-10")]
KEPT = ["online", "total", "share_percent", "minimum_percent", "status"]
STATUSES = {
    "Vượt chỉ tiêu": "exceeded",
    "Đạt": "met",
    "Không đạt": "not_met",
    "Không phát sinh": "no_dossiers",
    "Chưa báo cáo": "not_reported",
    "Không giao chỉ tiêu": "no_target",
}


@pytest.fixture
def asked_of_command(province):
    """The records of `compliance --format json`, by unit, to which everything else is held."""

    def records(span):
        out = io.StringIO()
        call_command("compliance", *_question(span), "--format", "json", stdout=out)
        return {record["unit"]: record for record in json.loads(out.getvalue())["units"]}

    return records


@pytest.fixture
def get(client, province):
    client.force_login(factories.UserFactory(role="home_affairs"))

    def get(path, span):
        first, through = span
        question = {"decision": "852/QĐ-UBND", "first": first, "through": through}
        return client.get(path, question)

    return get


def _question(span):
    first, through = span
    return ["--decision", "852/QĐ-UBND", "--from", first, "--through", through]


def _whole(text):
    return None if text == "–" else int(text.replace(".", ""))


def _of_percent(text):
    """What the page writes in percent as the number that files have: `101.30` is `1.0130`."""
    return None if text is None else f"{Decimal(text) / 100:.4f}"


def _decimal(text):
    """`12,5 %` as the interfaces write it: `12.50`."""
    if text == "–":
        return None
    whole, _, rest = text.removesuffix("\N{NO-BREAK SPACE}%").partition(",")
    return f"{whole}.{rest.ljust(2, '0')}"


def _kept(record, *more):
    """Some fields as people read them: blank is not zero, where a program gets the sum of nothing."""
    is_reported = record["months_reported"] > 0
    blank = set() if is_reported else {"total", "online", "shortfall"}
    if record["minimum_percent"] is None:
        blank.add("shortfall")
    return {field: None if field in blank else record[field] for field in [*KEPT, *more]}


def _code(name):
    return next(record["unit"] for record in RECORDS if record["name"] == name)


@pytest.mark.parametrize("span", SPANS)
def test_dashboard_agrees_with_the_command(asked_of_command, get, span):
    shown = {
        _code(name): {
            "online": _whole(online),
            "total": _whole(total),
            "share_percent": _decimal(share),
            "minimum_percent": _decimal(minimum),
            "status": STATUSES[status],
            "clause": None if clause == "–" else clause,
            "shortfall": _whole(shortfall),
            "reports": reports,
        }
        for name, clause, total, online, share, minimum, _, status, shortfall, reports in table(
            get("/dashboard/", span), "units-listed"
        )
    }
    assert shown == {
        code: _kept(record, "clause", "shortfall")
        | {"reports": f"{record['months_reported']}/{record['months_expected']}"}
        for code, record in asked_of_command(span).items()
    }


@pytest.mark.parametrize("span", SPANS)
def test_league_table_agrees_with_the_command(asked_of_command, get, span):
    shown = {
        _code(name): {
            "online": _whole(online),
            "total": _whole(total),
            "share_percent": _decimal(share),
            "minimum_percent": _decimal(minimum),
            "status": STATUSES[status],
            "attainment": _of_percent(_decimal(attained)),
            "rank": _whole(rank),
        }
        for table in tables(get("/league/", span))
        for rank, name, total, online, share, minimum, attained, status in table
    }
    assert shown == {
        code: _kept(record, "attainment", "rank") for code, record in asked_of_command(span).items()
    }


def _after(lines, label, number=1):
    """The lines that follow the first one with the label."""
    start = lines.index(label) + 1
    return lines[start : start + number]


@pytest.mark.parametrize("span", SPANS)
def test_unit_page_agrees_with_the_command(asked_of_command, get, span):
    for code, record in asked_of_command(span).items():
        page = lines(get(f"/units/{code}/", span))
        tiles = page[page.index("Tỷ lệ") :]
        share, sums = _after(tiles, "Tỷ lệ", 2)
        minimum, status = _after(tiles, "Chỉ tiêu tối thiểu", 2)
        [shortfall], [rank] = _after(tiles, "Số hồ sơ thiếu"), _after(tiles, "Hạng")
        online, total = re.findall(r"[0-9.]+", sums) or ("–", "–")
        assert {
            "online": _whole(online),
            "total": _whole(total),
            "share_percent": _decimal(share),
            "minimum_percent": _decimal(minimum),
            "status": STATUSES[status],
            "shortfall": _whole(shortfall),
            "rank": _whole(rank),
        } == _kept(record, "shortfall", "rank")


@pytest.mark.parametrize("span", SPANS)
def test_csv_and_table_of_the_command_agree_with_its_json(asked_of_command, span):
    answers = {}
    for name in ("csv", "table"):
        out = io.StringIO()
        call_command("compliance", *_question(span), "--format", name, stdout=out)
        answers[name] = out.getvalue()
    records = asked_of_command(span)
    assert list(csv.DictReader(io.StringIO(answers["csv"]))) == _as_text(records.values())
    heading, *rows = answers["table"].splitlines()
    columns = ["unit", *heading.split()[1:]]
    starts = [heading.index(column) for column in columns] + [None]
    cut = [
        {
            column: row[start:end].strip()
            for column, start, end in zip(columns, starts, starts[1:], strict=False)
        }
        for row in rows
    ]
    assert cut == [
        {column: record[column] for column in columns} for record in _as_text(records.values())
    ]


def _as_text(records):
    return [
        {field: "" if value is None else str(value) for field, value in record.items()}
        for record in records
    ]


@pytest.fixture
def exported(province, tmp_path):
    def exported(span, extension):
        file = tmp_path / f"ranking.{extension}"
        call_command(
            "export_ranking", *_question(span), "--output", str(file), stdout=io.StringIO()
        )
        return file

    return exported


@pytest.mark.parametrize("span", SPANS)
def test_ranking_for_programs_agrees_with_the_command(asked_of_command, exported, span):
    records = asked_of_command(span)
    in_json = json.loads(exported(span, "json").read_text())["units"]
    assert {record["unit"]: record for record in in_json} == records
    text = exported(span, "csv").read_text("utf-8-sig")
    in_csv = {row["unit"]: row for row in csv.DictReader(io.StringIO(text))}
    assert in_csv == {row["unit"]: row for row in _as_text(records.values())}


def _from_sheet(cells):
    rank, code, _, _, clause, total, online, share, minimum, attained, short, status, *months = (
        cells
    )
    return code, {
        "online": online,
        "total": total,
        "share_percent": None if share is None else f"{share * 100:.2f}",
        "minimum_percent": None if minimum is None else f"{minimum * 100:.2f}",
        "status": STATUSES[status],
        "attainment": None if attained is None else f"{attained:.4f}",
        "clause": clause,
        "shortfall": short,
        "rank": rank,
        "months": months,
    }


def _expected_in_sheets(records):
    return {
        code: _kept(record, "attainment", "clause", "shortfall", "rank")
        | {"months": [record["months_reported"], record["months_expected"]]}
        for code, record in records.items()
    }


@pytest.mark.parametrize("span", SPANS)
def test_workbook_agrees_with_the_command(asked_of_command, exported, span):
    rows = [
        cells
        for sheet in load_workbook(exported(span, "xlsx"))
        for cells in list(sheet.values)[sheet.max_row - _units_of(sheet) :]
    ]
    assert dict(map(_from_sheet, rows)) == _expected_in_sheets(asked_of_command(span))


def _units_of(sheet):
    return {"Sở, ban, ngành": 3, "UBND cấp huyện": 3, "UBND cấp xã": 4}[sheet.title]


@pytest.mark.parametrize("span", SPANS)
def test_opendocument_agrees_with_the_command(asked_of_command, exported, span):
    rows = [
        [_value(cell) for cell in row.getElementsByType(odf_table.TableCell)]
        for row in load(exported(span, "ods")).getElementsByType(odf_table.TableRow)
    ]
    units = [cells for cells in rows if len(cells) == 14 and cells[0] != "Hạng"]
    assert dict(map(_from_sheet, units)) == _expected_in_sheets(asked_of_command(span))


def _value(cell):
    number = cell.getAttribute("value")
    if number is None:
        return str(cell) or None
    return float(number) if "." in number else int(number)


def test_page_downloads_the_file_that_the_command_writes(get, exported):
    for extension in ("json", "csv"):
        for span in SPANS:
            page = get(f"/league/export.{extension}", span)
            assert page.content == exported(span, extension).read_bytes()
