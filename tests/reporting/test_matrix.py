"""The matrix of units and months, and the letter to those who owe one."""

import datetime
import re

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from reporting.labels import CELL_LABELS
from targets.models import ReportingPeriod, Submission
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY


@pytest.fixture
def year(cast):
    """Communes report from June on; Lan's commune has a month in each state."""
    factories.ProcedureFactory(published=(Month(2018, 6).first_day, None))
    decision = factories.DecisionFactory()
    for unit in (cast.commune, cast.other_commune):
        factories.TargetFactory(decision=decision, unit=unit)
    for month, status in [(6, "accepted"), (7, "submitted"), (8, "returned")]:
        factories.SubmissionFactory(unit=cast.commune, month=Month(2018, month), status=status)


def cells(client, **query):
    rows = client.get("/matrix/", query).context["rows"]
    return {row.standing.unit.code: [cell.state for cell in row.cells] for row in rows}


def test_month_without_a_period_is_in_the_state_of_its_report(client, cast, year):
    client.force_login(cast.dung)
    found = cells(client, first="2018-05", through="2018-09")
    assert found["X1"] == ["not_expected", "accepted", "submitted", "in_work", "missing"]
    assert found["X2"] == ["not_expected", *["missing"] * 4]
    assert found["SO"] == ["not_expected"] * 5


def test_month_is_missing_only_once_its_due_date_is_past(client, cast, year):
    factories.PeriodFactory(month=Month(2018, 9))
    client.force_login(cast.dung)
    asked = {"first": "2018-08", "through": "2018-11"}
    assert cells(client, **asked)["X2"] == ["missing", *["not_due"] * 3]
    assert cells(client, **asked)["SO"][:3] == ["not_expected"] * 3
    ReportingPeriod.objects.update(due_on=TODAY - datetime.timedelta(days=1))
    assert cells(client, **asked)["X2"] == ["missing", "missing", "not_due", "not_due"]


def test_month_urged_for_is_the_last_that_is_due(client, cast, year):
    client.force_login(cast.dung)

    def urged(**query):
        page = client.get("/matrix/", query).content.decode()
        return re.search(r'id="urge-month".*?value="([^"]*)" selected', page)[1]

    assert urged() == "2018-09"
    factories.PeriodFactory(month=Month(2018, 9))
    assert urged() == "2018-08"
    assert urged(first="2018-09", through="2018-12") == "2018-12"
    ReportingPeriod.objects.update(due_on=TODAY - datetime.timedelta(days=1))
    assert urged() == "2018-09"


def test_month_to_come_leads_to_no_page(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/matrix/", {"through": "2018-11"}).content.decode()
    assert 'href="/units/X2/reports/2018-10/"' in page
    assert 'href="/units/X2/reports/2018-11/"' not in page


def test_states_are_told_apart_without_colour_and_read_aloud(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/matrix/", {"first": "2018-05"}).content.decode()
    for sign, name in [("✓", "Đã duyệt"), ("●", "Đã gửi"), ("…", "Nháp hoặc bị trả lại"), ("✗", "Chưa có"), ("–", "Không phải báo cáo")]:  # fmt: skip
        assert f'<span aria-hidden="true">{sign}</span><span class="visually-hidden">{name}</span>' in page  # fmt: skip


def test_no_two_states_have_the_same_sign():
    assert len({sign for sign, _name in CELL_LABELS.values()}) == len(CELL_LABELS)


def test_district_sees_its_communes_only(client, cast, year):
    client.force_login(cast.binh)
    assert set(cells(client)) == {"H1", "X1"}


def test_filters_hold(client, cast, year):
    client.force_login(cast.dung)
    assert set(cells(client, group="commune", district="H2")) == {"X2"}


@pytest.mark.parametrize("number", [1, 9])
def test_matrix_asks_the_database_as_often_for_one_report_as_for_nine(
    client, cast, year, django_assert_num_queries, number
):
    Submission.objects.all().delete()
    for month in range(1, number + 1):
        factories.SubmissionFactory(unit=cast.commune, month=Month(2018, month))
    client.force_login(cast.dung)
    client.get("/matrix/")
    with django_assert_num_queries(13):
        client.get("/matrix/")


def urge(client, *codes, month="2018-09"):
    return client.post("/matrix/urge/", {"month": month, "ticked": codes}, follow=True)


def told(answer):
    """The messages of a page: their levels and words."""
    return [(message.level_tag, str(message)) for message in answer.context["messages"]]


def test_ticked_units_that_owe_the_month_are_written_to_once_a_day(client, cast, year):
    factories.UserFactory(username="mai", units=[cast.other_commune])
    client.force_login(cast.dung)
    assert "Đã gửi 2 thư." in urge(client, "X1", "X2", "SO", "NONE").content.decode()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["lan@example.org", "mai@example.org"]
    assert mail.outbox[0].subject == "Đề nghị gửi báo cáo tháng 9/2018"
    assert "Không gửi thư nào" in urge(client, "X1").content.decode()
    assert len(mail.outbox) == 2


def test_district_urges_its_communes_only(client, cast, year):
    factories.UserFactory(username="mai", units=[cast.other_commune])
    client.force_login(cast.binh)
    urge(client, "X1", "X2")
    assert [letter.to for letter in mail.outbox] == [["lan@example.org"]]


def test_district_has_no_box_for_itself_and_writes_no_letter_to_itself(client, cast, year):
    client.force_login(cast.binh)
    page = client.get("/matrix/").content.decode()
    assert re.findall(r'name="ticked" value="(\w+)"', page) == [cast.commune.code]
    said = told(urge(client, cast.district.code))
    assert [level for level, _words in said] == ["error"]
    assert mail.outbox == []


def test_unit_with_nobody_to_write_to_is_named(client, cast, year):
    client.force_login(cast.dung)
    [(level, words)] = told(urge(client, "X2"))
    assert level == "warning"
    assert cast.other_commune.name in words
    assert [level for level, _ in told(urge(client, "X1", "X2"))] == ["success", "warning"]


@pytest.mark.parametrize("codes", [(), ("X1\0",)])
def test_nothing_ticked_is_said(client, cast, year, codes):
    client.force_login(cast.dung)
    assert told(urge(client, *codes)) == [("error", "Hãy chọn ít nhất một đơn vị.")]
    assert not mail.outbox


@pytest.mark.parametrize("month", ["2018-10", "2018-11", "9999-12", "0001-01"])
def test_nobody_is_urged_for_a_month_that_he_does_not_owe(client, cast, month):
    factories.DecisionFactory()
    client.force_login(cast.dung)
    assert [level for level, _ in told(urge(client, "X1", month=month))] == ["info"]


def test_mail_server_that_is_down_is_told(client, cast, year, monkeypatch):
    factories.UserFactory(username="mai", units=[cast.other_commune])
    send = EmailMultiAlternatives.send

    def answer(message):
        if message.to == ["mai@example.org"]:
            raise ConnectionRefusedError
        return send(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", answer)
    client.force_login(cast.dung)
    answer_to_both = told(urge(client, "X1", "X2"))
    assert [level for level, _ in answer_to_both] == ["success", "error"]
    assert answer_to_both[0][1] == "Đã gửi 1 thư."
    assert [level for level, _ in told(urge(client, "X2"))] == ["error"]
