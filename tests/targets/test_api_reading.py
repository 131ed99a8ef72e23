"""What a program reads back about what was entered."""

import pytest

from targets.models import Explanation, Procedure, Submission
from targets.periods import Month
from tests import factories
from tests.api_calls import SEPTEMBER, Program, count, faults

BIRTH, DEATH = "1.000001", "1.000002"


@pytest.fixture
def program(cast):
    for code in (BIRTH, DEATH):
        factories.ProcedureFactory(code=code, name=f"Thủ tục {code}")
    factories.ProcedureFactory(code="1.000009", published=())
    factories.ProcedureFactory(code="2.000001", for_communes=False, for_districts=True)
    return Program(cast.lan, cast.commune)


def month(program, path=SEPTEMBER):
    answer = program.get(path)
    assert answer.status_code == 200
    return answer.json()


def test_month_that_was_not_begun_misses_everything(program):
    assert month(program) == {
        "unit": "X1",
        "month": "2018-09",
        "state": None,
        "is_locked": False,
        "is_sample": False,
        "faultless": False,
        "missing": [BIRTH, DEATH],
        "unusual": [],
        "counts": [],
    }


def test_month_that_was_pushed_is_read_back(program):
    program.put([count(DEATH, 5, 0), count(BIRTH, 20, 8), count("1.000009", 1, 1)])
    read = month(program)
    assert (read["state"], read["faultless"], read["missing"]) == ("submitted", True, [])
    assert read["counts"] == [
        count(BIRTH, 20, 8),
        count(DEATH, 5, 0),
        count("1.000009", 1, 1),
    ]


def test_half_filled_row_is_missing(cast, program):
    draft = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 9), status="draft")
    procedures = {each.code: each for each in Procedure.objects.all()}
    factories.CountFactory(submission=draft, procedure=procedures[BIRTH], total=5, online=None)
    factories.CountFactory(submission=draft, procedure=procedures[DEATH], total=None, online=0)
    read = month(program)
    assert (read["state"], read["missing"]) == ("draft", [BIRTH, DEATH])
    assert read["counts"] == [count(BIRTH, 5, None), count(DEATH, None, 0)]


def test_unusual_figures_are_named_until_they_are_explained(cast, program):
    for number in range(4, 9):
        program.put(
            [count(BIRTH, 100, 20), count(DEATH, 5, 0)],
            f"/api/v1/units/X1/months/2018-{number:02}/counts",
        )
    program.put([count(BIRTH, 300, 60), count(DEATH, 5, 0)])
    assert (month(program)["unusual"], month(program)["faultless"]) == ([BIRTH], False)
    submission = Submission.objects.get(month=Month(2018, 9))
    Explanation.objects.create(
        submission=submission,
        procedure=submission.counts.get(procedure__code=BIRTH).procedure,
        reason="Đợt cấp lại giấy khai sinh.",
        given_at=submission.saved_at,
        given_by=cast.lan,
    )
    assert (month(program)["unusual"], month(program)["faultless"]) == ([], True)


def test_locked_month_says_so(program):
    factories.PeriodFactory(month=Month(2018, 7))
    assert month(program, "/api/v1/units/X1/months/2018-07")["is_locked"] is True


def test_sample_says_so(cast, program):
    factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 9), is_sample=True)
    assert month(program)["is_sample"] is True


@pytest.mark.parametrize("written", ["2018-11", "2018-13", "0000-01", "2018-9", "nothing"])
def test_month_that_is_none_or_has_not_begun_is_not_found(program, written):
    assert program.get(f"/api/v1/units/X1/months/{written}").status_code == 404


def test_month_before_the_unit_is_not_found(cast, program):
    cast.commune.valid_from = Month(2018, 9).first_day
    cast.commune.save()
    assert month(program)["unit"] == "X1"
    assert program.get("/api/v1/units/X1/months/2018-08").status_code == 404


def test_what_is_to_be_reported_are_the_published_procedures_of_the_unit(program):
    answer = program.get("/api/v1/units/X1/procedures", {"month": "2018-09"})
    assert answer.json() == [
        {"code": BIRTH, "name": f"Thủ tục {BIRTH}", "level": 3},
        {"code": DEATH, "name": f"Thủ tục {DEATH}", "level": 3},
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "Còn thiếu mục này."),
        ({"month": ""}, "Không đúng dạng được yêu cầu."),
        ({"month": "2018-13"}, "Không đúng dạng được yêu cầu."),
        ({"month": "0000-01"}, "Không đúng dạng được yêu cầu."),
        ({"month": "\0"}, "Không đúng dạng được yêu cầu."),
    ],
)
def test_month_asked_for_must_be_one(program, query, told):
    answer = program.get("/api/v1/units/X1/procedures", query)
    assert faults(answer) == [(None, "month", told)]


@pytest.mark.parametrize("number", [1, 5])
def test_reading_a_month_takes_as_many_queries_however_long(
    program, django_assert_num_queries, number
):
    procedures = factories.ProcedureFactory.create_batch(number)
    program.put([count(each.code, 5, 1) for each in procedures])
    with django_assert_num_queries(19):
        month(program)
