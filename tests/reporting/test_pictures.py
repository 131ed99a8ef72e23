"""Pictures in a page and as files: who sees whom in them, what they say of themselves, and how often they ask."""

import gzip
import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from reporting.standings import standings, standings_seen
from reporting.views import pictures
from targets import permissions
from targets.models import Submission
from targets.periods import Month, Span
from tests import factories
from tests.conftest import TODAY
from tests.reporting.html_tables import tables

SPAN = Span(Month(2018, 1), Month(2018, 9))
SVG = "{http://www.w3.org/2000/svg}"
FILES = ["/dashboard/pictures/strip.svg", "/dashboard/pictures/tile-map.svg"]
TEMPLATES = ["reporting/pictures/strip.html", "reporting/pictures/tile_map.html"]
PNG = b"\x89PNG\r\n\x1a\n"


def drawn(template, person, rows):
    visible = set(permissions.visible_units(person))
    seen = [row for row in rows if row.unit in visible]
    return render_to_string(template, pictures.pictures(person.own_units, seen, rows))


def linked(html):
    return set(re.findall(r'href="/units/([^/"]+)/["?]', html))


@pytest.mark.parametrize("template", TEMPLATES)
def test_district_officer_is_led_to_his_communes_alone(cast, province, template):
    # The whole province is drawn, as nobody's page does: the links are his own all the same.
    rows = standings(province.decision, SPAN, TODAY)
    assert linked(drawn(template, cast.binh, rows)) == {"H1", "X1", "X3", "X4"}
    assert linked(drawn(template, cast.chau, rows)) <= {"SO"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_unit_says_its_share_minimum_and_status(cast, province, template):
    rows = standings(province.decision, SPAN, TODAY)
    html = drawn(template, cast.dung, rows)
    assert "UBND xã Cam Hòa, 12,49\N{NO-BREAK SPACE}%, " in html
    assert "12,5\N{NO-BREAK SPACE}%, Không đạt</title>" in html
    assert "UBND huyện Khánh Sơn, " in html
    assert "25\N{NO-BREAK SPACE}%, Chưa báo cáo</title>" in html
    assert "UBND huyện Trường Sa, 66,67\N{NO-BREAK SPACE}%, Không giao chỉ tiêu</title>" in html


@pytest.mark.parametrize("template", TEMPLATES)
def test_picture_keeps_the_content_security_policy(cast, province, template):
    html = drawn(template, cast.dung, standings(province.decision, SPAN, TODAY))
    assert not re.search(r'style=|<style|<script|\son\w+="|fill="#', html)


def test_own_unit_is_marked(cast, province):
    rows = standings_seen(cast.binh, province.decision, SPAN, TODAY)
    for html in (drawn(template, cast.binh, rows) for template in TEMPLATES):
        marked = re.findall(r'class="[^"]* own" href="/units/(\w+)/"', html)
        assert set(marked) == {"H1"}


def test_district_officer_gets_his_own_units_in_files_and_courses(client, cast, province):
    client.force_login(cast.binh)
    page = client.get("/dashboard/courses/")
    assert [row[0] for row in tables(page)[0]] == [
        "UBND huyện Cam Lâm",
        "UBND xã Cam Tân",
        "UBND xã Cam An Bắc",
        "UBND xã Cam Hòa",
    ]
    assert linked(page.content.decode()) == {"H1", "X1", "X3", "X4"}
    for address in FILES:
        text = client.get(address).content.decode()
        assert "Cam Hòa" in text
        assert not re.search("Sơn Trung|Tài chính|Khánh Sơn", text)


@pytest.mark.parametrize("address", FILES)
def test_picture_file_stands_by_itself(reviewer, province, address):
    answer = reviewer.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)
    assert root.find(f"{SVG}title").text.endswith("852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018")
    assert list(root.iter(f"{SVG}a")) == []
    text = answer.content.decode()
    assert "var(" not in text
    assert text.count("http") == 1  # the name space
    assert "Sở Thông tin và Truyền thông tỉnh Khánh Hòa" in text


@pytest.mark.parametrize("address", FILES)
def test_picture_file_says_what_was_asked_and_whether_figures_are_sample(
    reviewer, province, address
):
    query = {"district": "H1", "group": "commune", "status": "not_met", "through": "2018-06"}
    plain = reviewer.get(address, query).content.decode()
    assert "đến tháng 6/2018 · UBND cấp xã · UBND huyện Cam Lâm · Không đạt" in plain
    assert 'class="sample"' not in plain
    assert "Cam Hòa" in plain
    assert "Cam An Bắc" not in plain
    Submission.objects.filter(unit=province.units["X1"]).update(is_sample=True)
    assert 'class="sample"' in reviewer.get(address, query).content.decode()


@pytest.mark.parametrize("address", FILES)
def test_picture_goes_out_as_png_at_twice_its_size(reviewer, province, address):
    width = int(ElementTree.fromstring(reviewer.get(address).content).get("width"))
    answer = reviewer.get(address.replace(".svg", ".png"))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(PNG)
    assert int.from_bytes(answer.content[16:20], "big") == 2 * width


@pytest.mark.parametrize("address", FILES)
def test_picture_of_no_units_is_still_one(reviewer, province, address):
    answer = reviewer.get(address, {"group": "agency", "status": "met"})
    assert ElementTree.fromstring(answer.content) is not None


@pytest.mark.parametrize(
    ("path", "queries"), [("/dashboard/courses/", 12), *[(address, 10) for address in FILES]]
)
def test_page_asks_as_much_for_one_unit_as_for_many(
    reviewer, cast, django_assert_num_queries, path, queries
):
    decision = factories.DecisionFactory()
    procedure = factories.ProcedureFactory()

    def add(unit):
        factories.TargetFactory(decision=decision, unit=unit)
        for month in ("2018-05", "2018-06"):
            submission = factories.SubmissionFactory(unit=unit, month=month)
            factories.CountFactory(submission=submission, procedure=procedure)

    add(cast.commune)
    reviewer.get(path)
    with django_assert_num_queries(queries):
        reviewer.get(path)
    for _ in range(10):
        add(factories.CommuneFactory())
    with django_assert_num_queries(queries):
        reviewer.get(path)


def test_courses_of_a_whole_province_are_light(reviewer, cast, province):
    communes = factories.CommuneFactory.create_batch(160, parent=cast.district)
    for number, commune in enumerate(communes):
        factories.TargetFactory(decision=province.decision, unit=commune)
        for month in range(1, 10):
            submission = factories.SubmissionFactory(unit=commune, month=Month(2018, month))
            factories.CountFactory(
                submission=submission, procedure=province.shared, total=90, online=number % 90
            )
    page = reviewer.get("/dashboard/courses/").content
    assert page.count(b'class="c"') > 160
    assert len(gzip.compress(page)) < 40_000
