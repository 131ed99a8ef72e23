"""The DIC sets due dates on a page: a year by a rule, seen before it is stored, and one period singly."""

import datetime

import pytest

from targets.models import Holiday, ReportingPeriod
from targets.periods import Month
from tests import factories

RULE = {
    "year": 2018,
    "due_day": 3,
    "days_until_lock": 10,
    "cut_off": "calendar_month",
    "holidays": "03/09/2018 Nghỉ bù Quốc khánh\n\n2018-04-30 Ngày Chiến thắng",
}


@pytest.fixture
def dung(client, cast):
    client.force_login(cast.dung)
    return client


def day(number, month=9):
    return datetime.date(2018, month, number)


def test_rule_is_shown_before_it_is_stored(dung):
    page = dung.post("/periods/", RULE | {"action": "preview"})
    assert page.context["preview"][Month(2018, 8)].due_on == day(4)
    assert "4/9/2018" in page.content.decode()
    assert not ReportingPeriod.objects.exists()


def test_stored_year_has_twelve_periods_and_its_holidays(dung):
    factories.PeriodFactory(month=Month(2018, 8), due_on=day(30), locks_on=day(30))
    Holiday.objects.create(day=day(1, 7), name="Không còn nữa")
    assert dung.post("/periods/", RULE | {"action": "store"}).status_code == 302
    assert ReportingPeriod.objects.count() == 12
    august = ReportingPeriod.objects.get(month=Month(2018, 8))
    assert (august.due_on, august.locks_on) == (day(4), day(14))
    assert dict(Holiday.objects.values_list("day", "name")) == {
        day(30, 4): "Ngày Chiến thắng",
        day(3): "Nghỉ bù Quốc khánh",
    }
    assert "03/09/2018 Nghỉ bù Quốc khánh" in dung.get("/periods/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_day": 31}, "due_day"),
        ({"days_until_lock": -1}, "days_until_lock"),
        ({"cut_off": "never"}, "cut_off"),
        ({"year": ""}, "year"),
        ({"holidays": "01/01/2018 Tết\n32/01/2018 Sai"}, "holidays"),
    ],
)
def test_rule_that_makes_no_sense_is_told_at_its_field(dung, changes, field):
    page = dung.post("/periods/", RULE | {"action": "store"} | changes)
    assert list(page.context["form"].errors) == [field]
    assert not ReportingPeriod.objects.exists()


def test_faulty_holiday_is_told_by_its_line(dung):
    page = dung.post("/periods/", RULE | {"holidays": "01/01/2018 Tết\n32/01/2018 Sai"})
    [error] = page.context["form"].errors["holidays"]
    assert error.startswith("Dòng 2: “32/01/2018” không phải là ngày")


def test_one_period_is_moved(dung):
    factories.PeriodFactory(month=Month(2018, 8))
    sent = {"opens_on": "2018-08-01", "due_on": "2018-09-07", "locks_on": "2018-09-20"}
    assert dung.post("/periods/2018-08/", sent).status_code == 302
    assert ReportingPeriod.objects.get().locks_on == day(20)


def test_period_that_locks_before_it_is_due_is_refused(dung):
    factories.PeriodFactory(month=Month(2018, 8))
    sent = {"opens_on": "2018-08-01", "due_on": "2018-09-07", "locks_on": "2018-09-06"}
    page = dung.post("/periods/2018-08/", sent)
    assert "phải theo thứ tự" in page.content.decode()
    assert ReportingPeriod.objects.get().due_on == day(5)


def test_days_stand_on_the_monthly_form(client, cast):
    factories.PeriodFactory(month=Month(2018, 9))
    factories.ProcedureFactory()
    client.force_login(cast.lan)
    page = client.get("/units/X1/reports/2018-09/").content.decode()
    assert "Số liệu từ 1/9/2018 đến 30/9/2018. Hạn nộp 5/10/2018, khóa sau 15/10/2018." in page
