"""`compliance` and `export_ranking`, as the interfaces have them."""

import csv
import datetime
import io
import json

import pytest
from django.core.management import call_command

from reporting.management.commands import compliance, export_ranking
from tests.reporting.conftest import BY_GROUP_AND_RANK, FIELDS, RECORDS

QUESTION = ["--decision", "852/QĐ-UBND", "--through", "2018-09"]


def asked(*arguments, output_format="json"):
    out = io.StringIO()
    call_command("compliance", *QUESTION, *arguments, "--format", output_format, stdout=out)
    return out.getvalue()


def test_compliance_json_is_the_whole_answer(province):
    assert json.loads(asked()) == {
        "decision": "852/QĐ-UBND",
        "from": "2018-01",
        "through": "2018-09",
        "units": RECORDS,
    }


def test_compliance_json_keeps_the_order_of_its_fields_and_vietnamese_letters(province):
    text = asked()
    assert [list(unit) for unit in json.loads(text)["units"]] == [FIELDS] * len(RECORDS)
    assert '"name": "Sở Tài chính"' in text


def test_compliance_takes_a_first_month(province):
    answer = json.loads(asked("--from", "2018-06"))
    assert (answer["from"], answer["through"]) == ("2018-06", "2018-09")
    assert answer["units"][0] | {"name": ""} == {
        "unit": "SO",
        "name": "",
        "group": "agency",
        "parent": None,
        "clause": "1.a",
        "minimum_percent": "40.00",
        "total": 60_000,
        "online": 9_996,
        "share_percent": "16.66",
        "status": "not_met",
        "attainment": "0.4165",
        "shortfall": 14_004,
        "rank": 2,
        "months_reported": 1,
        "months_expected": 4,
    }


def test_compliance_of_one_month_expects_that_month(province):
    units = json.loads(asked("--from", "2018-09"))["units"]
    assert {(unit["months_reported"], unit["months_expected"]) for unit in units} == {(0, 1)}
    assert {unit["status"] for unit in units} == {"not_reported", "no_target"}


def test_compliance_expects_no_month_after_today(province, settings):
    settings.PORTAL_TODAY = datetime.date(2018, 3, 1)
    units = json.loads(asked())["units"]
    assert {unit["months_expected"] for unit in units} == {3}


def test_months_reported_are_some_of_the_months_expected(province):
    province.shared.publications.update(published_from="2018-07-01")
    unit = json.loads(asked())["units"][1]
    assert (unit["unit"], unit["months_reported"], unit["months_expected"]) == ("H1", 0, 3)


def test_compliance_csv_has_the_same_fields(province):
    rows = list(csv.DictReader(io.StringIO(asked(output_format="csv"))))
    assert rows == [
        {field: "" if value is None else str(value) for field, value in record.items()}
        for record in RECORDS
    ]


def test_compliance_table_is_lined_up(province):
    table = asked(output_format="table").splitlines()
    assert table[0].split() == [
        "unit",
        "name",
        "minimum_percent",
        "total",
        "online",
        "share_percent",
        "status",
        "rank",
    ]
    assert len(table) == 11
    assert table[1].split() == [
        "SO",
        "Sở",
        "Tài",
        "chính",
        "40.00",
        "100000",
        "39996",
        "39.99",
        "not_met",
        "2",
    ]
    assert {
        line.index(status) for line, status in zip(table[1:3], ["not_met", "met"], strict=True)
    } == {table[0].index("status")}


def test_table_is_the_usual_format(province):
    out = io.StringIO()
    call_command("compliance", *QUESTION, stdout=out)
    assert out.getvalue() == asked(output_format="table")


def test_export_ranking_json_is_ordered_by_group_and_rank(province, tmp_path):
    file = tmp_path / "ranking.json"
    call_command("export_ranking", *QUESTION, "--output", str(file), stdout=io.StringIO())
    answer = json.loads(file.read_text())
    by_code = {record["unit"]: record for record in RECORDS}
    assert answer["units"] == [by_code[code] for code in BY_GROUP_AND_RANK]
    assert (answer["decision"], answer["from"], answer["through"]) == (
        "852/QĐ-UBND",
        "2018-01",
        "2018-09",
    )


def test_export_ranking_says_what_it_wrote(province, tmp_path):
    out = io.StringIO()
    file = tmp_path / "ranking.CSV"
    call_command("export_ranking", *QUESTION, "--output", str(file), stdout=out)
    assert out.getvalue() == f"Đã ghi 10 đơn vị vào {file}.\n"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfunit,name,")


# What is asked for, and the exit status: 1 the data is wrong, 2 usage.
FAULTS = [
    (["--decision", "852/QĐ-UBND", "--through", "2018-09"], 0),
    (["--decision", "852/QĐ-UBND", "--through", "2018-09", "--from", "2018-09"], 0),
    (["--decision", "1/QĐ-UBND", "--through", "2018-09"], 1),
    (["--decision", "852/QĐ-UBND", "--through", "2019-01"], 1),
    (["--decision", "852/QĐ-UBND", "--through", "2018-09", "--from", "2017-12"], 1),
    (["--decision", "852/QĐ-UBND", "--through", "2018-09", "--from", "2018-10"], 2),
    (["--decision", "852/QĐ-UBND", "--through", "2018-13"], 2),
    (["--decision", "852/QĐ-UBND", "--through", "2018-9"], 2),
    (["--decision", "852/QĐ-UBND", "--through", "2018-09", "--from", "September"], 2),
    (["--decision", "852/QĐ-UBND", "--through", ""], 2),
    (["--decision", "852/QĐ-UBND"], 2),
    (["--through", "2018-09"], 2),
    (["--decision", "852/QĐ-UBND", "--through", "2018-09", "--until", "2018-09"], 2),
]


@pytest.mark.parametrize(("arguments", "status"), FAULTS)
def test_exit_status_of_compliance(province, exit_status, capsys, arguments, status):
    assert exit_status(compliance.Command(), *arguments) == status
    captured = capsys.readouterr()
    assert (captured.out == "", captured.err == "") == (status != 0, status == 0)


@pytest.mark.parametrize(("arguments", "status"), FAULTS)
def test_exit_status_of_export_ranking(province, exit_status, tmp_path, arguments, status):
    file = tmp_path / "ranking.xlsx"
    assert exit_status(export_ranking.Command(), *arguments, "--output", str(file)) == status
    assert file.exists() == (status == 0)


def test_unknown_format_of_compliance_is_usage(province, exit_status):
    assert exit_status(compliance.Command(), *QUESTION, "--format", "xml") == 2


@pytest.mark.parametrize("name", ["ranking.pdf", "ranking", ".xlsx", "no-such-folder/ranking.xlsx"])
def test_file_that_cannot_be_written_is_usage(province, exit_status, tmp_path, name):
    output = ["--output", str(tmp_path / name)]
    assert exit_status(export_ranking.Command(), *QUESTION, *output) == 2
    assert list(tmp_path.iterdir()) == []


def test_missing_output_is_usage(province, exit_status):
    assert exit_status(export_ranking.Command(), *QUESTION) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--decision", "1/QĐ-UBND", "--through", "2018-09"], "Không có quyết định 1/QĐ-UBND."),
        ([*QUESTION, "--from", "2018-10"], "Khoảng thời gian bị ngược: 2018-10 sau 2018-09."),
        (
            ["--decision", "852/QĐ-UBND", "--through", "2019-01"],
            "Quyết định 852/QĐ-UBND áp dụng từ 2018-01 đến 2018-12.",
        ),
    ],
)
def test_fault_says_what_is_wrong(province, exit_status, capsys, arguments, message):
    exit_status(compliance.Command(), *arguments)
    assert message in capsys.readouterr().err
