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
    assert page.context["preview"].months[7].made.due_on == day(4)
    assert "4/9/2018" in page.content.decode()
    assert not ReportingPeriod.objects.exists()


def test_stored_year_has_twelve_periods_and_its_holidays(dung):
    factories.PeriodFactory(month=Month(2018, 8), due_on=day(30), locks_on=day(30))
    Holiday.objects.create(day=day(1, 7), name="Không còn nữa")
    sent = RULE | {"action": "store", "ticked": ["2018-08", "2017-08", "nonsense"]}
    assert dung.post("/periods/", sent).status_code == 302
    assert ReportingPeriod.objects.count() == 12
    august = ReportingPeriod.objects.get(month=Month(2018, 8))
    assert (august.due_on, august.locks_on) == (day(4), day(14))
    assert dict(Holiday.objects.values_list("day", "name")) == {
        day(30, 4): "Ngày Chiến thắng",
        day(3): "Nghỉ bù Quốc khánh",
    }
    assert "03/09/2018 Nghỉ bù Quốc khánh" in dung.get("/periods/").content.decode()


def test_months_stored_with_other_days_are_told_and_left_alone(dung):
    factories.PeriodFactory(month=Month(2018, 7), due_on=day(3, 8), locks_on=day(13, 8))
    august = factories.PeriodFactory(month=Month(2018, 8), due_on=day(30), locks_on=day(30, 10))
    page = dung.post("/periods/", RULE | {"action": "preview"})
    lines = page.context["preview"].months
    assert [(line.month.number, line.is_locked) for line in lines if line.stored] == [
        (7, True),
        (8, False),
    ]
    assert [line.month.number for line in lines if line.is_changed] == [8]
    assert (lines[7].stored.due_on, lines[7].made.due_on) == (day(30), day(4))
    assert page.content.decode().count('name="ticked"') == 1
    dung.post("/periods/", RULE | {"action": "store"})
    assert ReportingPeriod.objects.count() == 12
    assert ReportingPeriod.objects.get(month=Month(2018, 8)).dates == august.dates


def test_holidays_that_would_be_lost_are_told(dung):
    Holiday.objects.create(day=day(1, 7), name="Ngày nghỉ bù")
    preview = dung.post("/periods/", RULE | {"action": "preview"}).context["preview"]
    assert [str(holiday) for holiday in preview.lost_holidays] == ["Ngày nghỉ bù"]


def test_form_begins_with_the_holidays_that_storing_replaces(dung):
    for last in (datetime.date(2017, 12, 31), datetime.date(2018, 1, 1), datetime.date(2019, 1, 31), datetime.date(2019, 2, 1)):  # fmt: skip
        Holiday.objects.create(day=last, name="Tết")
    beginning = dung.get("/periods/").context["form"].initial
    assert beginning["holidays"] == "01/01/2018 Tết\n31/01/2019 Tết"
    dung.post("/periods/", beginning | {"action": "store"})
    assert Holiday.objects.count() == 4


def test_form_begins_with_the_rule_of_the_year_asked_for(dung):
    dung.post("/periods/", RULE | {"action": "store", "cut_off": "fifteenth", "days_until_lock": 7})
    ReportingPeriod.objects.filter(month=Month(2018, 3)).update(due_on=day(20, 4), locks_on=day(30, 4))  # fmt: skip
    rule = ["due_day", "days_until_lock", "cut_off"]
    for asked, found in [("2018", [3, 7, "fifteenth"]), ("2019", [5, 10, "calendar_month"])]:
        beginning = dung.get("/periods/", {"year": asked}).context["form"].initial
        assert [beginning["year"], *map(beginning.get, rule)] == [int(asked), *found]
    for asked in ("nonsense", "1", "99999", "\x00"):
        assert dung.get("/periods/", {"year": asked}).context["form"].initial["year"] == 2018


def test_year_that_does_not_join_its_neighbour_is_warned_of(dung):
    factories.PeriodFactory(month=Month(2018, 12))
    year = RULE | {"year": 2019, "holidays": "", "cut_off": "fifteenth"}
    [seam] = dung.post("/periods/", year | {"action": "preview"}).context["preview"].seams
    assert (seam.before, seam.after, seam.gap) == (Month(2018, 12), Month(2019, 1), None)
    dung.post("/periods/", year | {"action": "store"})
    page = dung.get("/periods/")
    assert page.context["seams"] == [seam]
    assert "12/2018" in page.content.decode().split('class="alert alert-warning"')[1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_day": 31}, "due_day"),
        ({"days_until_lock": -1}, "days_until_lock"),
        ({"cut_off": "never"}, "cut_off"),
        ({"year": ""}, "year"),
        ({"holidays": "01/01/2018 Tết\n32/01/2018 Sai"}, "holidays"),
        ({"holidays": "31/12/2017 Tết"}, "holidays"),
        ({"holidays": "01/02/2019 Tết"}, "holidays"),
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


AUGUST = {
    "covers_from": "2018-08-01",
    "covers_to": "2018-08-31",
    "opens_on": "2018-08-01",
    "due_on": "2018-09-07",
    "locks_on": "2018-09-20",
}


def test_one_period_is_moved(dung):
    factories.PeriodFactory(month=Month(2018, 8))
    assert dung.post("/periods/2018-08/", AUGUST | {"covers_to": "2018-08-14"}).status_code == 302
    august = ReportingPeriod.objects.get()
    assert (august.locks_on, august.covers_to) == (day(20), day(14, 8))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"locks_on": "2018-09-06"}, "__all__"),
        ({"covers_to": "2018-07-31"}, "covers_to"),
        ({"covers_from": "0001-01-01"}, "covers_from"),
        ({"covers_to": "9999-12-31"}, "covers_to"),
        ({"opens_on": "2016-07-31"}, "opens_on"),
        ({"locks_on": "2020-09-01"}, "locks_on"),
    ],
)
def test_period_whose_days_make_no_sense_is_refused(dung, changes, told):
    factories.PeriodFactory(month=Month(2018, 8))
    page = dung.post("/periods/2018-08/", AUGUST | changes)
    assert list(page.context["form"].errors) == [told]
    assert ReportingPeriod.objects.get().due_on == day(5)


def test_order_of_the_days_is_told_in_words(dung):
    factories.PeriodFactory(month=Month(2018, 8))
    page = dung.post("/periods/2018-08/", AUGUST | {"locks_on": "2018-09-06"})
    assert "phải theo thứ tự" in page.content.decode()


def test_period_that_no_longer_joins_its_neighbours_is_stored_and_warned_of(dung):
    for number in (7, 8, 9):
        factories.PeriodFactory(month=Month(2018, number))
    sent = AUGUST | {"covers_from": "2018-07-15", "covers_to": "2018-08-14"}
    answer = dung.post("/periods/2018-08/", sent, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == [
        "success",
        "warning",
        "warning",
    ]
    overlap, gap = dung.get("/periods/2018-08/").context["seams"]
    assert (overlap.before.number, overlap.gap) == (7, None)
    assert (gap.after.number, gap.gap) == (9, (day(15, 8), day(31, 8)))


def test_days_stand_on_the_monthly_form(client, cast):
    factories.PeriodFactory(month=Month(2018, 9))
    factories.ProcedureFactory()
    client.force_login(cast.lan)
    page = client.get("/units/X1/reports/2018-09/").content.decode()
    assert "Số liệu từ 1/9/2018 đến 30/9/2018. Hạn nộp 5/10/2018, khóa sau 15/10/2018." in page
