"""The matrix of shares: what a cell says, and how the page and its files follow the address."""

import re
from decimal import Decimal

import pytest

from reporting.compliance import Share
from tests import factories
from tests.reporting.reports import report

PAGE, FILE = "/dashboard/courses/", "/dashboard/courses"


@pytest.fixture
def months(cast):
    """Cam Tân by 20 %: 10 of 100 in January, 1 of 4 in March."""
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune, minimum_percent=20)
    procedure = factories.ProcedureFactory()
    report(cast.commune, "2018-01", (procedure, 10, 100))
    report(cast.commune, "2018-03", (procedure, 1, 4))
    return {"through": "2018-03", "group": "commune", "district": cast.commune.parent.code}


def cells(answer):
    row = re.search(r'<th scope="row" class="unit">.*?</tr>', answer.content.decode(), re.S)[0]
    return [
        (shade, " ".join(re.sub("<[^>]+>", " ", text).split()))
        for shade, text in re.findall(
            r'<td class="number heat(?: shade-(\d(?: few)?))?">(.*?)</td>', row, re.S
        )
    ]


def test_cell_says_its_shade_its_sign_and_its_figure(reviewer, months):
    assert cells(reviewer.get(PAGE, months | {"view": "month"})) == [
        ("2", "▼ Không đạt 10,00"),
        ("", "– Chưa báo cáo"),
        ("5 few", "▲ Vượt chỉ tiêu ~ ít hồ sơ 25,00"),
    ]
    assert cells(reviewer.get(PAGE, months | {"view": "cumulative"})) == [
        ("2", "▼ Không đạt 10,00"),
        ("", "– Chưa báo cáo"),
        ("2", "▼ Không đạt 10,58"),
    ]


def test_cell_without_a_minimum_says_that_there_is_a_figure(reviewer, months, cast):
    stranger = factories.CommuneFactory(parent=cast.commune.parent, order=0)
    report(stranger, "2018-01", (factories.ProcedureFactory(), 10, 100))
    answer = reviewer.get(PAGE, months | {"view": "month"})
    assert cells(answer)[0] == ("", "• 10,00")
    assert "• Không giao chỉ tiêu" in " ".join(
        re.sub("<[^>]+>", "", answer.content.decode()).split()
    )


def test_file_holds_what_the_page_shows(reviewer, months):
    [alone] = reviewer.get(f"{FILE}.json", months | {"view": "month"}).json()
    [so_far] = reviewer.get(f"{FILE}.json", months).json()
    assert [alone[f"2018-0{month}"] for month in (1, 2, 3)] == ["10.00", None, "25.00"]
    assert [so_far[f"2018-0{month}"] for month in (1, 2, 3)] == ["10.00", None, "10.58"]
    assert alone["Ít hồ sơ"] == "03/2018"
    page = reviewer.get(PAGE, months | {"view": "month"}).content.decode()
    assert re.search(rf'href="{FILE}.xlsx\?[^"]*view=month', page)


def test_filters_keep_the_view_and_the_order(reviewer, months):
    page = reviewer.get(PAGE, months | {"view": "month", "order": "attainment"})
    content = page.content.decode()
    assert '<input type="hidden" name="view" value="month"' in content
    assert '<input type="hidden" name="order" value="attainment"' in content
    nonsense = reviewer.get(PAGE, months | {"view": "x", "order": "y"})
    assert (nonsense.context["view"], nonsense.context["order"]) == ("", "")


def test_units_stand_by_attainment_where_that_is_asked(reviewer, province):
    query = {"order": "attainment", "through": "2018-06"}
    families = reviewer.get(PAGE, query).context["families"]
    assert [family.district for family in families] == [None] * len(families)
    for family in families:
        ranks = [course.standing.rank for course in family.courses]
        known = [rank for rank in ranks if rank]
        assert ranks == sorted(known) + [None] * (len(ranks) - len(known))
    text = reviewer.get("/dashboard/pictures/courses.svg", query).content.decode()
    names = [course.standing.unit.name for course in families[-1].courses]
    assert sorted(map(text.index, names)) == list(map(text.index, names))


def test_own_months_are_dots_beside_the_line(reviewer, months):
    [family] = reviewer.get(PAGE, months).context["families"]
    [course] = family.courses
    assert course.own == [Share(10, 100), None, Share(1, 4)]
    assert course.shown_own == [Decimal("10.00"), None, Decimal("25.00")]
    # The axis ends at 20: four dossiers do not move it, and their 25 % stand at its upper edge.
    assert (course.top, course.dots) == (20, "M7 28h0M87 7h0")
