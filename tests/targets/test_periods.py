import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from targets.periods import Month, Span

months = some.builds(Month, some.integers(1, 9999), some.integers(1, 12))


@pytest.mark.parametrize("text", ["2018-06", "06/2018", "6/2018"])
def test_month_is_read_as_it_may_be_written(text):
    assert Month.parse(text) == Month(2018, 6)


@pytest.mark.parametrize(
    "text",
    ["2018-13", "2018-00", "13/2018", "0000-01"],
)
def test_month_that_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        Month.parse(text)


@pytest.mark.parametrize(
    "text",
    ["2018-6", "18-06", "2018/06", "06-2018", " 2018-06", "2018-06\n", "٢٠١٨-٠٦", "2018-06-01", ""],
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Month.parse(text)


@given(months)
def test_month_written_is_read_again(month):
    assert Month.parse(str(month)) == month


@given(months.filter(lambda month: month < Month(9999, 12)))
def test_next_month_begins_the_day_after_the_last(month):
    assert month.next().first_day == month.last_day + datetime.timedelta(days=1)
    assert month.next().previous() == month
    assert month < month.next()


@pytest.mark.parametrize(
    ("day", "month", "last_day"),
    [
        (datetime.date(2018, 2, 28), Month(2018, 2), 28),
        (datetime.date(2020, 2, 1), Month(2020, 2), 29),
        (datetime.date(2018, 12, 31), Month(2018, 12), 31),
    ],
)
def test_day_lies_in_its_month(day, month, last_day):
    assert Month.of(day) == month
    assert month.last_day.day == last_day


@pytest.mark.parametrize(
    ("months", "then"),
    [(0, (2018, 6)), (7, (2019, 1)), (-6, (2017, 12)), (-18, (2016, 12)), (24, (2020, 6))],
)
def test_month_moves_over_years(months, then):
    assert Month(2018, 6).plus(months) == Month(*then)


def test_span_holds_both_its_ends():
    span = Span(Month(2018, 11), Month(2019, 2))
    assert [str(month) for month in span] == ["2018-11", "2018-12", "2019-01", "2019-02"]
    assert len(span) == 4
    assert Month(2018, 11) in span
    assert Month(2019, 2) in span
    assert Month(2018, 10) not in span
    assert Month(2019, 3) not in span


def test_span_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="2018-06 is after 2018-05"):
        Span(Month(2018, 6), Month(2018, 5))
