"""Letters: who gets which on which day, in which language, and never twice for the same cause."""

import datetime
import threading
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from reporting.correspondence import send
from reporting.reminders import owed, urging
from targets.models import Reminder, UnlockRequest
from targets.periods import Month
from tests import factories

SEPTEMBER = Month(2018, 9)


def day(text):
    return datetime.date.fromisoformat(text)


def letters(today):
    """Who gets which letter, about which units."""
    return {
        (letter.person.username, letter.cause): [unit.code for unit in letter.units]
        for letter in owed(day(today))
    }


@pytest.mark.parametrize(
    ("today", "cause"),
    [
        ("2018-10-01", None),
        ("2018-10-02", "before_due:2018-09"),
        ("2018-10-04", "before_due:2018-09"),
        ("2018-10-05", "due:2018-09"),
        ("2018-10-06", "overdue:2018-09:0"),
        ("2018-10-11", "overdue:2018-09:0"),
        ("2018-10-12", "overdue:2018-09:1"),
        ("2018-10-16", None),
    ],
)
def test_officer_is_told_before_on_and_after_the_due_date_until_the_lock(
    september, cast, today, cause
):
    cast.dung.wants_digest = False
    cast.dung.save()
    assert letters(today) == ({("lan", cause): ["X1"]} if cause else {})


def test_officer_of_several_units_gets_one_letter(september, cast):
    cast.lan.units.add(cast.other_commune)
    assert letters("2018-10-05") == {("lan", "due:2018-09"): ["X1", "X2"]}


def test_unit_that_reported_or_need_not_is_not_urged(september, cast):
    cast.lan.units.add(cast.other_commune)
    factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER)
    factories.SubmissionFactory(unit=cast.other_commune, month=SEPTEMBER, status="draft")
    # Bình's district and Châu's agency have no published procedure.
    assert letters("2018-10-05") == {("lan", "due:2018-09"): ["X2"]}


@pytest.mark.parametrize("codes", [["X1"], ["X1", "X2"]])
def test_units_are_urged_one_by_one_and_their_officers_asked_for_once(
    september, cast, django_assert_num_queries, codes
):
    cast.lan.units.add(cast.other_commune)
    units = [unit for unit in (cast.commune, cast.other_commune) if unit.code in codes]
    # The period; and the officers of all units.
    with django_assert_num_queries(2):
        urged = urging(units, SEPTEMBER, day("2018-10-06"))
    assert [(letter.person, [unit.code for unit in letter.units]) for letter in urged] == [
        (cast.lan, [code]) for code in codes
    ]


@pytest.mark.parametrize(
    "changes", [{"wants_reminders": False}, {"is_active": False}, {"email": ""}]
)
def test_whoever_does_not_wish_or_cannot_be_written_to_is_left_alone(september, cast, changes):
    for name, value in changes.items():
        setattr(cast.lan, name, value)
    cast.lan.save()
    assert letters("2018-10-05") == {}


@pytest.mark.parametrize(
    ("status", "moment", "days", "is_told"),
    [
        ("returned", "returned_at", 0, True),
        ("accepted", "accepted_at", 14, True),
        ("accepted", "accepted_at", 15, False),
    ],
)
def test_officer_is_told_what_became_of_a_month(cast, status, moment, days, is_told):
    at = timezone.make_aware(datetime.datetime(2018, 9, 10, 9))
    submission = factories.SubmissionFactory(unit=cast.commune, status=status, **{moment: at})
    cause = f"{status}:{submission.pk}:1"
    today = day("2018-09-10") + datetime.timedelta(days=days)
    told = {(letter.person.username, letter.cause) for letter in owed(today)}
    assert told == ({("lan", cause)} if is_told else set())


def test_request_goes_to_the_reviewer_and_its_answer_to_the_officer(cast):
    at = timezone.make_aware(datetime.datetime(2018, 10, 2, 9))
    request = UnlockRequest.objects.create(
        unit=cast.commune, month=Month(2018, 7), reason="Nhập thiếu", asked_by=cast.lan, asked_at=at
    )
    assert letters("2018-10-02") == {("dung", f"unlock:{request.pk}:asked"): ["X1"]}
    request.decided_at, request.decided_by = at, cast.dung
    request.open_from = request.open_until = day("2018-10-03")
    request.save()
    assert letters("2018-10-02") == {("lan", f"unlock:{request.pk}:decided"): ["X1"]}


@pytest.mark.parametrize("today", ["2018-10-08", "2018-10-10", "2018-10-14"])
def test_reviewer_gets_one_digest_a_week(september, cast, today):
    cast.lan.wants_reminders = False
    cast.lan.save()
    factories.UserFactory(username="ha", role="reviewer", wants_digest=False)
    assert letters(today) == {("dung", "digest:2018-10-08"): []}


def test_digest_counts_what_waits_and_who_owes_by_group(september, cast):
    factories.ProcedureFactory(for_districts=True)
    factories.PeriodFactory(month=Month(2018, 8), locks_on=day("2018-10-31"))
    factories.PeriodFactory(month=Month(2018, 7))
    for month in (7, 8, 9):
        factories.SubmissionFactory(unit=cast.other_commune, month=Month(2018, month))
    factories.SubmissionFactory(unit=cast.district, month=SEPTEMBER, submitted_by=cast.dung)
    [digest] = [letter.digest for letter in owed(day("2018-10-08")) if letter.digest]
    assert digest.waiting == 3
    assert [(each.period.month, each.by_group) for each in digest.overdue] == [
        (Month(2018, 8), {"district": 2, "commune": 1}),
        (SEPTEMBER, {"district": 1, "commune": 1}),
    ]
    assert digest.number_overdue == 5


def test_months_wait_without_anything_overdue_and_the_digest_goes_all_the_same(cast):
    factories.SubmissionFactory(unit=cast.commune)
    assert letters("2018-10-08") == {("dung", "digest:2018-10-08"): []}


def test_what_is_new_since_monday_waits_for_the_next(september, cast):
    at = timezone.make_aware(datetime.datetime(2018, 10, 9, 9))
    for unit in (cast.commune, cast.other_commune):
        factories.SubmissionFactory(unit=unit, month=SEPTEMBER, saved_at=at)
    assert letters("2018-10-09") == {}
    assert letters("2018-10-15") == {("dung", "digest:2018-10-15"): []}
    assert letters("2018-10-16") == {("dung", "digest:2018-10-15"): []}


def test_nothing_to_tell_is_no_digest(september, cast):
    for unit in (cast.commune, cast.other_commune):
        factories.SubmissionFactory(unit=unit, month=SEPTEMBER, status="accepted")
    assert not [letter for letter in owed(day("2018-10-08")) if letter.digest]


def test_letter_leads_to_the_very_form(command, cast, client):
    assert command() == [
        "lan@example.org\tBáo cáo tháng 9/2018 đến hạn hôm nay",
        "Số thư đã gửi: 1",
    ]
    [letter] = mail.outbox
    assert letter.to == ["lan@example.org"]
    form = "/units/X1/reports/2018-09/"
    assert f"https://portal.example{form}" in letter.body
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert f'<a href="https://portal.example{form}">UBND xã Cam Tân</a>' in html
    client.force_login(cast.lan)
    assert client.get(form).status_code == 200


def test_letter_is_in_the_language_of_its_reader(command, cast):
    cast.lan.language = "en"
    cast.lan.save()
    command("2018-10-02")
    assert mail.outbox[0].subject == "The report of September 2018 is due on 5 Oct 2018"


def test_nobody_is_written_to_twice_for_the_same_cause(command):
    assert [command()[-1], command()[-1]] == ["Số thư đã gửi: 1", "Số thư đã gửi: 0"]
    assert len(mail.outbox) == 1
    assert command("2018-10-06")[-1] == "Số thư đã gửi: 1"


@pytest.fixture
def mail_server(monkeypatch):
    """Make the mail server fail: `fail(error)` for every letter, `fail(error, address)` for one."""
    send = EmailMultiAlternatives.send
    tried = []

    def fail(error, address=None):
        def answer(message):
            tried.extend(message.to)
            if address in (None, *message.to):
                raise error
            return send(message)

        monkeypatch.setattr(EmailMultiAlternatives, "send", answer)
        return tried

    return fail


@pytest.fixture
def refused(mail_server):
    return mail_server(
        SMTPRecipientsRefused({"an@example.org": (550, b"no such user")}), "an@example.org"
    )


def test_address_that_is_refused_keeps_no_other_letter_back(command, cast, refused, capsys):
    factories.UserFactory(username="an", units=[cast.commune])
    with pytest.raises(SystemExit) as end:
        command()
    assert end.value.code == 1
    assert [letter.to for letter in mail.outbox] == [["lan@example.org"]]
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("an@example.org\tBáo cáo tháng 9/2018 đến hạn hôm nay\t")
    assert "no such user" in told[0]
    assert {
        reminder.person.username: reminder.sent_at is not None
        for reminder in Reminder.objects.select_related("person")
    } == {"an": False, "lan": True}


def test_letter_that_could_not_go_goes_with_the_next_run(command, mail_server, monkeypatch):
    mail_server(OSError("no mail server"))
    with pytest.raises(SystemExit):
        command()
    assert Reminder.objects.get().sent_at is None
    monkeypatch.undo()
    assert command()[-1] == "Số thư đã gửi: 1"


def test_silent_mail_server_is_asked_three_times(command, cast, mail_server):
    for number in range(5):
        factories.UserFactory(username=f"an{number}", units=[cast.commune])
    tried = mail_server(TimeoutError("timed out"))
    with pytest.raises(SystemExit):
        command()
    assert len(tried) == 3
    assert not Reminder.objects.exclude(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_letter(september):
    both = threading.Barrier(2)
    sent = []

    def run():
        both.wait(timeout=10)
        sent.extend(send(owed(day("2018-10-05"))))
        connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join(timeout=20)
    assert len(sent) == len(mail.outbox) == 1


def test_person_chooses_his_letters(client, cast):
    client.force_login(cast.lan)
    client.post("/preferences/", {"language": "en", "wants_answers": "on", "role": "administrator"})
    cast.lan.refresh_from_db()
    wishes = (cast.lan.language, cast.lan.wants_reminders, cast.lan.wants_answers, cast.lan.role)
    assert wishes == ("en", False, True, "officer")


def test_sent_letters_are_listed(command, client, cast):
    command()
    client.force_login(cast.dung)
    page = client.get("/reminders/").content.decode()
    assert "Báo cáo tháng 9/2018 đến hạn hôm nay" in page
    assert "Nguyễn Thị Lan" in page
