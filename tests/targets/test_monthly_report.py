"""The monthly form as a browser without JavaScript meets it."""

import datetime

import pytest
from django.utils import timezone

from targets.actions.submissions import save_counts
from targets.models import Count, Submission
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY

FORM = "/units/X1/reports/2018-09/"
SEPTEMBER = Month(2018, 9)


@pytest.fixture
def procedures(cast):
    """Two procedures of communes, under a decision that asks 20 % of Lan's commune."""
    decision = factories.DecisionFactory(number="852/QĐ-UBND")
    factories.TargetFactory(decision=decision, unit=cast.commune, minimum_percent=20)
    return [factories.ProcedureFactory(name=name) for name in ("Khai sinh", "Khai tử")]


@pytest.fixture
def lan(client, cast):
    client.force_login(cast.lan)
    return client


def typed(procedures, *figures, action="save", version=0):
    sent = {"version": version, "action": action}
    for procedure, (total, online) in zip(procedures, figures, strict=True):
        sent |= {f"total-{procedure.pk}": total, f"online-{procedure.pk}": online}
    return sent


def text(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def stored():
    counts = Count.objects.filter(submission__month=SEPTEMBER).order_by("procedure__code")
    return list(counts.values_list("total", "online"))


def test_form_lists_what_is_published_in_its_month(lan, procedures):
    factories.ProcedureFactory(name="Chỉ đến tháng 8", published=(datetime.date(2018, 1, 1), datetime.date(2018, 8, 31)))  # fmt: skip
    factories.ProcedureFactory(name="Từ tháng 10", published=(datetime.date(2018, 10, 1), None))
    factories.ProcedureFactory(name="Từ 30 tháng 9", published=(datetime.date(2018, 9, 30), None))
    factories.ProcedureFactory(name="Của huyện", for_communes=False, for_districts=True)
    rows = lan.get(FORM).context["form"].rows()
    assert [row.procedure.name for row in rows] == ["Khai sinh", "Khai tử", "Từ 30 tháng 9"]


def test_level_is_the_last_of_the_month(lan, cast, procedures):
    procedure = factories.ProcedureFactory(
        published=(datetime.date(2018, 1, 1), datetime.date(2018, 9, 14))
    )
    factories.PublicationFactory(
        procedure=procedure, level=4, published_from=datetime.date(2018, 9, 15)
    )
    assert [row.level for row in lan.get(FORM).context["form"].rows()] == [3, 3, 4]


def test_last_month_stands_beside_the_cell(lan, cast, procedures):
    august = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    factories.CountFactory(submission=august, procedure=procedures[0], total=1234, online=56)
    page = text(lan.get(FORM))
    assert "tháng trước 1.234" in page
    assert "tháng trước 56" in page


def test_draft_shows_the_year_as_it_would_stand(lan, cast, procedures):
    august = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    factories.CountFactory(submission=august, procedure=procedures[0], total=100, online=14)
    answer = lan.post(FORM, typed(procedures, ("1.000", "205"), ("", "")), follow=True)
    page = text(answer)
    assert stored() == [(1000, 205)]
    assert "19,91 %" in page
    assert "219/1.100" in page
    assert "1 hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến" in page


def test_submitting_closes_the_form_and_withdrawing_opens_it(lan, cast, procedures):
    answer = lan.post(FORM, typed(procedures, (10, 4), (0, 0), action="submit"), follow=True)
    assert "Đã gửi báo cáo tháng. Xin cảm ơn." in text(answer)
    assert not answer.context["editable"]
    assert Submission.objects.get().status == "submitted"
    answer = lan.post(FORM + "withdraw/", follow=True)
    assert answer.context["editable"]
    assert Submission.objects.get().status == "draft"
    assert stored() == [(10, 4), (0, 0)]


def test_blank_row_bars_submitting_and_nothing_typed_is_lost(lan, procedures):
    answer = lan.post(FORM, typed(procedures, (10, 4), ("", 3), action="submit"))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {
        f"total-{procedures[1].pk}": ["Hãy nhập số; nhập 0 nếu không phát sinh."]
    }
    assert form[f"online-{procedures[1].pk}"].value() == "3"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("total", "online", "column", "message"),
    [
        ("10", "11", "online", "Số hồ sơ trực tuyến lớn hơn tổng số hồ sơ."),
        ("-5", "0", "total", "“-5” không phải là số nguyên từ 0 trở lên."),
        ("12,5", "0", "total", "“12,5” không phải là số nguyên từ 0 trở lên."),
        ("1.2345", "0", "total", "“1.2345” không phải là số nguyên từ 0 trở lên."),
        ("12 hồ sơ", "0", "total", "“12 hồ sơ” không phải là số nguyên từ 0 trở lên."),
        ("2147483648", "0", "total", "Số này quá lớn."),
    ],
)
def test_fault_stands_at_its_cell_in_vietnamese(lan, procedures, total, online, column, message):
    answer = lan.post(FORM, typed(procedures, (total, online), (7, 7)))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {f"{column}-{procedures[0].pk}": [message]}
    assert message in text(answer)
    assert form[f"total-{procedures[0].pk}"].value() == total
    assert form[f"total-{procedures[1].pk}"].value() == "7"
    assert not Submission.objects.exists()


def test_none_arose_in_a_row_is_zero_of_zero(lan, procedures):
    ticked = typed(procedures, ("", ""), (3, 1)) | {f"none-{procedures[0].pk}": "on"}
    lan.post(FORM, ticked)
    assert stored() == [(0, 0), (3, 1)]


def test_none_arose_beside_a_figure_is_a_contradiction(lan, procedures):
    ticked = typed(procedures, (3, 1), (3, 1)) | {f"none-{procedures[0].pk}": "on"}
    answer = lan.post(FORM, ticked)
    assert list(answer.context["form"].errors) == [f"total-{procedures[0].pk}"]


def test_none_arose_in_the_month_fills_what_is_blank_and_saves_nothing(lan, procedures):
    answer = lan.post(FORM, typed(procedures, (3, 1), ("", ""), action="none_arose"))
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.figures == {procedures[0].pk: (3, 1), procedures[1].pk: (0, 0)}
    assert not Submission.objects.exists()


@pytest.mark.parametrize("name", ["total", "online"])
def test_first_faulty_cell_has_the_focus(lan, procedures, name):
    figures = {"total": ("x", 1), "online": (3, "x")}[name]
    form = lan.post(FORM, typed(procedures, figures, ("x", "x"))).context["form"]
    focused = [key for key, field in form.fields.items() if "autofocus" in field.widget.attrs]
    assert focused == [f"{name}-{procedures[0].pk}"]


def test_month_sent_on_the_portals_day_is_of_that_day(lan, procedures):
    lan.post(FORM, typed(procedures, (3, 1), (1, 1), action="submit"))
    assert timezone.localdate(Submission.objects.get().submitted_at) == TODAY


def test_second_person_is_told_and_keeps_what_he_typed(lan, cast, procedures):
    save_counts(
        unit=cast.commune,
        month=SEPTEMBER,
        version=0,
        figures={procedures[0].pk: (70, 7)},
        by=cast.binh,
        at=timezone.now(),
        today=TODAY,
    )
    answer = lan.post(FORM, typed(procedures, (80, 8), (1, 1)))
    assert answer.status_code == 409
    assert "Có người khác vừa sửa báo cáo" in text(answer)
    assert answer.context["form"][f"total-{procedures[0].pk}"].value() == "80"
    assert stored() == [(70, 7)]
    lan.post(FORM, typed(procedures, (80, 8), (1, 1), version=1))
    assert stored() == [(80, 8), (1, 1)]


@pytest.mark.parametrize("action", ["save", "submit"])
def test_double_click_is_no_conflict(lan, procedures, action):
    sent = typed(procedures, (80, 8), (1, 1), action=action)
    for _ in range(2):
        assert lan.post(FORM, sent).status_code == 302
    assert Submission.objects.get().version == 1


def test_accepted_month_is_read_and_not_written(lan, cast, procedures):
    factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER, status="accepted")
    assert not lan.get(FORM).context["editable"]
    answer = lan.post(FORM, typed(procedures, (1, 1), (1, 1), version=1))
    assert answer.status_code == 409
    assert "đã được duyệt" in text(answer)
    assert not answer.context["editable"]
    assert stored() == []


@pytest.mark.parametrize(
    "path",
    ["/units/X1/reports/2018-11/", "/units/X2/reports/2018-09/", "/units/NONE/reports/2018-09/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_month_to_come_and_units_of_others_are_not_there(lan, procedures, path, method):
    assert getattr(lan, method)(path).status_code == 404


@pytest.mark.parametrize("path", ["/units/X1/reports/2018-13/", "/units/X1/reports/0000-01/"])
def test_address_without_a_month_leads_nowhere(lan, path):
    assert lan.get(path).status_code == 404


def test_month_before_the_unit_existed_is_not_there(lan, cast, procedures):
    cast.commune.valid_from = datetime.date(2018, 9, 1)
    cast.commune.save()
    assert lan.get("/units/X1/reports/2018-08/").status_code == 404
    assert lan.get(FORM).status_code == 200


def test_home_affairs_reads_and_does_not_write(client, cast, procedures):
    client.force_login(cast.long)
    assert not client.get(FORM).context["editable"]
    assert client.post(FORM, typed(procedures, (1, 1), (1, 1))).status_code == 404


def test_unit_without_procedures_is_told_so(lan, cast):
    page = text(lan.get(FORM))
    assert "đơn vị không có thủ tục nào được công bố mức độ 3, 4: không phải báo cáo." in page


@pytest.mark.parametrize("number", [1, 20])
def test_form_asks_the_database_as_often_for_one_row_as_for_twenty(
    lan, cast, django_assert_num_queries, number
):
    target = factories.TargetFactory(unit=cast.commune)
    for month in (Month(2018, 8), SEPTEMBER):
        submission = factories.SubmissionFactory(unit=cast.commune, month=month, status="draft")
        for procedure in factories.ProcedureFactory.create_batch(number):
            factories.CountFactory(submission=submission, procedure=procedure)
    assert target.decision.number
    lan.get(FORM)
    with django_assert_num_queries(19):
        lan.get(FORM)
