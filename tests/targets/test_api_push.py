"""A program pushes a unit's month: the import's own rules and messages, and safe to repeat."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from quota_portal.clock import now
from targets.actions.pushes import KEYS_ARE_KEPT
from targets.models import Count, PushKey, Submission
from targets.periods import Month
from tests import factories
from tests.api_calls import SEPTEMBER, Program, count, faults
from tests.targets.waiting import wait_until_somebody_waits

BIRTH, DEATH = "1.000001", "1.000002"
BOTH = [count(BIRTH, 20, 8), count(DEATH, 5, 0)]
KEY = {"Idempotency-Key": "thang-9"}


@pytest.fixture
def program(cast):
    for code in (BIRTH, DEATH):
        factories.ProcedureFactory(code=code)
    return Program(cast.lan, cast.commune)


def stored():
    counts = Count.objects.order_by("procedure__code")
    return list(counts.values_list("procedure__code", "total", "online"))


def answer_of(push):
    assert push.status_code == 200, push.content
    answer = push.json()
    return [answer[name] for name in ("rows", "new", "changed", "unchanged", "not_counted")]


def test_month_is_stored_and_submitted_in_the_name_of_the_person(cast, program):
    assert answer_of(program.put(BOTH)) == [2, 2, 0, 0, 0]
    assert stored() == [(BIRTH, 20, 8), (DEATH, 5, 0)]
    submission = Submission.objects.get()
    assert (submission.unit, submission.month) == (cast.commune, Month(2018, 9))
    assert (submission.status, submission.submitted_by) == ("submitted", cast.lan)
    assert {each.entered_by for each in Count.objects.all()} == {cast.lan}


def test_same_counts_again_change_nothing(program):
    program.put(BOTH)
    before = list(Submission.objects.values())
    assert answer_of(program.put(BOTH)) == [2, 0, 0, 2, 0]
    assert list(Submission.objects.values()) == before


def test_changed_count_is_told_and_others_stay(program):
    program.put(BOTH)
    assert answer_of(program.put([count(BIRTH, 21, 8)])) == [1, 0, 1, 0, 0]
    assert stored() == [(BIRTH, 21, 8), (DEATH, 5, 0)]


def test_procedure_that_was_not_published_does_not_count(program):
    factories.ProcedureFactory(code="1.000009", published=())
    assert answer_of(program.put([count("1.000009", 1, 1)])) == [1, 1, 0, 0, 1]


def test_trial_run_says_the_same_and_stores_nothing(program):
    trial = program.put(BOTH, f"{SEPTEMBER}/counts?dry_run=true", **KEY)
    assert answer_of(trial) == [2, 2, 0, 0, 0]
    assert trial.json()["dry_run"] is True
    assert (stored(), PushKey.objects.exists()) == ([], False)
    wrong = program.put([count(BIRTH, 1, 2)], f"{SEPTEMBER}/counts?dry_run=true")
    assert [fault[:2] for fault in faults(wrong)] == [(1, "online")]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        (
            f"{SEPTEMBER}/counts",
            [*BOTH, count("1.9", 1, 1), count(BIRTH, 3, 4)],
            [
                (3, "procedure_code", "Không có thủ tục mang mã 1.9."),
                (4, "online", "Số hồ sơ trực tuyến (4) lớn hơn tổng số hồ sơ (3)."),
                (4, "procedure_code", "Đơn vị, kỳ báo cáo và thủ tục này đã có ở dòng 1."),
            ],
        ),
        (
            "/api/v1/units/X1/months/2018-11/counts",
            [count(BIRTH, 1, 1)],
            [(1, "period", "Tháng 11/2018 chưa bắt đầu.")],
        ),
        (
            "/api/v1/units/X1/months/2018-07/counts",
            [count(BIRTH, 1, 1)],
            [(1, "period", "Kỳ 07/2018 đã khóa.")],
        ),
    ],
)
def test_faults_are_those_of_the_import_at_their_place(program, path, content, expected):
    factories.PeriodFactory(month=Month(2018, 7))
    assert faults(program.put(content, path)) == expected
    assert stored() == []


WHOLE = "Phải là số nguyên từ 0 đến 2147483647, không đặt trong dấu nháy, không có phần thập phân."


@pytest.mark.parametrize(
    "figure", ["5", 5.0, 5.5, True, None, -1, 2**31, 10**400, [], {}, float("nan"), "1.234"]
)
def test_figure_is_a_whole_number_and_nothing_else(program, figure):
    told = faults(program.put([count(BIRTH, 9, 1), count(DEATH, figure, 0)]))
    assert told == [(2, "total", WHOLE)]
    assert stored() == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([], (None, "counts", "Danh sách trống.")),
        ({}, (None, "counts", "Phải là một danh sách.")),
        (b"", (None, "counts", "Còn thiếu mục này.")),
        (["x"], (1, "body", "Phải là một đối tượng.")),
        ([{"procedure_code": BIRTH, "total": 1}], (1, "online", "Còn thiếu mục này.")),
        ([count(BIRTH, 1, 1) | {"post": 1}], (1, "post", "Không có mục nào tên như vậy.")),
        ([count(BIRTH, 1, 1) | {"\ud800": 1}], (1, "body", "Phải là văn bản.")),
        ([count(7, 1, 1)], (1, "procedure_code", "Phải là văn bản.")),
        ([count("\ud800", 1, 1)], (1, "procedure_code", "Phải là văn bản.")),
        ([count("", 1, 1)], (1, "procedure_code", "Mục này trống.")),
        ([count("1" * 33, 1, 1)], (1, "procedure_code", "Mục này quá dài.")),
    ],
)
def test_what_has_not_the_form_is_told_at_its_place(program, content, expected):
    assert faults(program.put(content)) == [expected]


@pytest.mark.parametrize("code", ["\0", " \0x", "\x1f", "\u202e1"])
def test_strange_code_is_a_fault(program, code):
    assert [fault[:2] for fault in faults(program.put([count(code, 1, 1)]))] == [
        (1, "procedure_code")
    ]


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b"[" + b"9" * 5_000 + b"]", b"\0"])
def test_body_that_is_no_json_is_refused(program, body):
    answer = program.put(body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    assert answer.json() == {"detail": "Yêu cầu sai định dạng; nội dung phải là JSON mã hóa UTF-8."}


def test_body_that_is_too_large_is_refused(program, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = program.put(BOTH)
    assert (answer.status_code, answer.json()["detail"]) == (413, "Nội dung gửi lên quá lớn.")


def test_key_replays_the_first_answer_and_touches_nothing(program):
    first = program.put(BOTH, **KEY)
    program.put([count(BIRTH, 30, 9)])
    again = program.put(BOTH, **KEY)
    assert again.json() == first.json()
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert stored()[0] == (BIRTH, 30, 9)
    last = program.token.calls.first()
    assert (last.status, last.rows) == (200, None)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ([count(BIRTH, 20, 9)], f"{SEPTEMBER}/counts"),
        (BOTH, "/api/v1/units/X1/months/2018-08/counts"),
    ],
)
def test_key_is_good_for_one_push_only(program, content, path):
    program.put(BOTH, **KEY)
    answer = program.put(content, path, **KEY)
    assert answer.status_code == 409
    assert answer.json() == {
        "detail": "Idempotency-Key này đã dùng cho lần gửi khác: hãy gửi với giá trị mới."
    }
    assert stored() == [(BIRTH, 20, 8), (DEATH, 5, 0)]


def test_refused_push_leaves_its_key_free(program):
    assert program.put([count(BIRTH, 1, 2)], **KEY).status_code == 422
    assert answer_of(program.put(BOTH, **KEY)) == [2, 2, 0, 0, 0]


def test_key_belongs_to_its_token(cast, program):
    program.put(BOTH, **KEY)
    other = Program(cast.lan, cast.commune, label="Máy dự phòng")
    assert answer_of(other.put([count(BIRTH, 21, 8)], **KEY)) == [1, 0, 1, 0, 0]


def test_key_is_forgotten_after_its_days(program):
    program.put(BOTH, **KEY)
    PushKey.objects.update(used_at=now() - KEYS_ARE_KEPT - datetime.timedelta(hours=1))
    assert answer_of(program.put([count(BIRTH, 21, 8)], **KEY)) == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201])
def test_key_has_a_form(program, key):
    told = faults(program.put(BOTH, **{"Idempotency-Key": key}))
    assert told == [(None, "Idempotency-Key", "Không đúng dạng được yêu cầu.")]


def two_at_once(program, *, first_is_taken_back):
    """The answers to the same push, sent anew while the first one is at work."""
    answers = []

    def push():
        answers.append(program.put(BOTH, **KEY))
        connection.close()

    second = threading.Thread(target=push)
    with transaction.atomic():
        first = program.put(BOTH, **KEY)
        second.start()
        wait_until_somebody_waits()
        transaction.set_rollback(first_is_taken_back)
    second.join(timeout=20)
    return first, *answers


@pytest.mark.django_db(transaction=True)
def test_two_pushes_at_once_with_one_key_are_one(program):
    first, second = two_at_once(program, first_is_taken_back=False)
    assert second.json() == first.json()
    assert second["Idempotency-Replayed"] == "true"
    assert Submission.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_push_that_waited_for_one_that_failed_is_the_first(program):
    _taken_back, second = two_at_once(program, first_is_taken_back=True)
    assert answer_of(second) == [2, 2, 0, 0, 0]
    assert "Idempotency-Replayed" not in second


def test_record_says_by_which_token(client, cast, program):
    program.put(BOTH)
    client.force_login(cast.lan)
    page = client.get("/units/X1/history/")
    assert {(change.by, change.way) for change in page.context["changes"]} == {
        ("Nguyễn Thị Lan", "giao diện lập trình, mã truy cập Một cửa")
    }
    assert [(step.after, step.by) for step in page.context["steps"]] == [
        ("submitted", "Nguyễn Thị Lan")
    ]


def test_whoever_is_signed_in_has_no_part_in_it(client, cast, program):
    client.force_login(cast.dung)
    answer = client.put(
        f"{SEPTEMBER}/counts", BOTH, content_type="application/json", headers=program.headers
    )
    assert answer.status_code == 200
    page = client.get("/units/X1/history/")
    assert {step.by for step in page.context["steps"]} == {"Nguyễn Thị Lan"}
    assert (
        client.put(f"{SEPTEMBER}/counts", BOTH, content_type="application/json").status_code == 401
    )
