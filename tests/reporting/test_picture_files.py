"""Every picture as a file: whole by itself, with the words of its page, and for nobody but whoever may see that page."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from targets.models import Count, Submission
from targets.periods import Month
from tests import factories
from tests.reporting.reports import report

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "rect", "line", "circle", "polyline"}
PNG = b"\x89PNG\r\n\x1a\n"
OF_PROVINCE = ["strip", "tile-map", "course", "courses"]
OF_UNIT = ["months", "pareto", "ahead"]
ALL = [
    *[f"/dashboard/pictures/{name}" for name in OF_PROVINCE],
    *[f"/units/X4/pictures/{name}" for name in OF_UNIT],
    "/compare/pictures/slopes",
]
PAGES = ["/dashboard/", "/dashboard/courses/", "/units/X4/", "/compare/"]


@pytest.fixture
def province(province):
    """Two more months of X4, which brought nothing: of fewer than three no outlook is drawn."""
    for month in ("2018-01", "2018-02"):
        province.report("X4", month, 0, 0)
    return province


@pytest.fixture
def reviewer(client, cast, province):
    client.force_login(cast.dung)
    return client


def texts(svg):
    return "\n".join("".join(one.itertext()) for one in ElementTree.fromstring(svg).iter())


@pytest.mark.parametrize("address", ALL)
def test_picture_is_svg_with_its_name_and_its_words(reviewer, address):
    answer = reviewer.get(f"{address}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)
    labelled = [root.find(f"{SVG}{part}") for part in ("title", "desc")]
    assert root.get("aria-labelledby").split() == [one.get("id") for one in labelled]
    assert "852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018" in labelled[0].text
    assert len(labelled[1].text) > 20
    assert list(root.iter(f"{SVG}a")) == []
    # What is drawn by a class is painted by the file's own style.
    styles = root.find(f"{SVG}style").text
    drawn = [one for one in root.find(f"{SVG}svg").iter() if one.tag.removeprefix(SVG) in SHAPES]
    assert drawn
    named = [one.get("class").split() for one in drawn if one.get("class")]
    assert [names for names in named if not any(f".{name}" in styles for name in names)] == []
    assert "var(" not in styles


@pytest.mark.parametrize("address", ALL)
def test_picture_is_png_at_twice_its_size(reviewer, address):
    root = ElementTree.fromstring(reviewer.get(f"{address}.svg").content)
    answer = reviewer.get(f"{address}.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(PNG)
    assert int.from_bytes(answer.content[16:20], "big") == 2 * int(root.get("width"))
    assert int.from_bytes(answer.content[20:24], "big") == 2 * int(root.get("height"))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_page_leads_to_each_of_its_pictures(reviewer, kind):
    found = set()
    for page in PAGES:
        html = reviewer.get(page, {"through": "2018-06"}).content.decode()
        found |= {
            (address, "through=2018-06" in query)
            for address, query in re.findall(
                rf'href="([^"?]*/pictures/[^"?]*)\.{kind}\?([^"]*)"', html
            )
        }
    assert found == {(address, True) for address in ALL}


@pytest.mark.parametrize("name", OF_UNIT)
def test_picture_of_a_unit_is_for_whoever_may_see_the_unit(client, cast, province, name):
    address = f"/units/X4/pictures/{name}.svg"
    statuses = {}
    for person in ("lan", "binh", "chau", "dung", "long", "son"):
        client.force_login(getattr(cast, person))
        statuses[person] = client.get(address).status_code
    # Cam Hòa is a commune of Bình's district, not Lan's own.
    assert statuses == dict.fromkeys(["binh", "dung", "long", "son"], 200) | dict.fromkeys(
        ["lan", "chau"], 404
    )


@pytest.mark.parametrize("address", ["/dashboard/pictures/course", "/compare/pictures/slopes"])
def test_picture_of_the_province_is_not_for_an_officer_of_a_commune(
    client, cast, province, address
):
    client.force_login(cast.lan)
    assert client.get(f"{address}.svg").status_code == 404
    assert client.get(f"{address}.png").status_code == 404


def test_district_officer_has_his_own_units_alone_in_every_picture(client, cast, province):
    client.force_login(cast.binh)
    for address in ("/dashboard/pictures/courses", "/compare/pictures/slopes"):
        text = texts(client.get(f"{address}.svg").content)
        assert "Cam Hòa" in text
        assert not re.search("Sơn Trung|Tài chính|Khánh Sơn", text)
    # Four units with a target: his district and its three communes.
    assert "4 đơn vị" in texts(client.get("/dashboard/pictures/course.svg").content)


def test_picture_that_the_page_has_not_is_not_found(reviewer):
    # Trường Sa has no target: nothing is needed, nothing is missing.
    for name in ("pareto", "ahead"):
        assert reviewer.get(f"/units/H3/pictures/{name}.svg").status_code == 404
    assert reviewer.get("/units/H3/pictures/months.svg").status_code == 200


def test_small_multiples_end_with_the_last_share_and_the_minimum(reviewer):
    query = {"group": "agency", "through": "2018-06"}
    for address in ("/dashboard/courses/", "/dashboard/pictures/courses.svg"):
        content = reviewer.get(address, query).content.decode()
        assert re.findall(r'<text class="([en])"[^>]*>([^<]*)<', content)[:2] == [
            ("e", "39,99"),
            ("n", "40"),
        ]


def test_filters_of_the_page_hold_in_the_picture(reviewer):
    query = {"group": "commune", "status": "not_met", "through": "2018-07"}
    courses = texts(reviewer.get("/dashboard/pictures/courses.svg", query).content)
    assert "đến tháng 7/2018 · UBND cấp xã · Không đạt" in courses
    assert "Cam Hòa" in courses
    assert "Cam An Bắc" not in courses
    # The course sums up units whatever their status, and does not say otherwise.
    course = texts(reviewer.get("/dashboard/pictures/course.svg", query).content)
    assert "đến tháng 7/2018 · UBND cấp xã" in course
    assert "Không đạt" not in course
    compared = {"then-through": "2018-02", "now-group": "commune", "then-group": "commune"}
    slopes = texts(reviewer.get("/compare/pictures/slopes.svg", compared).content)
    assert "từ tháng 1/2018 đến tháng 2/2018 · UBND cấp xã" in slopes


def test_pareto_names_its_procedures(reviewer, province):
    report(province.units["X4"], "2018-07", (factories.ProcedureFactory(name="Khai tử"), 0, 500))
    text = texts(reviewer.get("/units/X4/pictures/pareto.svg").content)
    assert "1. Khai tử" in text


def test_sample_data_is_marked(reviewer, province):
    for address in ALL:
        assert 'class="sample"' not in reviewer.get(f"{address}.svg").content.decode()
    Submission.objects.filter(unit=province.units["X1"]).update(is_sample=True)
    for address in ALL:
        assert 'class="sample"' in reviewer.get(f"{address}.svg").content.decode()


@pytest.mark.django_db(transaction=True)
def test_picture_of_an_earlier_moment_is_as_it_was(client, transactional_db, cast):
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune, minimum_percent=20)
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    factories.CountFactory(
        submission=submission, procedure=factories.ProcedureFactory(), total=100, online=7
    )
    client.force_login(cast.dung)
    moment = timezone.now().isoformat()
    Count.objects.update(online=90)
    for address in ("/units/X1/pictures/months.svg", "/dashboard/pictures/courses.svg"):
        now, then = (texts(client.get(address, query).content) for query in ({}, {"as_of": moment}))
        assert ("90,00" in now, "7,00" in now) == (True, False)
        assert ("90,00" in then, "7,00" in then) == (False, True)
        assert "Số liệu tại thời điểm" in then
