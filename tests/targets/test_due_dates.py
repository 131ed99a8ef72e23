import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from targets.due_dates import CutOff, DueRule, dates, rule_of, seams, working_day, year_dates
from targets.periods import Month

NATIONAL_DAY = {datetime.date(2018, 9, 3)}


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("month", "due_on", "locks_on"),
    [
        # 5/9/2018 is a Wednesday; ten days later a Saturday, so the Monday after.
        (Month(2018, 8), "2018-09-05", "2018-09-17"),
        # 5/5/2018 is a Saturday.
        (Month(2018, 4), "2018-05-07", "2018-05-17"),
        (Month(2018, 12), "2019-01-07", "2019-01-17"),
    ],
)
def test_usual_rule_is_the_fifth_and_ten_days_moved_past_weekends(month, due_on, locks_on):
    found = dates(month, DueRule(), set())
    assert (found.due_on, found.locks_on) == (day(due_on), day(locks_on))
    assert (found.covers_from, found.covers_to) == (month.first_day, month.last_day)
    assert found.opens_on == month.first_day


def test_holidays_move_a_date_on():
    found = dates(Month(2018, 8), DueRule(due_day=3), NATIONAL_DAY)
    assert found.due_on == day("2018-09-04")


def test_cut_off_at_the_fifteenth_covers_the_days_from_the_month_before():
    found = dates(Month(2018, 1), DueRule(cut_off=CutOff.FIFTEENTH), set())
    assert (found.covers_from, found.covers_to) == (day("2017-12-15"), day("2018-01-14"))


months = some.builds(Month, some.integers(2000, 2100), some.integers(1, 12))
rules = some.builds(DueRule, some.integers(1, 28), some.integers(0, 60), some.sampled_from(CutOff))
days = some.dates(day("2000-01-01"), day("2101-12-31"))


@given(months, rules, some.sets(days, max_size=20))
def test_dates_are_working_days_in_their_order(month, rule, holidays):
    found = dates(month, rule, holidays)
    assert found.covers_from < found.covers_to
    assert found.opens_on <= found.due_on <= found.locks_on
    for moved in (found.due_on, found.locks_on):
        assert moved.weekday() < 5
        assert moved not in holidays


@given(months, some.sampled_from(CutOff))
def test_periods_cover_every_day_once(month, cut_off):
    rule = DueRule(cut_off=cut_off)
    ends, begins = dates(month, rule, set()).covers_to, dates(month.next(), rule, set()).covers_from
    assert begins - ends == datetime.timedelta(days=1)


@given(days)
def test_working_day_is_never_earlier(some_day):
    moved = working_day(some_day, set())
    assert datetime.timedelta(0) <= moved - some_day <= datetime.timedelta(days=2)


@given(some.integers(2000, 2100), rules)
def test_year_joins_and_its_rule_makes_the_same_year_again(year, rule):
    made = year_dates(year, rule, set())
    assert seams(made) == []
    assert year_dates(year, rule_of(made, set()), set()) == made


def test_year_that_follows_no_rule_begins_with_the_usual_one():
    assert rule_of({}, set()) == DueRule()
    january, february = Month(2018, 1), Month(2018, 2)
    two = {
        january: dates(january, DueRule(due_day=9), set()),
        february: dates(february, DueRule(due_day=20), set()),
    }
    assert rule_of(two, set()).due_day == DueRule().due_day
