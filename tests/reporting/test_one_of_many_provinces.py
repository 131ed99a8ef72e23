"""Several provinces in one database: whoever asks about one decision reads of the units of its province alone."""

import pytest

from reporting.standings import standings
from targets.models import Submission
from targets.periods import Month, Span
from tests import factories
from tests.conftest import TODAY
from tests.reporting.reports import report

PROVINCE, OTHER = "Khánh Hòa", "Phú Yên"


@pytest.fixture
def decision(cast):
    """X1 of the decision's province and, of another, a district with a commune; both communes reported, the other one later."""
    of_province = [cast.district, cast.commune]
    other = factories.DistrictFactory(code="P1", name="UBND huyện Đông Hòa", province=OTHER)
    elsewhere = factories.CommuneFactory(
        code="P2", name="UBND xã Hòa Tâm", parent=other, province=OTHER
    )
    for unit in of_province:
        unit.province = PROVINCE
        unit.save()
    decision = factories.DecisionFactory(province=PROVINCE)
    factories.TargetFactory(decision=decision, unit=cast.commune)
    procedure = factories.ProcedureFactory()
    for unit, month in [(cast.commune, "2018-06"), (elsewhere, "2018-07")]:
        report(unit, month, (procedure, 5, 10), status="accepted")
    return decision


def test_units_of_another_province_have_no_standing(cast, decision):
    rows = standings(decision, Span(Month(2018, 1), Month(2018, 9)), TODAY)
    assert {row.unit.code for row in rows} == {"H1", "X1"}


def test_no_district_of_another_province_is_offered(client, cast, decision):
    client.force_login(cast.dung)
    offered = client.get("/dashboard/").context["form"].fields["district"].queryset
    assert [district.code for district in offered] == ["H1"]


def test_public_page_ends_with_the_last_month_accepted_in_its_province(settings, client, decision):
    settings.PUBLIC_PAGE = True
    assert client.get("/public/").context["span"].last == Month(2018, 6)
    page = client.get("/public/").content.decode()
    assert "Hòa Tâm" not in page
    Submission.objects.all().delete()
    assert client.get("/public/").context["span"].last == Month(2018, 9)
