"""The reviewer accepts, returns and asks; nobody judges what he entered himself, or his own unit."""

import pytest
from django.utils import timezone

from targets.actions.review import accept, accept_many, remark, return_
from targets.actions.submissions import Conflict, submit
from targets.locks import Locked
from targets.models import Submission, User
from targets.periods import Month
from targets.permissions import Refused, can_review
from targets.views import review
from tests import factories
from tests.conftest import TODAY

NOW = timezone.datetime(2018, 10, 3, 9, 0, tzinfo=timezone.get_default_timezone())
SEPTEMBER = Month(2018, 9)
FORM = "/units/X1/reports/2018-09/"


@pytest.fixture
def procedure(cast):
    return factories.ProcedureFactory()


@pytest.fixture
def submitted(cast, procedure):
    """Lan's September, submitted by her."""

    def submitted(by=cast.lan, unit=cast.commune, version=0, figures=(10, 4)):
        return submit(
            unit=unit,
            month=SEPTEMBER,
            figures={procedure.pk: figures},
            version=version,
            by=by,
            at=NOW,
            today=TODAY,
        )

    return submitted


def test_accepted_month_says_by_whom_and_when(submitted, cast):
    accepted = accept(submission=submitted(), version=1, by=cast.dung, at=NOW)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.version) == ("accepted", 2)
    assert (accepted.accepted_by, accepted.accepted_at) == (cast.dung, NOW)


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_returned_month_says_why_and_is_the_units_again(submitted, cast, status):
    submission = submitted()
    if status == "accepted":
        submission = accept(submission=submission, version=1, by=cast.dung, at=NOW)
    returned = return_(
        submission=submission,
        version=submission.version,
        reason="Số liệu khai sinh?",
        by=cast.dung,
        at=NOW,
        today=TODAY,
    )
    returned.refresh_from_db()
    assert (returned.status, returned.return_reason) == ("returned", "Số liệu khai sinh?")
    assert (returned.returned_by, returned.accepted_by) == (cast.dung, None)
    again = submitted(version=returned.version)
    assert (again.status, again.first_submitted_at) == ("submitted", NOW)


def judge(action, submission, by, version=1):
    extra = {"reason": "?", "today": TODAY} if action is return_ else {}
    return action(submission=submission, version=version, by=by, at=NOW, **extra)


@pytest.mark.parametrize("action", [accept, return_])
@pytest.mark.parametrize("person", ["lan", "binh", "chau", "long", "son"])
def test_only_the_reviewer_judges(submitted, cast, action, person):
    with pytest.raises(Refused):
        judge(action, submitted(), getattr(cast, person))
    assert Submission.objects.get().status == "submitted"


@pytest.mark.parametrize("action", [accept, return_])
def test_nobody_judges_what_he_entered(submitted, cast, action):
    ha = factories.UserFactory(username="ha", role=User.Role.REVIEWER)
    submission = submitted(by=cast.dung)
    with pytest.raises(Refused):
        judge(action, submission, cast.dung)
    # Lan hands in again what Dũng entered: the figures are still his.
    submission = submitted(version=1)
    with pytest.raises(Refused):
        judge(action, submission, cast.dung, version=2)
    assert judge(action, submission, ha, version=2).version == 3


def test_nobody_judges_what_he_handed_in_for_another(submitted, cast):
    submitted()
    submission = submitted(version=1, by=cast.dung)
    assert {count.entered_by for count in submission.counts.all()} == {cast.lan}
    with pytest.raises(Refused):
        judge(accept, submission, cast.dung, version=2)


def test_nobody_judges_his_own_unit(submitted, cast):
    cast.dung.units.add(cast.commune)
    submission = submitted()
    assert not can_review(cast.dung, submission)
    with pytest.raises(Refused):
        judge(accept, submission, cast.dung)


@pytest.mark.parametrize("action", [accept, return_])
def test_month_that_changed_meanwhile_is_a_conflict(submitted, cast, action):
    submission = submitted()
    submitted(version=1, figures=(10, 9))
    with pytest.raises(Conflict):
        judge(action, submission, cast.dung, version=1)


@pytest.mark.parametrize("status", ["draft", "returned", "accepted"])
def test_only_what_is_submitted_is_accepted(cast, status):
    submission = factories.SubmissionFactory(unit=cast.commune, status=status)
    with pytest.raises(Conflict):
        judge(accept, submission, cast.dung)


def test_lock_bars_a_return_and_not_an_acceptance(cast):
    factories.PeriodFactory(month=Month(2018, 8))
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    with pytest.raises(Locked):
        judge(return_, submission, cast.dung)
    assert judge(accept, submission, cast.dung).status == "accepted"


def test_many_are_accepted_and_one_that_cannot_be_holds_up_nobody(submitted, cast, procedure):
    first, own = submitted(), submitted(by=cast.dung, unit=cast.other_commune)
    judged = accept_many(chosen=[(own, 1), (first, 1)], by=cast.dung, at=NOW)
    assert [submission.unit for submission in judged.accepted] == [cast.commune]
    assert [submission.unit for submission, _ in judged.left] == [cast.other_commune]


def test_queue_puts_the_riskiest_first(client, cast, submitted, procedure):
    factories.PeriodFactory(month=Month(2018, 7))
    usual = factories.SubmissionFactory(unit=cast.district, month=Month(2018, 7))
    late = factories.SubmissionFactory(unit=cast.other_district, month=Month(2018, 7))
    on_time = timezone.datetime(2018, 8, 5, 23, 59, tzinfo=timezone.get_default_timezone())
    Submission.objects.filter(pk=usual.pk).update(first_submitted_at=on_time)
    Submission.objects.filter(pk=late.pk).update(first_submitted_at=on_time + timezone.timedelta(minutes=2))  # fmt: skip
    again = factories.SubmissionFactory(unit=cast.agency, month=Month(2018, 7), returned_at=NOW)
    unusual = submitted()
    unusual.explanations.create(procedure=procedure, reason="Chợ phiên", given_at=NOW, given_by=cast.lan)  # fmt: skip
    factories.SubmissionFactory(unit=cast.other_commune, month=Month(2018, 7), status="accepted")
    client.force_login(cast.dung)
    rows = client.get("/reviews/").context["rows"]
    assert [row.submission for row in rows] == [again, late, unusual, usual]
    assert [row.is_late for row in rows] == [True, True, False, False]


@pytest.mark.parametrize("number", [1, 8])
def test_queue_asks_the_database_as_often_for_one_month_as_for_eight(
    client, cast, django_assert_num_queries, number
):
    for month in range(1, number + 1):
        factories.CountFactory(
            submission=factories.SubmissionFactory(unit=cast.commune, month=Month(2018, month))
        )
    client.force_login(cast.dung)
    client.get("/reviews/")
    with django_assert_num_queries(10):
        client.get("/reviews/")


def test_queue_lists_the_riskiest_of_all_that_wait(client, cast, monkeypatch):
    monkeypatch.setattr(review, "MOST_LISTED", 2)
    for month in (3, 1, 2):
        factories.SubmissionFactory(
            unit=cast.commune,
            month=Month(2018, month),
            submitted_at=NOW.replace(month=month),
            returned_at=NOW if month == 3 else None,
        )
    client.force_login(cast.dung)
    page = client.get("/reviews/")
    assert [row.submission.month.number for row in page.context["rows"]] == [3, 1]
    assert "3 báo cáo chờ duyệt" in page.content.decode()
    assert "Danh sách gồm 2 báo cáo cần chú ý nhất." in page.content.decode()


def test_reviewer_goes_from_one_month_to_the_next(client, cast, submitted):
    first, second = submitted(), submitted(unit=cast.other_commune)
    client.force_login(cast.dung)
    page = client.get(FORM)
    assert page.context["after"].submission == second
    answer = client.post(FORM + "review/", {"action": "accept", "version": first.version})
    assert answer.url == "/units/X2/reports/2018-09/"
    answer = client.post(
        answer.url + "review/", {"action": "return", "version": 1, "reason": "Sai"}
    )
    assert answer.url == "/reviews/"
    assert [row.status for row in Submission.objects.order_by("unit__code")] == ["accepted", "returned"]  # fmt: skip


def test_return_without_a_reason_is_refused_in_words(client, cast, submitted):
    submitted()
    client.force_login(cast.dung)
    answer = client.post(FORM + "review/", {"action": "return", "version": 1}, follow=True)
    assert "Nêu lý do trả lại." in answer.content.decode()
    assert Submission.objects.get().status == "submitted"


def test_ticked_months_are_accepted_together(client, cast, submitted):
    first, second = submitted(), submitted(unit=cast.other_commune)
    client.force_login(cast.dung)
    ticked = [f"{first.pk}:1", f"{second.pk}:0", "x:y", "", f"{first.pk}:²"]
    answer = client.post("/reviews/", {"ticked": ticked[:4]}, follow=True)
    page = answer.content.decode()
    assert "Đã duyệt 1 báo cáo." in page
    assert "Báo cáo đã thay đổi" in page
    assert f"{cast.other_commune}, 09/2018: " in page
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("accepted", "submitted")


NO_NUMBERS = ["", "-1", "²", "١٢", "1_0", "\0", "9" * 25, "9" * 5_000]


@pytest.mark.parametrize("sent", NO_NUMBERS)
def test_version_that_is_no_number_judges_nothing(client, cast, submitted, sent):
    submitted()
    client.force_login(cast.dung)
    answer = client.post(FORM + "review/", {"action": "accept", "version": sent})
    assert answer.status_code == 302
    assert Submission.objects.get().status == "submitted"


@pytest.mark.parametrize("sent", NO_NUMBERS)
@pytest.mark.parametrize("tick", ["{sent}", "{key}:{sent}", "{sent}:1", "{sent}:{sent}"])
def test_tick_that_is_no_number_accepts_nothing(client, cast, submitted, sent, tick):
    ticked = tick.format(key=submitted().pk, sent=sent)
    client.force_login(cast.dung)
    assert client.post("/reviews/", {"ticked": [ticked]}).status_code == 302
    assert Submission.objects.get().status == "submitted"


def test_nothing_ticked_is_said_once_and_accepts_nothing(client, cast, submitted):
    submitted()
    client.force_login(cast.dung)
    said = client.post("/reviews/", follow=True).context["messages"]
    assert [message.level_tag for message in said] == ["warning"]


def test_question_and_answer_stand_in_their_order(client, cast, submitted, procedure):
    submission = submitted()
    client.force_login(cast.dung)
    client.post(FORM + "remarks/", {"text": "Vì sao tăng?", "procedure": procedure.pk})
    client.force_login(cast.lan)
    client.post(FORM + "remarks/", {"text": "Chợ phiên."})
    client.post(FORM + "remarks/", {"text": "  "})
    said = submission.remarks.values_list("written_by__username", "procedure", "text")
    assert list(said) == [("dung", procedure.pk, "Vì sao tăng?"), ("lan", None, "Chợ phiên.")]
    assert "Vì sao tăng?" in client.get(FORM).content.decode()


@pytest.mark.parametrize("person", ["chau", "long"])
def test_remark_of_whoever_may_not_write_leads_nowhere(client, cast, submitted, person):
    submission = submitted()
    client.force_login(getattr(cast, person))
    assert client.post(FORM + "remarks/", {"text": "?"}).status_code == 404
    assert not submission.remarks.exists()


def test_remark_is_kept_as_it_was_written(submitted, cast):
    kept = remark(submission=submitted(), procedure=None, text="<b>?</b>", by=cast.dung, at=NOW)
    assert (kept.text, kept.written_at) == ("<b>?</b>", NOW)
