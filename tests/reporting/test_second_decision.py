"""A decision of 2019 needs no code: other minimums, other memberships, and both years side by side."""

import datetime

import pytest

from reporting.compliance import Status
from reporting.standings import standings
from targets.actions.decisions import adopt_decision
from targets.imports.decisions import read_decision
from targets.models import Unit
from targets.periods import Month, Span
from tests import factories
from tests.reporting.reports import online_of_total, report

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2019, 10, 3)

CLAUSES = {
    2018: {
        ("1.a", "40"): ["STC", "SYT", "SGDDT"],
        ("1.b", "35"): ["STP"],
        ("2.a.1", "30"): ["570"],
    },
    2019: {
        ("1.a", "45"): ["STC", "STP"],
        ("1.b", "40"): ["SYT", "SGDDT"],
        ("2.a.1", "33.5"): ["570"],
    },
}
ISSUED = {2018: ("852/QĐ-UBND", "2018-03-30"), 2019: ("817/QĐ-UBND", "2019-03-25")}


def written(year, counts_new_procedures="true"):
    number, issued_on = ISSUED[year]
    clauses = [
        f"""
        [[clause]]
        label = "{label}"
        minimum_percent = "{minimum}"
        wording = "Tối thiểu {minimum} % hồ sơ được tiếp nhận, giải quyết trực tuyến"
        units = {units}
        """.replace("'", '"')
        for (label, minimum), units in CLAUSES[year].items()
    ]
    return f"""
        number = "{number}"
        title = "Giao chỉ tiêu năm {year}"
        issuer = "Ủy ban nhân dân tỉnh Khánh Hòa"
        issued_on = {issued_on}
        first_month = "{year}-01"
        last_month = "{year}-12"
        counts_new_procedures = {counts_new_procedures}
        {"".join(clauses)}
    """.encode()


def adopted(year, **options):
    codes = set(Unit.objects.values_list("code", flat=True))
    return adopt_decision(draft=read_decision(written(year, **options), codes))


@pytest.fixture
def units(db):
    agencies = [
        factories.AgencyFactory(code=code, order=order)
        for order, code in enumerate(["STC", "SYT", "SGDDT", "STP"], start=1)
    ]
    units = [*agencies, factories.DistrictFactory(code="570", order=5)]
    for unit in units:
        procedure = factories.ProcedureFactory(
            code=f"1.{unit.code}",
            agency=unit if unit in agencies else None,
            for_districts=unit not in agencies,
            for_communes=False,
        )
        report(unit, "2018-06", (procedure, 2, 5))
        report(unit, "2019-06", (procedure, 42, 100))
    return {unit.code: unit for unit in units}


def tally(decision):
    rows = standings(decision, decision.span, TODAY)
    return {
        row.unit.code: (row.clause, str(row.minimum_percent), row.online, row.status, row.rank)
        for row in rows
    }


def test_both_years_report_side_by_side(units):
    first, second = adopted(2018), adopted(2019)
    assert tally(first) == {
        "STC": ("1.a", "40.00", 2, Status.MET, 2),
        "SYT": ("1.a", "40.00", 2, Status.MET, 2),
        "SGDDT": ("1.a", "40.00", 2, Status.MET, 2),
        "STP": ("1.b", "35.00", 2, Status.EXCEEDED, 1),
        "570": ("2.a.1", "30.00", 2, Status.EXCEEDED, 1),
    }
    assert tally(second) == {
        "STC": ("1.a", "45.00", 42, Status.NOT_MET, 3),
        "SYT": ("1.b", "40.00", 42, Status.EXCEEDED, 1),
        "SGDDT": ("1.b", "40.00", 42, Status.EXCEEDED, 1),
        "STP": ("1.a", "45.00", 42, Status.NOT_MET, 3),
        "570": ("2.a.1", "33.50", 42, Status.EXCEEDED, 1),
    }


def test_adopting_the_second_decision_leaves_the_first_as_it_was(units):
    first = adopted(2018)
    before = tally(first)
    adopted(2019)
    assert tally(first) == before


def test_dashboard_and_league_show_the_year_that_is_asked_for(client, units):
    adopted(2018), adopted(2019)
    client.force_login(factories.UserFactory(role="reviewer"))
    for page in ("/dashboard/", "/league/"):
        shown = {
            number: client.get(page, {"decision": number}).context["decision"].number
            for number in ("852/QĐ-UBND", "817/QĐ-UBND")
        }
        assert shown == {number: number for number in shown}


@pytest.mark.parametrize(
    ("first_published", "counts_new", "sums"),
    [
        ("2018-12-31", "false", (42, 100)),
        ("2019-01-01", "false", (0, 0)),
        ("2019-06-01", "false", (0, 0)),
        ("2019-06-01", "true", (42, 100)),
    ],
)
def test_decision_may_leave_out_procedures_first_published_in_its_year(
    units, first_published, counts_new, sums
):
    publication = units["STC"].own_procedures.get().publications.get()
    publication.published_from = datetime.date.fromisoformat(first_published)
    publication.save()
    decision = adopted(2019, counts_new_procedures=counts_new)
    assert (
        online_of_total(units["STC"], decision, first="2019-01", last="2019-12", today=TODAY)
        == sums
    )


def test_procedure_published_before_is_not_new_in_its_next_publication(units):
    procedure = units["STC"].own_procedures.get()
    procedure.publications.update(published_to=datetime.date(2018, 12, 31))
    factories.PublicationFactory(
        procedure=procedure, level=4, published_from=datetime.date(2019, 3, 1)
    )
    decision = adopted(2019, counts_new_procedures="false")
    assert online_of_total(
        units["STC"], decision, first="2019-01", last="2019-12", today=TODAY
    ) == (42, 100)


def test_procedure_of_the_decisions_year_is_new_to_a_decision_that_begins_later(units):
    units["STC"].own_procedures.get().publications.update(published_from=datetime.date(2019, 2, 1))
    decision = adopted(2019, counts_new_procedures="false")
    decision.first_month = Month(2019, 4)
    decision.save()
    assert online_of_total(
        units["STC"], decision, first="2019-04", last="2019-12", today=TODAY
    ) == (0, 0)


def test_new_procedure_still_counts_for_a_decision_that_says_nothing(units):
    assert adopted(2018).counts_new_procedures
    rows = standings(adopted(2018), Span(Month(2018, 1), Month(2018, 6)), TODAY)
    assert [row.online for row in rows] == [2, 2, 2, 2, 2]
