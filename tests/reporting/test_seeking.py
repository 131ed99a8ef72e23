"""A unit looked for in the pictures: what is understood, what is said of the rest, and where it is marked."""

import re
from dataclasses import replace

import pytest
from django.utils.html import escape

from reporting.presenters.seeking import names, sought
from reporting.presenters.strip import NARROW, strip, strips
from reporting.presenters.tile_map import tile_maps
from reporting.standings import standings
from targets.periods import Month, Span
from tests import factories
from tests.conftest import TODAY

SPAN = Span(Month(2018, 1), Month(2018, 9))


@pytest.fixture
def rows(province):
    return standings(province.decision, SPAN, TODAY)


@pytest.fixture
def page(client, cast, province):
    """The dashboard of a person under a query."""

    def page(person, **query):
        client.force_login(getattr(cast, person))
        return client.get("/dashboard/", query).content.decode()

    return page


def marked(html):
    """The units that the page's pictures mark, whether they are links or not."""
    own = r'class="(?:status|tile)-\w+[^"]* {}"[^>]*><title>([^,<]*)'
    return {each: set(re.findall(own.format(each), html)) for each in ("own", "found")}


@pytest.mark.parametrize(
    "text", ["X3", "x3", "UBND xã Cam An Bắc", "cam an bac", "  CAM AN  Bắc ", "An Bắc", "bắc cam"]
)
def test_unit_is_found_by_its_code_and_by_its_name(rows, text):
    assert sought(text, rows, rows).standing.unit.code == "X3"


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_written_is_nothing_looked_for(rows, text):
    found = sought(text, rows, rows)
    assert (found.standing, found.fault, found.found) == (None, "", set())


def test_whole_name_is_meant_before_a_part_of_another(rows, province):
    province.units["X3"].name = "UBND xã Cam Tân Đông"
    renamed = [
        replace(row, unit=province.units["X3"]) if row.unit.code == "X3" else row for row in rows
    ]
    assert sought("ubnd xa cam tan", renamed, renamed).standing.unit.code == "X1"


def test_words_as_they_stand_are_meant_before_the_same_in_another_order(province, cast):
    turned = factories.CommuneFactory(name="UBND xã Tân Cam", parent=cast.district, code="X9")
    factories.TargetFactory(decision=province.decision, unit=turned)
    rows = standings(province.decision, SPAN, TODAY)
    assert sought("cam tân", rows, rows).standing.unit.code == "X1"
    assert sought("tân cam", rows, rows).standing.unit == turned


def test_several_units_that_fit_are_all_found(rows):
    found = sought("UBND xã cam", rows, rows)
    assert (found.standing, found.fault) == (None, "")
    assert [row.unit.code for row in found.standings] == ["X1", "X3", "X4"]
    assert found.in_words == "Có 3 đơn vị phù hợp, đều được đánh dấu."


def test_more_than_five_that_fit_are_not_all_marked(rows):
    found = sought("UBND", rows, rows)
    assert (len(found.standings), found.number) == (5, 7)
    assert found.in_words.startswith("Có 7 đơn vị phù hợp, 5 đơn vị đầu được đánh dấu.")
    assert found.standing is None


def test_several_units_of_other_filters_are_said_to_be_elsewhere(rows):
    drawn = [row for row in rows if row.group == "agency"]
    found = sought("UBND xã cam", rows, drawn)
    assert (found.found, "Có 3 đơn vị" in found.fault) == (set(), True)
    # Those that are drawn are found, the others left aside.
    one = [row for row in rows if row.unit.code == "X4"]
    assert sought("UBND xã cam", rows, one).standing.unit.code == "X4"


def test_page_marks_and_names_several_units(page):
    html = page("dung", find="ubnd xa cam")
    names = {"UBND xã Cam Tân", "UBND xã Cam An Bắc", "UBND xã Cam Hòa"}
    assert marked(html)["found"] == names
    said = html[html.index('id="find-said"') :]
    said = said[: said.index("</div>")]
    assert re.findall(r'<a href="/units/(\w+)/', said) == ["X1", "X3", "X4"]
    assert 'aria-invalid="true"' not in html[html.index('id="find"') :][:400]


def test_unit_of_other_filters_is_said_to_be_elsewhere(rows):
    drawn = [row for row in rows if row.group == "agency"]
    found = sought("X1", rows, drawn)
    assert found.standing is None
    assert "UBND xã Cam Tân" in found.fault


def test_names_that_repeat_bear_their_district(province, cast):
    twin = factories.CommuneFactory(name="UBND xã Cam Tân", parent=cast.other_district, code="X9")
    factories.TargetFactory(decision=province.decision, unit=twin)
    rows = standings(province.decision, SPAN, TODAY)
    offered = names(rows)
    assert len(set(offered)) == len(rows)
    assert {"UBND xã Cam Tân, UBND huyện Khánh Sơn", "Sở Tài chính"} <= set(offered)
    # Whatever is offered is understood.
    for row, name in zip(rows, offered, strict=True):
        assert sought(name, rows, rows).standing == row
    assert sought("UBND xã Cam Tân", rows, rows).standing is None


def test_page_marks_the_unit_looked_for(page):
    html = page("dung", find="cam an bac")
    assert marked(html) == {"own": set(), "found": {"UBND xã Cam An Bắc"}}
    said = re.search(r'<p id="find-said">(.*?)</p>', html)[1]
    assert "UBND xã Cam An Bắc, 33,33" in said
    assert 'value="cam an bac"' in html
    # In both widths of both pictures; a phone's map has the name in two lines.
    named = re.findall(r'<text class="name strong"[^>]*>([^<]*)', html)
    assert named == [*["UBND xã Cam An Bắc"] * 3, "UBND xã Cam An", "Bắc"]
    assert marked(page("dung")) == {"own": set(), "found": set()}


def test_page_marks_an_officers_own_unit_and_names_it(page):
    html = page("binh", find="X4")
    assert marked(html) == {"own": {"UBND huyện Cam Lâm"}, "found": {"UBND xã Cam Hòa"}}
    assert re.search(r'<text class="name strong"[^>]*>UBND huyện Cam Lâm', html)
    assert "đánh dấu" in html


@pytest.mark.parametrize("text", ["<b>không có</b>", "X2", "Sơn Trung", "Sở Tài chính"])
def test_what_a_district_may_not_see_is_unknown_to_it(page, text):
    html = page("binh", find=text)
    fault = re.search(r'id="find-said"><li[^>]*>(.*?)</li>', html)[1]
    assert fault.startswith("Không tìm thấy đơn vị nào")
    assert 'aria-invalid="true"' in html
    assert f'value="{escape(text)}"' in html
    assert marked(html)["found"] == set()
    # Neither does the list offer it.
    offered = re.findall(r'<option value="([^"]*)"></option>', html)
    assert offered == [
        "UBND huyện Cam Lâm",
        "UBND xã Cam Tân",
        "UBND xã Cam An Bắc",
        "UBND xã Cam Hòa",
    ]


def test_filters_months_and_files_carry_it_on(page):
    html = page("dung", find="X3", group="commune")
    for step in re.findall(r'id="through-[0-9-]+" href="([^"]+)"', html):
        assert "find=X3" in step
    assert html.count('<input type="hidden" name="find" value="X3">') == 1
    assert re.search(r'/dashboard/pictures/strip\.svg\?[^"]*find=X3', html)
    # Its own form carries the filters, and what is looked for once only.
    form = re.search(r'<form class="find".*?</form>', html, re.DOTALL)[0]
    assert '<input type="hidden" name="group" value="commune">' in form
    assert form.count('name="find"') == 1


def test_file_marks_it_too(client, cast, province):
    client.force_login(cast.dung)
    for name in ("strip", "tile-map"):
        address = f"/dashboard/pictures/{name}.svg"
        assert 'class="name strong"' not in client.get(address).content.decode()
        assert 'class="name strong"' in client.get(address, {"find": "X3"}).content.decode()


def test_nul_and_very_long_text_are_only_unknown(page):
    assert "find-said" in page("dung", find="ab\0c" * 500)


def test_narrow_strip_names_the_ends_of_each_lane(rows):
    narrow = strip(rows, paper=NARROW)
    for lane in narrow.lanes:
        named = [label.dot.standing.unit for label in lane.labels]
        if len(lane.ranked) > 1:
            assert {lane.ranked[0].standing.unit, lane.ranked[-1].standing.unit} <= set(named)
        assert all(lane.top < label.y < lane.bottom for label in lane.labels)


def test_unit_without_a_share_is_named_as_well(rows, province):
    unit = province.units["SV"].pk
    for drawn in strips(rows, own=(), opened=(), found={unit}):
        [label] = [one for lane in drawn.lanes for one in lane.labels if one.dot.is_found]
        assert label.dot.standing.unit.pk == unit
        assert label.leads_to < next(dot.y for dot in drawn.dots if dot.is_found)


def test_names_on_the_map_stand_below_the_tiles_and_within_the_map(rows, province):
    own, found = {province.units["X1"].pk}, {province.units["X4"].pk}
    for drawn in tile_maps(rows, own=own, opened=(), found=found):
        block = next(one for one in drawn.blocks if one.district.code == "H1")
        assert [label.tile.standing.unit.code for label in block.labels] == ["X1", "X4"]
        lines = [y for label in block.labels for y, _line in label.lines]
        assert lines == sorted(set(lines))
        assert lines[0] > max(tile.y + tile.paper.tall for tile in block.tiles)
        assert lines[-1] < block.height
        assert all(label.x >= 0 for label in block.labels)
