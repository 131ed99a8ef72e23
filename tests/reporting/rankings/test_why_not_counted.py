"""Why a count does not count, from the frozen figures alone; it is said of exactly those that the database leaves out."""

import datetime
from dataclasses import replace

import pytest

from reporting.rankings.frozen import FrozenCount, FrozenProcedure, FrozenPublication
from reporting.rankings.why_not_counted import WhyNot, why_not_counted
from targets.periods import Month
from tests import factories
from tests.reporting.rankings.conftest import drawn_up
from tests.reporting.reports import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(ranking):
    return ranking.figures


def reason(figures, month, *publications, since=None, counts=False):
    procedure = FrozenProcedure(
        "?", tuple(FrozenPublication(3, first, last, "?") for first, last in publications)
    )
    figures = replace(
        figures,
        decision=replace(figures.decision, leaves_out_since=since),
        procedures={"1": procedure},
    )
    frozen = replace(figures.units[0].months[0], month=month)
    return why_not_counted(figures, frozen, FrozenCount("1", 1, 1, counts, None, None, "", None))


@pytest.mark.parametrize(
    ("publications", "expected"),
    [
        ([], WhyNot.NOT_PUBLISHED),
        ([("2018-07-01", None)], WhyNot.NOT_PUBLISHED),
        ([("2017-01-01", "2018-05-31")], WhyNot.NOT_PUBLISHED),
        ([("2017-01-01", "2018-05-31"), ("2018-07-01", None)], WhyNot.NOT_PUBLISHED),
        # One day of the month is enough: what is left is that it is not the unit's.
        ([("2018-06-30", None)], WhyNot.NOT_ITS_OWN),
        ([("2017-01-01", "2018-06-01")], WhyNot.NOT_ITS_OWN),
    ],
)
def test_publication_of_the_month_decides_first(figures, publications, expected):
    assert reason(figures, "2018-06", *publications) == expected


@pytest.mark.parametrize(
    ("publications", "expected"),
    [
        ([("2018-01-01", None)], WhyNot.NEW),
        ([("2017-12-31", None)], WhyNot.NOT_ITS_OWN),
        ([("2017-01-01", "2017-02-01"), ("2018-02-01", None)], WhyNot.NOT_ITS_OWN),
    ],
)
def test_new_procedure_is_told(figures, publications, expected):
    assert reason(figures, "2018-06", *publications, since="2018-01-01") == expected


def test_count_that_counts_has_no_reason(figures):
    assert reason(figures, "2018-06", counts=True) is None


def test_reasons_are_given_for_what_the_database_leaves_out(province, rule, cast):
    later = factories.ProcedureFactory(published=(datetime.date(2018, 7, 1), None))
    never = factories.ProcedureFactory(published=())
    of_agency = province.own["SY"]
    report(
        cast.commune,
        "2018-05",
        (province.shared, 1, 2),
        (later, 1, 2),
        (never, 1, 2),
        (of_agency, 1, 2),
    )
    figures = drawn_up(province, rule, cast).figures
    month = next(one for one in figures.unit("X1").months if one.month == str(Month(2018, 5)))
    assert {one.procedure: why_not_counted(figures, month, one) for one in month.counts} == {
        province.shared.code: None,
        later.code: WhyNot.NOT_PUBLISHED,
        never.code: WhyNot.NOT_PUBLISHED,
        of_agency.code: WhyNot.NOT_ITS_OWN,
    }
    assert sum(one.counts for one in month.counts) == 1
