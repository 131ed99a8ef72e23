"""Who reports in time: by the day of the first submission in the province, and never mixed into compliance."""

import datetime

import pytest

from reporting.completeness import Timeliness
from reporting.queries import days_covered
from reporting.standings import standings
from targets.due_dates import CutOff, covered
from targets.models import ReportingPeriod, Submission, Unit
from targets.periods import Month, Span
from tests import factories
from tests.conftest import TODAY

SPAN = Span(Month(2018, 7), Month(2018, 9))


@pytest.fixture
def decision(cast):
    """July due 5/8, August 5/9, September 5/10, which is still to come."""
    factories.ProcedureFactory()
    for month in SPAN:
        factories.PeriodFactory(month=month)
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune)
    return decision


def report(cast, month, at, status="submitted"):
    submission = factories.SubmissionFactory(unit=cast.commune, month=month, status=status)
    at = datetime.datetime.fromisoformat(f"{at}+07:00")
    Submission.objects.filter(pk=submission.pk).update(first_submitted_at=at)


def of_the_commune(cast, decision, today=TODAY):
    [standing] = [row for row in standings(decision, SPAN, today) if row.unit == cast.commune]
    return standing


def timeliness(cast, decision):
    return of_the_commune(cast, decision).timeliness


def test_month_is_in_time_until_the_last_minute_of_its_due_day(cast, decision):
    report(cast, Month(2018, 7), "2018-08-05T23:59")
    report(cast, Month(2018, 8), "2018-09-06T00:00")
    assert timeliness(cast, decision) == Timeliness(1, 2)


def test_month_that_is_not_due_yet_counts_once_it_is_in(cast, decision):
    assert timeliness(cast, decision) == Timeliness(0, 2)
    report(cast, Month(2018, 9), "2018-10-01T08:00")
    assert timeliness(cast, decision) == Timeliness(1, 3)


@pytest.mark.parametrize(("day", "due", "is_owed"), [(5, 2, False), (6, 3, True)])
def test_month_is_owed_from_the_day_after_its_due_day(cast, decision, day, due, is_owed):
    standing = of_the_commune(cast, decision, datetime.date(2018, 10, day))
    assert standing.timeliness == Timeliness(0, due)
    assert (Month(2018, 9) in standing.months_overdue) == is_owed


def test_late_are_the_months_that_came_after_their_due_day(cast, decision):
    report(cast, Month(2018, 7), "2018-08-05T08:00")
    report(cast, Month(2018, 8), "2018-09-06T08:00")
    assert of_the_commune(cast, decision).months_late == (Month(2018, 8),)


def test_month_that_nobody_expects_is_neither_due_nor_in_time(cast, decision):
    Unit.objects.filter(pk=cast.commune.pk).update(valid_from=datetime.date(2018, 8, 1))
    assert timeliness(cast, decision) == Timeliness(0, 1)
    report(cast, Month(2018, 7), "2018-08-01T08:00")
    assert timeliness(cast, decision) == Timeliness(0, 1)


def test_correction_afterwards_changes_nothing(cast, decision):
    report(cast, Month(2018, 7), "2018-08-01T08:00", status="returned")
    assert timeliness(cast, decision) == Timeliness(1, 2)


def test_month_without_a_period_has_no_due_date(cast, decision):
    ReportingPeriod.objects.exclude(month=Month(2018, 7)).delete()
    report(cast, Month(2018, 8), "2018-12-31T08:00")
    assert timeliness(cast, decision) == Timeliness(0, 1)


def test_dashboard_says_how_many_came_in_time(client, cast, decision):
    report(cast, Month(2018, 7), "2018-08-01T08:00")
    client.force_login(cast.dung)
    page = client.get("/dashboard/", {"first": "2018-07"}).content.decode()
    assert "1 trên 2 báo cáo đến hạn hoặc đã gửi trước hạn được nộp đúng hạn" in page


def test_month_that_is_not_over_is_still_to_come_and_not_missing(client, cast, decision):
    report(cast, Month(2018, 7), "2018-08-01T08:00")
    client.force_login(cast.dung)
    span = {"first": "2018-07", "through": "2018-10"}
    page = client.get("/dashboard/", span)
    overall = page.context["overall"]
    # August was due on 5/9; September is due on 5/10, and October is not over.
    assert (overall.completeness.missing, overall.overdue, overall.to_come) == (3, 1, 2)
    text = page.content.decode()
    assert '<a href="#missing">còn thiếu 1 báo cáo</a>' in text
    assert '<a href="#missing">2 báo cáo chưa đến hạn</a>' in text
    assert "tổng cộng 3 báo cáo tháng, trong đó 2 báo cáo chưa đến hạn." in text


def test_words_and_headings_tell_of_reports_that_came_before_they_were_due(client, cast, decision):
    report(cast, Month(2018, 9), "2018-10-01T08:00")
    client.force_login(cast.dung)
    page = client.get("/dashboard/", {"first": "2018-07"}).content.decode()
    assert "1 trên 3 báo cáo đến hạn hoặc đã gửi trước hạn được nộp đúng hạn" in page
    assert ", 1 trên 3 báo cáo đến hạn hoặc đã gửi trước hạn nộp đúng hạn" in page
    # On a phone under the name of the district.
    assert " · 1/3 đúng hạn</small>" in page
    (row,) = client.get("/dashboard/districts.json", {"first": "2018-07"}).json()
    assert (row["Nộp đúng hạn"], row["Đến hạn hoặc đã gửi trước hạn"]) == (1, 3)


def test_days_covered_are_those_of_the_periods_or_else_of_the_calendar(db):
    span = Span(Month(2018, 8), Month(2018, 9))
    assert days_covered(span) == (datetime.date(2018, 8, 1), datetime.date(2018, 9, 30))
    for month in (7, 8):
        covers_from, covers_to = covered(Month(2018, month), CutOff.FIFTEENTH)
        factories.PeriodFactory(
            month=Month(2018, month), covers_from=covers_from, covers_to=covers_to
        )
    assert days_covered(span) == (datetime.date(2018, 7, 15), datetime.date(2018, 9, 30))
    july = Span(Month(2018, 7), Month(2018, 7))
    assert days_covered(july) == (datetime.date(2018, 6, 15), datetime.date(2018, 7, 14))
