"""Which counts count (rules 2 to 4), and who stands where, case by case."""

import datetime

import pytest

from reporting.compliance import Share, Status
from reporting.presenters.dashboard import group_summaries, summary
from reporting.standings import standings
from targets.actions.counts import import_counts
from targets.imports.tables import Table
from targets.periods import Month, Span
from tests import factories
from tests.reporting.reports import TODAY, online_of_total, report, standing_of

pytestmark = pytest.mark.django_db
YEAR = Span(Month(2018, 1), Month(2018, 12))


@pytest.fixture
def decision(cast):
    decision = factories.DecisionFactory()
    for unit in (cast.agency, cast.district, cast.commune):
        factories.TargetFactory(decision=decision, unit=unit, minimum_percent=40)
    return decision


@pytest.mark.parametrize(
    ("published", "month", "counts"),
    [
        # From the last day of the month, from the first of the next.
        (("2018-06-30", None), "2018-06", True),
        (("2018-07-01", None), "2018-06", False),
        (("2018-06-15", None), "2018-06", True),
        # Until the first day of the month, until the last of the one before.
        (("2018-01-01", "2018-06-01"), "2018-06", True),
        (("2018-01-01", "2018-05-31"), "2018-06", False),
        (("2018-01-01", "2018-06-15"), "2018-06", True),
        (("2018-06-10", "2018-06-10"), "2018-06", True),
        (("2018-02-28", None), "2018-02", True),
        ((), "2018-06", False),
    ],
)
def test_count_counts_where_published_on_a_day_of_the_month(
    cast, decision, published, month, counts
):
    days = tuple(day and datetime.date.fromisoformat(day) for day in published)
    procedure = factories.ProcedureFactory(published=days)
    report(cast.commune, month, (procedure, 3, 7))
    assert online_of_total(cast.commune, decision) == ((3, 7) if counts else (0, 0))


def test_count_counts_once_where_two_publications_touch_its_month(cast, decision):
    procedure = factories.ProcedureFactory(
        published=(datetime.date(2018, 1, 1), datetime.date(2018, 6, 14))
    )
    factories.PublicationFactory(
        procedure=procedure, level=4, published_from=datetime.date(2018, 6, 15)
    )
    report(cast.commune, "2018-06", (procedure, 3, 7))
    assert online_of_total(cast.commune, decision) == (3, 7)


@pytest.mark.parametrize("level", [3, 4])
def test_level_does_not_matter(cast, decision, level):
    procedure = factories.ProcedureFactory(published=())
    factories.PublicationFactory(procedure=procedure, level=level)
    report(cast.commune, "2018-06", (procedure, 3, 7))
    assert online_of_total(cast.commune, decision) == (3, 7)


@pytest.mark.parametrize(
    ("status", "sums", "expected"),
    [
        ("submitted", (3, 7), Status.EXCEEDED),
        ("accepted", (3, 7), Status.EXCEEDED),
        ("draft", (0, 0), Status.NOT_REPORTED),
        ("returned", (0, 0), Status.NOT_REPORTED),
    ],
)
def test_only_submitted_and_accepted_submissions_count(cast, decision, status, sums, expected):
    report(cast.commune, "2018-06", (factories.ProcedureFactory(), 3, 7), status=status)
    assert online_of_total(cast.commune, decision) == sums
    assert standing_of(cast.commune, decision).status == expected


@pytest.mark.parametrize(
    ("unit", "counting"), [("agency", (1, 10)), ("district", (2, 20)), ("commune", (4, 40))]
)
def test_only_the_units_own_procedures_count(cast, decision, unit, counting):
    own = factories.ProcedureFactory(agency=cast.agency, for_communes=False)
    foreign = factories.ProcedureFactory(agency=factories.AgencyFactory(), for_communes=False)
    of_districts = factories.ProcedureFactory(for_districts=True, for_communes=False)
    of_communes = factories.ProcedureFactory()
    figures = [(own, 1, 10), (of_districts, 2, 20), (of_communes, 4, 40), (foreign, 8, 80)]
    report(getattr(cast, unit), "2018-06", *figures)
    assert online_of_total(getattr(cast, unit), decision) == counting


def test_procedure_of_several_levels_counts_for_each(cast, decision):
    shared = factories.ProcedureFactory(agency=cast.agency, for_districts=True)
    for unit in (cast.agency, cast.district, cast.commune):
        report(unit, "2018-06", (shared, 3, 7))
        assert online_of_total(unit, decision) == (3, 7)


@pytest.mark.parametrize(
    ("first", "last", "sums"),
    [
        ("2018-01", "2018-06", (7, 70)),
        ("2018-02", "2018-06", (6, 60)),
        ("2018-06", "2018-06", (4, 40)),
        ("2018-03", "2018-05", (0, 0)),
        ("2018-01", "2018-12", (15, 150)),
    ],
)
def test_span_takes_its_first_and_last_month_and_none_beyond(cast, decision, first, last, sums):
    procedure = factories.ProcedureFactory()
    months = ["2018-01", "2018-02", "2018-06", "2018-07", "2017-12", "2019-01"]
    for index, month in enumerate(months):
        report(cast.commune, month, (procedure, 2**index, 10 * 2**index))
    assert online_of_total(cast.commune, decision, first=first, last=last) == sums


def test_nothing_of_nothing_is_no_dossiers_and_no_failure(cast, decision):
    report(cast.commune, "2018-06", (factories.ProcedureFactory(), 0, 0))
    standing = standing_of(cast.commune, decision)
    assert (standing.status, standing.shown_percent, standing.attainment, standing.rank) == (
        Status.NO_DOSSIERS,
        None,
        None,
        None,
    )


def test_submission_whose_counts_do_not_count_is_a_report_without_dossiers(cast, decision):
    report(cast.commune, "2018-06", (factories.ProcedureFactory(published=()), 3, 7))
    assert standing_of(cast.commune, decision).status == Status.NO_DOSSIERS


def test_submission_without_counts_is_a_report_without_dossiers(cast, decision):
    report(cast.commune, "2018-06")
    assert standing_of(cast.commune, decision).status == Status.NO_DOSSIERS


@pytest.mark.parametrize("half", [(None, 9), (4, None)])
def test_half_filled_count_that_an_import_submits_is_not_yet_counted(cast, decision, half):
    entered, imported = factories.ProcedureFactory(), factories.ProcedureFactory()
    submission = report(cast.commune, "2018-06", (entered, *half), status="draft")
    rows = [
        ["period", "unit_code", "procedure_code", "total", "online"],
        ["2018-06", "X1", imported.code, "7", "3"],
    ]
    import_counts(table=Table(rows), today=TODAY, by=None, at=submission.saved_at)
    submission.refresh_from_db()
    assert submission.status == "submitted"
    assert online_of_total(cast.commune, decision) == (3, 7)


def test_unit_without_target_reports_and_has_neither_status_nor_rank(cast, decision):
    remote = factories.DistrictFactory(code="576", name="UBND huyện Trường Sa")
    report(
        remote,
        "2018-06",
        (factories.ProcedureFactory(for_districts=True, for_communes=False), 9, 9),
    )
    standing = standing_of(remote, decision)
    assert (standing.online, standing.total) == (9, 9)
    assert (standing.status, standing.rank, standing.clause) == (Status.NO_TARGET, None, None)
    assert (standing.minimum_percent, standing.attainment, standing.shortfall) == (None, None, 0)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "listed"),
    [
        (None, "2017-12-31", False),
        (None, "2018-01-01", True),
        ("2018-12-31", None, True),
        ("2019-01-01", None, False),
        (None, None, True),
    ],
)
def test_unit_is_listed_where_it_exists_in_the_span(decision, valid_from, valid_to, listed):
    unit = factories.AgencyFactory(valid_from=valid_from, valid_to=valid_to)
    codes = [row.unit.code for row in standings(decision, YEAR, TODAY)]
    assert (unit.code in codes) == listed


def test_unit_that_ended_is_listed_where_it_has_a_target(decision):
    unit = factories.AgencyFactory(valid_to=datetime.date(2017, 12, 31))
    factories.TargetFactory(decision=decision, unit=unit)
    standing = standing_of(unit, decision)
    assert (standing.status, standing.months_expected) == (Status.NOT_REPORTED, ())


def test_months_expected_are_those_with_unit_and_publication_up_to_today(cast, decision):
    factories.ProcedureFactory(published=(datetime.date(2018, 2, 28), datetime.date(2018, 5, 1)))
    cast.commune.valid_to = datetime.date(2018, 4, 1)
    cast.commune.save()
    report(cast.commune, "2018-03")
    standing = standing_of(cast.commune, decision, today=datetime.date(2018, 9, 1))
    assert standing.months_expected == (Month(2018, 2), Month(2018, 3), Month(2018, 4))
    assert standing.months_missing == (Month(2018, 2), Month(2018, 4))
    still_there = standing_of(cast.other_commune, decision, today=datetime.date(2018, 9, 1))
    assert still_there.months_expected == tuple(Month(2018, number) for number in (2, 3, 4, 5))
    early = standing_of(cast.commune, decision, today=datetime.date(2018, 3, 1))
    assert early.months_expected == (Month(2018, 2), Month(2018, 3))
    assert standing_of(cast.agency, decision).months_expected == ()


def test_ranks_are_within_a_group_and_ties_share_theirs(cast, decision):
    procedure = factories.ProcedureFactory(for_districts=True)
    figures = {"a": (2, 10), "b": (4, 10), "c": (1, 5), "d": (1, 10)}
    for code, (online, total) in figures.items():
        unit = factories.CommuneFactory(code=code, parent=cast.district)
        factories.TargetFactory(decision=decision, unit=unit, minimum_percent=40)
        report(unit, "2018-06", (procedure, online, total))
    # The minimum differs: 1 of 5 is more of 10 percent than 4 of 10 of 40.
    factories.TargetFactory(decision=decision, unit=cast.other_commune, minimum_percent=10)
    report(cast.other_commune, "2018-06", (procedure, 1, 5))
    report(cast.district, "2018-06", (procedure, 1, 10))
    ranks = {row.unit.code: row.rank for row in standings(decision, YEAR, TODAY) if row.rank}
    assert ranks == {"X2": 1, "b": 2, "a": 3, "c": 3, "d": 5, "H1": 1}


def test_sums_of_a_group_take_only_units_with_a_target(cast, decision):
    procedure = factories.ProcedureFactory()
    report(cast.commune, "2018-06", (procedure, 1, 10))
    report(cast.other_commune, "2018-06", (procedure, 90, 90))
    rows = standings(decision, Span(Month(2018, 5), Month(2018, 6)), TODAY)
    communes = group_summaries(rows)[-1]
    assert (communes.units, communes.share) == (1, Share(1, 10))
    assert (communes.completeness.reported, communes.completeness.expected) == (1, 2)
    assert (communes.reached, communes.not_met) == (0, 1)


def test_share_of_a_group_is_a_ratio_of_sums(cast, decision):
    factories.TargetFactory(decision=decision, unit=cast.other_commune, minimum_percent=40)
    procedure = factories.ProcedureFactory()
    report(cast.commune, "2018-06", (procedure, 1, 1))
    report(cast.other_commune, "2018-06", (procedure, 0, 9))
    assert str(summary("", standings(decision, YEAR, TODAY)).shown_percent) == "10.00"
