"""A locked month is changed by nobody, except in the days that were granted for it."""

import datetime
import html
import re

import pytest
from django.utils import timezone

from targets.actions.counts import import_counts
from targets.actions.review import return_
from targets.actions.submissions import Conflict, save_counts, submit, withdraw
from targets.actions.unlocks import Decided, NotLocked, ask_to_unlock, decline, grant
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.locks import Locked
from targets.models import Count, ReportingPeriod, Submission, UnlockRequest
from targets.periods import Month
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY

NOW = timezone.datetime(2018, 10, 3, 9, 0, tzinfo=timezone.get_default_timezone())
AUGUST = Month(2018, 8)
FORM = "/units/X1/reports/2018-08/"


@pytest.fixture
def procedure(cast):
    return factories.ProcedureFactory(code="1.000001")


@pytest.fixture
def august(cast, procedure):
    """Lan's August, submitted with 4 of 10; its period locked after 15/9."""
    factories.PeriodFactory(month=AUGUST)
    submission = factories.SubmissionFactory(unit=cast.commune, month=AUGUST)
    factories.CountFactory(submission=submission, procedure=procedure, total=10, online=4)
    return submission


def step(action, cast, day=TODAY, **how):
    return action(unit=cast.commune, month=AUGUST, version=1, by=cast.lan, at=NOW, today=day, **how)


def load(cast, procedure, day=TODAY):
    rows = [list(COUNT_COLUMNS), ["2018-08", "X1", procedure.code, 10, 9]]
    return import_counts(table=Table(rows), today=day, by=cast.lan, at=NOW)


def stored():
    return list(Count.objects.values_list("total", "online"))


@pytest.fixture
def granted(cast, august):
    """Three days from 3/10 on."""
    request = ask_to_unlock(unit=cast.commune, month=AUGUST, reason="Nhập thiếu", by=cast.lan, at=NOW, today=TODAY)  # fmt: skip
    return grant(request=request, days=3, answer="Đồng ý", by=cast.dung, at=NOW, today=TODAY)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (datetime.date(2018, 7, 31), False),
        (datetime.date(2018, 8, 1), True),
        (datetime.date(2018, 9, 15), True),
        (datetime.date(2018, 9, 16), False),
    ],
)
def test_month_is_open_from_its_first_day_through_its_lock(cast, august, procedure, day, is_open):
    for action, how in [
        (withdraw, {}),
        (save_counts, {"figures": {procedure.pk: (10, 5)}}),
        (submit, {"figures": {procedure.pk: (10, 5)}}),
    ]:
        if is_open:
            step(action, cast, day, **how)
            Submission.objects.update(version=1, status="submitted")
        else:
            with pytest.raises(Locked):
                step(action, cast, day, **how)
    assert stored() == [(10, 5 if is_open else 4)]


def test_file_with_a_locked_month_is_faulty_at_its_period(cast, august, procedure):
    with pytest.raises(Faulty) as caught:
        load(cast, procedure)
    [fault] = caught.value.faults
    assert (fault.row, fault.column) == (2, "period")
    assert "08/2018" in fault.message
    assert stored() == [(10, 4)]


def test_month_without_a_period_is_always_open(cast, august, procedure):
    ReportingPeriod.objects.all().delete()
    assert load(cast, procedure, datetime.date(2026, 1, 1)).changed == 1


def test_window_opens_and_closes_by_itself(cast, granted, procedure):
    days = [datetime.date(2018, 10, number) for number in (2, 3, 5, 6)]
    outcomes = []
    for online, day in enumerate(days, start=5):
        try:
            Submission.objects.update(version=1)
            step(submit, cast, day, figures={procedure.pk: (10, online)})
            outcomes.append("open")
        except Locked:
            outcomes.append("locked")
    assert outcomes == ["locked", "open", "open", "locked"]
    assert stored() == [(10, 7)]


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_last_figures_count_until_the_correction_is_submitted(cast, granted, procedure, status):
    accepted = {"accepted_at": NOW} if status == "accepted" else {}
    Submission.objects.update(status=status, **accepted)
    with pytest.raises(Conflict):
        step(save_counts, cast, figures={procedure.pk: (10, 5)})
    with pytest.raises(Locked):
        step(withdraw, cast)
    assert (Submission.objects.get().status, stored()) == (status, [(10, 4)])
    step(submit, cast, figures={procedure.pk: (10, 5)})
    assert (Submission.objects.get().status, stored()) == ("submitted", [(10, 5)])


@pytest.mark.parametrize("is_corrected", [False, True])
def test_nothing_is_returned_in_the_window(client, cast, granted, procedure, is_corrected):
    if is_corrected:
        step(submit, cast, figures={procedure.pk: (10, 5)})
    submission = Submission.objects.get()
    with pytest.raises(Locked):
        return_(submission=submission, version=submission.version, reason="?", by=cast.dung, at=NOW, today=TODAY)  # fmt: skip
    client.force_login(cast.dung)
    access = client.get(FORM).context["access"]
    assert (access.reviewable, access.is_correction, access.may_return) == (True, True, False)
    client.post(FORM + "review/", {"action": "return", "version": submission.version, "reason": "?"})  # fmt: skip
    assert Submission.objects.get().status == "submitted"


def test_form_says_until_when_it_is_open_and_what_counts_meanwhile(client, cast, granted, procedure):  # fmt: skip
    client.force_login(cast.lan)
    Submission.objects.update(submitted_at=NOW - datetime.timedelta(days=20))
    page = client.get(FORM)
    assert page.context["access"].waits_for_correction
    assert "5/10/2018" in page.content.decode()
    step(submit, cast, figures={procedure.pk: (10, 5)})
    assert not client.get(FORM).context["access"].waits_for_correction


def test_who_grants_days_is_led_to_the_requests_and_asks_for_none(client, cast, august):
    for person, asks in [("lan", True), ("dung", False)]:
        client.force_login(getattr(cast, person))
        assert ("reports/2018-08/unlock/" in client.get(FORM).content.decode()) == asks


def test_window_of_one_unit_opens_no_other(cast, granted, procedure):
    with pytest.raises(Locked):
        submit(unit=cast.other_commune, month=AUGUST, version=0, figures={procedure.pk: (1, 1)}, by=cast.dung, at=NOW, today=TODAY)  # fmt: skip


def test_file_in_the_window_is_stored(cast, granted, procedure):
    assert load(cast, procedure).changed == 1


def test_asking_twice_is_one_request(cast, august):
    ask = {"unit": cast.commune, "month": AUGUST, "by": cast.lan, "at": NOW, "today": TODAY}
    first = ask_to_unlock(**ask, reason="Nhập thiếu")
    assert ask_to_unlock(**ask, reason="Lần nữa") == first
    assert UnlockRequest.objects.get().reason == "Nhập thiếu"


def test_open_month_needs_no_request(cast, august):
    with pytest.raises(NotLocked):
        ask_to_unlock(unit=cast.commune, month=Month(2018, 9), reason="?", by=cast.lan, at=NOW, today=TODAY)  # fmt: skip


def test_request_is_decided_once(cast, granted):
    with pytest.raises(Decided):
        decline(request=granted, answer="Không", by=cast.dung, at=NOW)
    with pytest.raises(Decided):
        grant(request=granted, days=1, answer="", by=cast.dung, at=NOW, today=TODAY)
    assert granted.open_until == datetime.date(2018, 10, 5)


def test_whole_way_over_the_pages(client, cast, august, procedure):
    client.force_login(cast.lan)
    page = client.get(FORM)
    assert not page.context["editable"]
    client.post(FORM + "unlock/", {"reason": "Nhập thiếu 1 hồ sơ"})
    request = UnlockRequest.objects.get()
    assert client.post(f"/unlocks/{request.pk}/", {"grant": 1, "days": 3}).status_code == 404
    client.force_login(cast.dung)
    assert "Nhập thiếu 1 hồ sơ" in client.get("/unlocks/").content.decode()
    client.post(f"/unlocks/{request.pk}/", {"grant": 1, "days": 3, "answer": "Đồng ý"})
    request.refresh_from_db()
    assert (request.open_from, request.open_until) == (TODAY, datetime.date(2018, 10, 5))
    client.force_login(cast.lan)
    assert client.get(FORM).context["editable"]
    sent = {"version": 1, "action": "submit", f"total-{procedure.pk}": 10, f"online-{procedure.pk}": 5}  # fmt: skip
    assert client.post(FORM, sent).status_code == 302
    assert stored() == [(10, 5)]


def test_form_says_that_the_last_request_was_declined_and_why(client, cast, august):
    def ask(action, answer, **how):
        request = ask_to_unlock(unit=cast.commune, month=AUGUST, reason="Thiếu", by=cast.lan, at=NOW, today=TODAY)  # fmt: skip
        action(request=request, answer=answer, by=cast.dung, **how)

    client.force_login(cast.lan)
    ask(decline, "Đã <công> bố", at=NOW)
    page = client.get(FORM)
    assert not page.context["access"].last_decided_request.is_granted
    assert "Đã &lt;công&gt; bố" in page.content.decode()
    # Granted later, for a day that has passed.
    past = TODAY - datetime.timedelta(days=1)
    ask(grant, "Đồng ý", at=NOW + datetime.timedelta(hours=1), days=1, today=past)
    page = client.get(FORM)
    assert not page.context["editable"]
    assert "Đồng ý" not in page.content.decode()


def test_log_shows_everybody_the_days_and_the_reason_to_those_who_see_the_unit(
    client, cast, granted
):
    for person, sees_reason in [("chau", False), ("lan", True), ("binh", True), ("long", True)]:
        client.force_login(getattr(cast, person))
        page = client.get("/unlocks/").content.decode()
        assert "3/10/2018" in page
        assert ("Nhập thiếu" in page) == sees_reason


def test_locked_month_sent_all_the_same_is_told_and_kept_on_the_page(client, cast, august, procedure):  # fmt: skip
    client.force_login(cast.lan)
    sent = {"version": 1, "action": "submit", f"total-{procedure.pk}": 10, f"online-{procedure.pk}": 9}  # fmt: skip
    answer = client.post(FORM, sent)
    assert answer.status_code == 409
    assert answer.context["form"][f"online-{procedure.pk}"].value() == "9"
    assert stored() == [(10, 4)]


def test_log_of_a_period_says_whether_the_days_were_used(client, cast, august):
    for unit in (cast.commune, cast.other_commune):
        asked = ask_to_unlock(
            unit=unit, month=AUGUST, reason="Nhập thiếu.", by=cast.lan, at=NOW, today=TODAY
        )
        grant(request=asked, days=3, answer="", by=cast.dung, at=NOW, today=TODAY)
    Submission.objects.update(submitted_at=NOW)
    factories.PeriodFactory(month=Month(2018, 7))
    ask_to_unlock(
        unit=cast.commune, month=Month(2018, 7), reason="?", by=cast.lan, at=NOW, today=TODAY
    )
    client.force_login(cast.long)
    page = client.get("/unlocks/", {"month": "08/2018"}).context["page"]
    assert {asked.unit.code: asked.is_corrected for asked in page} == {"X1": True, "X2": False}
    rows = client.get("/unlocks/export.json", {"month": "2018-08"}).json()
    assert {row["Mã đơn vị"]: row["Đã đính chính"] for row in rows} == {"X1": "có", "X2": "không"}
    assert len(client.get("/unlocks/", {"month": "nonsense"}).context["page"]) == 3


def test_log_of_several_pages_leads_on_under_the_same_filter(client, cast, august, monkeypatch):
    monkeypatch.setattr("targets.views.unlocks.ON_A_PAGE", 1)
    for unit in (cast.commune, cast.other_commune):
        ask_to_unlock(unit=unit, month=AUGUST, reason="?", by=cast.lan, at=NOW, today=TODAY)
    client.force_login(cast.long)
    shown = [ways_to_pages(client.get("/unlocks/" + query)) for query in ("", "?page=2")]
    assert shown == [["?page=2"], ["?page=1"]]
    assert ways_to_pages(client.get("/unlocks/?month=08/2018")) == ["?month=2018-08&page=2"]
    assert client.get("/unlocks/?month=2018-08&page=2").context["page"].number == 2


def ways_to_pages(answer):
    return [
        html.unescape(way) for way in re.findall(r'href="([^"]*page=\d+)"', answer.content.decode())
    ]
