"""What the letters say, to whom they name it, and where they lead."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from targets.models import Procedure, Remark, Reminder, UnlockRequest, User
from targets.periods import Month
from tests import factories

SEPTEMBER = Month(2018, 9)


def day(text):
    return datetime.date.fromisoformat(text)


def test_reason_for_a_return_is_in_the_letter_and_harmless(command, cast):
    factories.SubmissionFactory(
        unit=cast.commune, month=SEPTEMBER, status="returned", return_reason="<b>Xem lại</b>",
        returned_at=timezone.make_aware(datetime.datetime(2018, 10, 1, 9)),
    )  # fmt: skip
    command("2018-10-01")
    [letter] = mail.outbox
    assert "<b>Xem lại</b>" in letter.body
    assert "&lt;b&gt;Xem lại&lt;/b&gt;" in letter.alternatives[0][0]


def test_digest_leads_to_the_queue_and_the_matrix_and_goes_once(command, cast):
    cast.lan.wants_reminders = False
    cast.lan.save()
    assert len(command("2018-10-09")) == 2
    assert len(command("2018-10-10")) == 1
    [letter] = mail.outbox
    assert "/reviews/\n" in letter.body
    assert "/matrix/\n" in letter.body
    assert "UBND xã" not in letter.body
    assert "UBND cấp xã 2." in letter.body
    assert "15/10/2018" in letter.body


def test_overdue_letter_names_the_due_date_and_the_lock(command, cast):
    command("2018-10-06")
    [letter] = mail.outbox
    for form in (letter.body, letter.alternatives[0][0]):
        assert "5/10/2018" in form
        assert "15/10/2018" in form


def english(cast):
    """Letters to Lan and to Dũng are read in English."""
    User.objects.filter(pk__in=[cast.lan.pk, cast.dung.pk]).update(language="en")


@pytest.fixture
def asked(cast):
    english(cast)
    at = timezone.make_aware(datetime.datetime(2018, 10, 1, 9))
    return UnlockRequest.objects.create(
        unit=cast.commune, month=Month(2018, 7), reason="<b>Nhập thiếu", asked_by=cast.lan, asked_at=at
    )  # fmt: skip


def test_request_leads_the_reviewer_to_where_it_is_decided(command, asked):
    command("2018-10-01")
    [letter] = mail.outbox
    assert letter.subject == "UBND xã Cam Tân asks for days to correct July 2018"
    assert "Nguyễn Thị Lan gives this reason:\n<b>Nhập thiếu\n" in letter.body
    assert "https://portal.example/unlocks/\n" in letter.body
    assert "/units/X1/" not in letter.body


@pytest.mark.parametrize(
    ("until", "subject"),
    [
        (None, "UBND xã Cam Tân: the request to correct July 2018 was declined"),
        ("2018-10-04", "UBND xã Cam Tân: July 2018 is open for correction until 4 Oct 2018"),
    ],
)
@pytest.mark.parametrize("answer", ["", "Đã công bố"])
def test_decision_about_a_request_is_told_with_its_answer(command, cast, asked, until, subject, answer):  # fmt: skip
    asked.decided_at, asked.decided_by, asked.answer = asked.asked_at, cast.dung, answer
    asked.open_from = asked.open_until = until and day(until)
    asked.save()
    command("2018-10-01")
    [letter] = mail.outbox
    assert letter.subject == subject
    assert ("declined: the month stays locked" in letter.body) == (until is None)
    assert ("Answer:\nĐã công bố\n" in letter.body) == bool(answer)
    assert "/units/X1/reports/2018-07/" in letter.body


@pytest.mark.parametrize(("author", "reader"), [("dung", "lan"), ("lan", "dung")])
@pytest.mark.parametrize("is_on_a_row", [True, False])
def test_remark_names_its_author_the_unit_and_the_procedure(
    command, cast, author, reader, is_on_a_row
):
    english(cast)
    cast.commune.name = "UBND xã <i>Cam Tân</i>"
    cast.commune.save()
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 7), status="draft")  # fmt: skip
    procedure = Procedure.objects.get()
    at = timezone.make_aware(datetime.datetime(2018, 10, 1, 9))
    Remark.objects.create(
        submission=submission,
        procedure=procedure if is_on_a_row else None,
        written_at=at,
        written_by=getattr(cast, author),
        text="Vì sao?",
    )
    command("2018-10-01")
    [letter] = mail.outbox
    assert letter.to == [f"{reader}@example.org"]
    assert letter.subject == "UBND xã <i>Cam Tân</i>: a remark on the report of July 2018"
    place = str(procedure) if is_on_a_row else "the month as a whole"
    assert f"{getattr(cast, author)} writes on {place}:\nVì sao?\n" in letter.body
    assert "<i>" not in letter.alternatives[0][0]


def test_subject_of_a_unit_with_the_longest_name_is_kept_as_far_as_it_goes(command, cast, asked):
    cast.commune.name = "X" * 200
    cast.commune.save()
    assert command("2018-10-01")[-1] == "Số thư đã gửi: 1"
    assert Reminder.objects.get().subject == "X" * 200
