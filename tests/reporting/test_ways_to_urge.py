"""From each list of units one click leads to the letter and to the reminder, for the units of that list."""

import html
import re

import pytest
from django.core.cache import caches

from targets.models import Submission
from targets.periods import Month
from tests import factories
from tests.reporting.reports import report

BUTTON = re.compile(
    r'<a class="btn btn-sm btn-outline-primary" href="(/(letters|matrix)/[^"]*)">([^<]*)<span class="visually-hidden">: ([^<]*)<'
)


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"


def ways(client, path, query=None):
    """The buttons of a page: by the list and the page to which they lead, the units found there."""
    caches["drawn"].clear()
    answer = client.get(path, query)
    assert answer.status_code == 200
    return {
        (html.unescape(table), page): codes(client, html.unescape(address))
        for address, page, _words, table in BUTTON.findall(answer.content.decode())
    }


def codes(client, address):
    rows = client.get(address).context["rows"]
    return [getattr(row, "standing", row).unit.code for row in rows]


def both(table, letter, reminder):
    return {(table, "letters"): letter, (table, "matrix"): reminder}


ALL = ["SO", "H1", "H2", "X1", "X2"]
# X1 is short; X1 and H1 owe months.
PAGES = {
    "/dashboard/": {
        **both("Units", ["H1", "X1"], ALL),
        **both("Units furthest short of their minimum", ["X1"], ["X1"]),
        **both("Districts with their communes", ["H1", "X1"], ["H1", "X1"]),
        **both("Reports not sent", ["H1", "X1"], ["H1", "X1"]),
    },
    "/dashboard/ahead/": both("Looking ahead, by unit", ["H1", "X1"], ALL),
    "/dashboard/courses/": both("Cumulative shares by month", ["H1", "X1"], ALL),
    "/dashboard/courses/?view=month": both("Shares of single months", ["H1", "X1"], ALL),
    "/compare/": both("Units on both sides", ["H1", "X1"], ["H1", "X1"]),
    "/procedures/2.000635/": both("Communes", ["X1"], ["X1"]),
    "/league/": both("Districts", ["H1"], ["H1"]) | both("Communes", ["X1"], ["X1"]),
    "/units/X1/": both("UBND xã Cam Tân", ["X1"], ["X1"]) | both("Its place in the group", ["X1"], ["X1"]),
    "/units/X2/": both("Its place in the group", ["X1"], ["X1"]),
    "/units/H1/": both("UBND huyện Cam Lâm", ["H1"], ["H1"]) | both("Communes of the district", ["X1"], ["X1"]),
    "/units/SO/": {},
    "/reviews/": both("Months that wait", ["X1"], ["X1", "X2"]),
}  # fmt: skip


@pytest.fixture
def owing(owing):
    Submission.objects.update(status="submitted")
    return owing


@pytest.mark.parametrize(("path", "expected"), PAGES.items())
def test_each_list_leads_to_the_letter_and_to_the_reminder(client, cast, owing, path, expected):
    client.force_login(cast.dung)
    assert ways(client, path) == expected


def test_list_of_districts_leads_to_no_agency(client, cast, owing):
    since = (Month(2018, 9).first_day, None)
    procedure = factories.ProcedureFactory(agency=cast.agency, for_communes=False, published=since)
    factories.TargetFactory(decision=owing, unit=cast.agency, minimum_percent=40)
    report(cast.agency, "2018-09", (procedure, 0, 10))
    client.force_login(cast.dung)
    found = ways(client, "/dashboard/")
    assert found["Units", "letters"] == ["SO", "H1", "X1"]
    assert found["Districts with their communes", "letters"] == ["H1", "X1"]


def test_list_of_the_furthest_short_leads_to_those_it_shows(client, cast, owing):
    procedure = factories.ProcedureFactory()
    for number in range(12):
        unit = factories.CommuneFactory(code=f"Y{number:02}", order=20 + number)
        factories.TargetFactory(decision=owing, unit=unit, minimum_percent=20)
        report(unit, "2018-09", (procedure, 0, 1_000 - number))
    client.force_login(cast.dung)
    page = client.get("/dashboard/")
    shown = [row.unit.code for row in page.context["behind"].shown]
    assert shown == [f"Y{number:02}" for number in range(10)]
    assert ways(client, "/dashboard/")["Units furthest short of their minimum", "letters"] == shown


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Letter to units (2)", "Remind by email (2)"]),
     ("vi", ["Công văn đôn đốc (2)", "Gửi thư nhắc (2)"])],
)  # fmt: skip
def test_way_says_to_how_many_of_its_list_it_leads(client, cast, owing, language, words):
    client.cookies["django_language"] = language
    client.force_login(cast.dung)
    page = client.get("/dashboard/").content.decode()
    # Three lack a report, of one of them it is not due.
    buttons = [words for _address, _page, words, table in BUTTON.findall(page)
               if table in ("Reports not sent", "Báo cáo chưa gửi")]  # fmt: skip
    assert buttons == words
    page = client.get("/units/X1/").content.decode()
    own = [words for *_, words, table in BUTTON.findall(page) if table == "UBND xã Cam Tân"]
    assert own == [one.removesuffix(" (2)") for one in words]


NOBODY = {
    "en": "None of these units that has a target is below its minimum or owes a report that is due.",
    "vi": "Trong các đơn vị này, không đơn vị được giao chỉ tiêu nào có tỷ lệ dưới mức tối thiểu hoặc có báo cáo quá hạn.",
}


@pytest.mark.parametrize("language", NOBODY)
def test_letter_of_a_decision_for_which_nothing_is_due_claims_no_more(
    client, cast, owing, language
):
    """Nobody has reported and nobody has reached anything yet."""
    later = factories.DecisionFactory(first_month=Month(2019, 1), last_month=Month(2019, 12))
    factories.TargetFactory(decision=later, unit=cast.commune, minimum_percent=20)
    client.cookies["django_language"] = language
    client.force_login(cast.dung)
    page = client.get("/letters/", {"decision": later.number}).content.decode()
    assert NOBODY[language] in page


def test_way_keeps_the_filters_of_its_list(client, cast, owing):
    client.force_login(cast.dung)
    asked = {"district": "H1", "group": "commune", "through": "2018-08"}
    for path in ("/dashboard/", "/dashboard/ahead/", "/dashboard/courses/"):
        page = client.get(path, asked).content.decode()
        addresses = [html.unescape(address) for address, *_ in BUTTON.findall(page)]
        assert len(addresses) > 1
        for address in addresses:
            answer = client.get(address)
            assert str(answer.context["span"].last) == "2018-08"
            assert codes(client, address) == ["X1"]
    compared = client.get("/compare/", {"now-through": "2018-07"}).content.decode()
    assert "through=2018-07&amp;unit=" in compared


def test_way_from_a_part_of_a_comparison_is_for_that_part(client, cast, owing):
    Submission.objects.filter(unit=cast.other_commune, month=Month(2018, 8)).update(status="draft")
    client.force_login(cast.dung)
    asked = {"then-through": "2018-06", "now-through": "2018-09"}
    table = "Units on both sides"
    assert ways(client, "/compare/", asked)[table, "letters"] == ["H1", "X1", "X2"]
    assert ways(client, "/compare/", asked | {"crossed": "1"}) == both(table, ["X2"], ["X2"])


def test_list_of_few_is_not_widened_by_its_filters(client, cast, owing):
    client.force_login(cast.dung)
    answer = client.get("/letters/", {"unit": "X1,X2,NONE"})
    assert [row.unit.code for row in answer.context["rows"]] == ["X1"]
    assert answer.context["ticked"] == {"X1"}
    page = answer.content.decode()
    assert '<input type="hidden" name="unit" value="X1,X2,NONE" id="id_unit">' in page
    assert "Only the units of the list that led here." in page
    [everybody] = re.findall(r'href="([^"]*)">All units of these filters', page)
    assert "unit" not in everybody
    assert "led here" not in client.get("/letters/").content.decode()
    assert "None of these units" in client.get("/letters/", {"unit": "X2"}).content.decode()


@pytest.mark.parametrize("page", ["letters", "matrix"])
def test_file_of_a_few_has_them_alone(client, cast, owing, page):
    client.force_login(cast.dung)
    rows = client.get(f"/{page}/export.json", {"unit": "X1"}).json()
    assert ["X1" in row.values() for row in rows] == [True]


def test_district_is_led_to_its_communes_alone(client, cast, owing):
    client.force_login(cast.binh)
    for path in ("/dashboard/", "/dashboard/courses/", "/league/", "/units/H1/", "/units/X1/"):
        found = ways(client, path)
        assert {page for _table, page in found} == {"letters", "matrix"}
        for (_table, page), units in found.items():
            assert units == ["X1"] if page == "letters" else set(units) <= {"H1", "X1"}


@pytest.mark.parametrize("person", ["lan", "chau", "long", "son"])
def test_who_urges_nobody_finds_no_way(client, cast, owing, person):
    client.force_login(getattr(cast, person))
    unit = "SO" if person == "chau" else "X1"
    assert ways(client, "/league/") == ways(client, f"/units/{unit}/") == {}
    if person in ("long", "son"):
        assert ways(client, "/dashboard/") == ways(client, "/compare/") == {}


def test_earlier_moment_leads_to_no_letter(client, cast, owing):
    client.force_login(cast.dung)
    page = client.get("/dashboard/").content.decode()
    [moment] = re.findall(r'href="[^"]*(as_of=[^"]*)"', page)
    assert ways(client, f"/dashboard/?{moment}") == ways(client, f"/units/X1/?{moment}") == {}


def test_urging_leads_back_to_the_same_filters(client, cast, owing):
    client.force_login(cast.dung)
    page = client.get("/matrix/", {"unit": "X1", "through": "2018-08"}).content.decode()
    [action] = re.findall(r'<form method="post" action="(/matrix/urge/[^"]*)"', page)
    answer = client.post(html.unescape(action), {"month": "2018-08", "ticked": "X1"})
    assert codes(client, answer["Location"]) == ["X1"]
    assert "through=2018-08" in answer["Location"]


def test_month_to_urge_is_the_last_that_the_listed_units_owe(client, cast, owing):
    client.force_login(cast.dung)
    months = [
        client.get("/matrix/", {"unit": code}).context["month_to_urge"] for code in ("X1", "X2")
    ]
    assert [str(month) for month in months] == ["2018-08", "2018-09"]


def test_however_many_lists_it_is_asked_once_whether_the_reader_has_a_district(
    client, cast, owing, django_assert_num_queries
):
    client.force_login(cast.binh)
    client.get("/dashboard/")
    caches["drawn"].clear()
    with django_assert_num_queries(21):
        client.get("/dashboard/")
