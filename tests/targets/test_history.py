"""A unit's earlier months as the database has them, and what is unusual beside them."""

from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.db import connection

from targets.actions.reference import load_reference
from targets.actions.sample import load_sample
from targets.history import doubtful_procedures, doubts_of, history
from targets.models import Submission
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.plausibility import Kind
from tests import factories

SEPTEMBER = Month(2018, 9)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "warnings.md"


def report(unit, month, *figures, status="submitted"):
    submission = factories.SubmissionFactory(unit=unit, month=month, status=status)
    for procedure, total, online in figures:
        factories.CountFactory(
            submission=submission, procedure=procedure, total=total, online=online
        )


@pytest.fixture
def procedure(db):
    return factories.ProcedureFactory()


def test_history_is_what_counts_of_the_twelve_months_before(cast, procedure):
    other = factories.ProcedureFactory()
    report(cast.commune, Month(2017, 8), (procedure, 1, 0))
    report(cast.commune, Month(2018, 8), (procedure, 5, 2), (other, 0, 0), status="accepted")
    report(cast.commune, Month(2017, 9), (procedure, 2, 1))
    report(cast.commune, Month(2018, 1), (procedure, None, 1))
    report(cast.commune, Month(2018, 6), (procedure, 3, 0), status="returned")
    report(cast.commune, Month(2018, 7), (procedure, 4, 0), status="draft")
    report(cast.commune, SEPTEMBER, (procedure, 6, 0))
    report(cast.commune, Month(2018, 10), (procedure, 7, 0))
    report(cast.other_commune, Month(2018, 8), (procedure, 8, 0))
    assert history(cast.commune, SEPTEMBER) == {
        procedure.pk: [(2, 1), (None, 1), (5, 2)],
        other.pk: [(0, 0)],
    }


@pytest.mark.parametrize("number", [1, 5])
def test_history_takes_one_query(cast, django_assert_num_queries, number):
    procedures = factories.ProcedureFactory.create_batch(number)
    for month in range(1, number + 1):
        report(cast.commune, Month(2018, month), *((each, 10, 4) for each in procedures))
    with django_assert_num_queries(1):
        assert len(history(cast.commune, SEPTEMBER)) == number


def test_doubts_of_a_report_are_about_what_is_typed(cast, procedure):
    for month in range(4, 8):
        report(cast.commune, Month(2018, month), (procedure, 100, 20))
    report(cast.commune, SEPTEMBER, (procedure, 100, 20), status="draft")
    september = MonthlyReport(cast.commune, SEPTEMBER)
    assert doubts_of(september, september.stored) == []
    [doubt] = doubts_of(september, {procedure.pk: (200, 40)})
    assert (doubt.procedure, doubt.kind) == (procedure.pk, Kind.TOTAL_UNUSUAL)
    assert doubt.earlier.totals == (100, 100, 100, 100)


def test_few_months_of_the_sample_raise_doubts_as_the_document_says(db):
    load_reference(folder=portal_settings.BASE_DIR / "fixtures", tell=lambda _line: None)
    load_sample()
    with connection.cursor() as cursor:
        # Autovacuum would have done it by the time that anybody asks.
        cursor.execute("ANALYZE")
    reports = [
        MonthlyReport(submission.unit, submission.month)
        for submission in Submission.objects.counting().select_related("unit")
    ]
    found = [doubts_of(report, report.stored) for report in reports]
    assert (sum(map(bool, found)), len(reports)) == (55, 1294)
    assert (sum(map(len, found)), sum(len(report.stored) for report in reports)) == (63, 15216)
    text = " ".join(DOCUMENT.read_text().split())
    assert (
        "55 of the 1,294 submissions that count (4 %) raise a warning, 63 of their 15,216" in text
    )


def test_doubts_of_many_months_together_are_those_of_each(cast, procedure):
    other = factories.ProcedureFactory()
    for month in range(2, 9):
        report(cast.commune, Month(2018, month), (procedure, 100, 20), (other, 50, 0))
        report(cast.other_commune, Month(2018, month), (procedure, 10 * month, month))
    report(cast.commune, Month(2017, 8), (procedure, 1, 0))
    report(cast.commune, Month(2018, 1), (procedure, 900, 20), status="draft")
    report(cast.commune, SEPTEMBER, (procedure, 300, 60), (other, 50, 20))
    report(cast.other_commune, SEPTEMBER, (procedure, None, 3), (other, 4, 4))
    submissions = list(Submission.objects.select_related("unit"))
    together = doubtful_procedures(submissions)
    assert together == {
        each.pk: {
            doubt.procedure
            for found in [MonthlyReport(each.unit, each.month)]
            for doubt in doubts_of(found, found.stored)
        }
        for each in submissions
    }
    assert sorted(map(len, together.values()), reverse=True)[:2] == [2, 0]


def test_no_month_raises_no_doubt(db):
    assert doubtful_procedures([]) == {}
