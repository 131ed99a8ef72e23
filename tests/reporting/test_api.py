"""What a program reads about shares and ranks: the very records of the command."""

import io
import json

import pytest
from django.core.management import call_command

from targets.models import Decision, Submission
from tests.api_calls import Program, faults
from tests.reporting.conftest import BY_GROUP_AND_RANK, RECORDS

SPAN = {"decision": "852/QĐ-UBND", "from": "2018-01", "through": "2018-09"}


@pytest.fixture
def program(cast, province):
    return Program(cast.lan, cast.commune)


def test_league_tables_are_the_records_of_the_command_by_group_and_rank(program):
    answer = program.get("/api/v1/league", SPAN).json()
    out = io.StringIO()
    call_command(
        "compliance", "--decision=852/QĐ-UBND", "--through=2018-09", "--format=json", stdout=out
    )
    records = {record["unit"]: record for record in json.loads(out.getvalue())["units"]}
    assert answer == {
        **SPAN,
        "is_sample": False,
        "units": [records[code] for code in BY_GROUP_AND_RANK],
    }


def test_standing_is_the_unit_alone_with_its_rank_among_all(program):
    answer = program.get("/api/v1/units/X1/standing", SPAN).json()
    [record] = [record for record in RECORDS if record["unit"] == "X1"]
    assert answer == {**SPAN, "is_sample": False, "units": [record]}


def test_what_is_left_out_takes_its_usual_value(program):
    assert program.get("/api/v1/league").json() == program.get("/api/v1/league", SPAN).json()
    june = program.get("/api/v1/league", {"through": "2018-06"}).json()
    assert (june["from"], june["through"]) == ("2018-01", "2018-06")
    late = program.get("/api/v1/league", {"from": "2018-11"}).json()
    assert (late["from"], late["through"]) == ("2018-11", "2018-11")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"decision": "1/QĐ"}, ("decision", "Không có quyết định 1/QĐ.")),
        ({"decision": ""}, ("decision", "Không có quyết định .")),
        ({"decision": "\0"}, ("decision", "Không có quyết định \0.")),
        (
            {"from": "2018-09", "through": "2018-08"},
            ("from", "Khoảng thời gian bị ngược: 2018-09 sau 2018-08."),
        ),
        (
            {"from": "2017-12"},
            ("from", "Quyết định 852/QĐ-UBND áp dụng từ 2018-01 đến 2018-12."),
        ),
        (
            {"through": "2019-01"},
            ("through", "Quyết định 852/QĐ-UBND áp dụng từ 2018-01 đến 2018-12."),
        ),
        ({"from": "09/2018x"}, ("from", "Không đúng dạng được yêu cầu.")),
        ({"through": ""}, ("through", "Không đúng dạng được yêu cầu.")),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/league", "/api/v1/units/X1/standing"])
def test_question_without_an_answer_is_a_fault(program, path, query, expected):
    assert faults(program.get(path, query)) == [(None, *expected)]


def test_sample_figures_say_so(program):
    Submission.objects.update(is_sample=True)
    assert program.get("/api/v1/league").json()["is_sample"] is True


def test_decisions_are_listed(program):
    assert program.get("/api/v1/decisions").json() == [
        {
            "number": "852/QĐ-UBND",
            "title": "Giao chỉ tiêu",
            "issuer": "Ủy ban nhân dân tỉnh",
            "issued_on": "2018-03-30",
            "first_month": "2018-01",
            "last_month": "2018-12",
        }
    ]


def test_without_a_decision_there_is_nothing(cast):
    program = Program(cast.lan, cast.commune)
    assert not Decision.objects.exists()
    assert program.get("/api/v1/decisions").json() == []
    for path in ("/api/v1/league", "/api/v1/units/X1/standing"):
        assert program.get(path).status_code == 404


def test_unit_that_is_not_judged_in_the_span_has_no_standing(cast, province, program):
    cast.commune.targets.all().delete()
    cast.commune.valid_from = Decision.objects.get().last_month.last_day
    cast.commune.save()
    assert program.get("/api/v1/units/X1/standing").status_code == 404
