"""Tables on a phone: what matters most is in sight without moving them, the rest stands under each name."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import texts

MOVES = "frame => frame.scrollWidth > frame.clientWidth"
# What has to be in sight of each page's tables, and what a row says under its name.
PAGES = {
    "/league/": (["Hạng", "Đơn vị", "Tỷ lệ"], " · mức hoàn thành "),
    "/procedures/": (
        ["Thủ tục hành chính", "Tỷ lệ chung", "Thiếu so với chỉ tiêu"],
        "trực tuyến",
    ),
    "/procedures/1.000656/": (
        ["Đơn vị", "Tỷ lệ", "Thiếu so với chỉ tiêu"],
        "trực tuyến · tối thiểu",
    ),
    "/dashboard/": (["Đơn vị", "Tỷ lệ", "Kết quả"], "trực tuyến · tối thiểu"),
}


@pytest.mark.parametrize(("path", "seen"), PAGES.items())
def test_share_and_status_are_in_sight_on_a_phone(signed_in, province, path, seen):
    headings, detail = seen
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(path, wait_until="networkidle")
    frames = page.locator(".table-frame", has=page.locator(".on-narrow"))
    frame = frames.filter(has_text=detail).last
    assert not frame.evaluate(MOVES)
    # It is still a table, with its headings, to whom reads it aloud.
    assert texts(frame.get_by_role("table").get_by_role("columnheader")) == headings
    details = texts(frame.locator("th .on-narrow"))
    assert len(details) == frame.locator("tbody").get_by_role("row").count()
    assert any(detail in said for said in details)


def test_status_stands_below_the_share_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/league/")
    row = page.locator("#unit-X1")
    assert texts(row.get_by_role("cell"))[-1].endswith("Không đạt")
    assert row.locator(".status").filter(visible=True).count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_own_unit_and_any_commune_are_found_in_the_league_tables(
    signed_in, whole_province, javascript
):
    cast = whole_province.cast
    page = signed_in(cast.lan, width=NARROW, javascript=javascript)
    page.goto("/league/")
    assert page.evaluate("document.documentElement.scrollHeight") > 3 * 844
    own, other = page.locator("#unit-X1"), page.locator("#unit-X2")
    expect(own).to_have_class("own")
    page.get_by_role("link", name=cast.commune.name).first.click()
    expect(own).to_be_in_viewport()
    page.locator(".communes-index > summary").click()
    page.locator(".communes-index summary", has_text=cast.other_district.name).click()
    name = cast.other_commune.name.removeprefix("UBND ")
    page.locator(".communes-index").get_by_role("link", name=name).first.click()
    expect(other).to_be_in_viewport()
    same = "(one, two) => getComputedStyle(one).backgroundColor === getComputedStyle(two).backgroundColor"
    assert page.evaluate(
        f"({same})(document.querySelector('#unit-X1'), document.querySelector('#unit-X2'))"
    )


@pytest.mark.parametrize("path", PAGES)
def test_at_a_desk_every_figure_has_a_column_of_its_own(signed_in, province, path):
    page = signed_in(province.cast.dung)
    page.goto(path, wait_until="networkidle")
    assert not any(one.is_visible() for one in page.locator(".on-narrow").all())
    assert all(one.is_visible() for one in page.locator(".on-wide").all())


@pytest.mark.parametrize("path", ["/units/X1/", "/dashboard/"])
def test_no_table_of_the_page_runs_out_of_its_frame_on_a_phone(signed_in, province, path):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(path, wait_until="networkidle")
    frames = page.locator(".table-frame").all()
    assert frames
    assert [frame.inner_text()[:80] for frame in frames if frame.evaluate(MOVES)] == []


def test_words_of_a_chart_are_large_enough_to_read_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/units/X1/", wait_until="networkidle")
    chart = page.locator(".line-chart.chart-narrow").last
    assert chart.is_visible()
    assert not page.locator(".line-chart.chart-wide").first.is_visible()
    heights = chart.locator("text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 11


def test_bar_of_letters_is_one_line_until_a_unit_is_ticked(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/matrix/", wait_until="networkidle")
    bar, write = page.locator(".urge-foot"), page.locator(".urge-foot button")
    assert not write.is_visible()
    assert bar.bounding_box()["height"] <= 72
    page.locator("[name=ticked]").first.check()
    assert write.is_visible()


def test_columns_of_all_groups_keep_their_place_at_a_desk(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/league/", wait_until="networkidle")
    places = {
        str(table.locator("thead th").evaluate_all("all => all.map(one => one.offsetLeft)"))
        for table in page.locator("table.league").all()
    }
    assert page.locator("table.league").count() > 1
    assert len(places) == 1


@pytest.fixture
def in_english(signed_in, province):
    """The dashboard on a phone, in the language of the longer words."""
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/dashboard/")
    page.get_by_role("button", name="EN").click()
    page.wait_for_load_state("networkidle")
    return page


def test_name_of_a_district_has_room_beside_its_figures(in_english):
    widths = in_english.locator(".districts > tbody th").evaluate_all(
        "all => all.map(one => one.clientWidth)"
    )
    assert widths
    assert min(widths) > 100


def test_unit_is_looked_for_in_one_line(in_english):
    boxes = [in_english.locator(one).bounding_box() for one in ("#find", "#find-show")]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 5


def test_short_group_takes_no_more_room_than_it_needs(in_english):
    heights = in_english.locator(".tiles .tile").evaluate_all(
        "all => all.map(one => one.lastElementChild.getBoundingClientRect().bottom - one.getBoundingClientRect().bottom)"
    )
    assert min(heights) > -20


def test_marks_of_the_outlook_are_large_enough_to_tell_apart_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/dashboard/ahead/", wait_until="networkidle")
    marks = page.locator(".ahead-table .dumbbell").locator(".now:visible, .recent")
    sizes = [mark.bounding_box()["width"] for mark in marks.all()]
    assert sizes
    assert min(sizes) > 7


def test_row_of_the_outlook_is_short_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/dashboard/ahead/", wait_until="networkidle")
    frame = page.locator(".table-frame", has=page.locator(".ahead-table"))
    assert not frame.evaluate(MOVES)
    rows = frame.locator("tbody tr:not(.family)").all()
    assert max(row.bounding_box()["height"] for row in rows) < 110
    # The shares of the year and of its last months stand in one line.
    shares = frame.locator(".way-cell .on-narrow").all()
    assert max(share.bounding_box()["height"] for share in shares) < 24


WHOLE_YEAR = "first=2018-01&through=2018-12"
MATRICES = {
    "/matrix/": ".cell",
    "/dashboard/courses/?view=month": ".heat",
    "/dashboard/courses/?view=cumulative": ".heat",
}


def of_the_year(path):
    return f"{path}{'&' if '?' in path else '?'}{WHOLE_YEAR}"


@pytest.mark.parametrize(("path", "cell"), MATRICES.items())
def test_all_months_of_a_unit_are_in_sight_on_a_phone(signed_in, province, path, cell):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(of_the_year(path), wait_until="networkidle")
    assert not page.locator(".table-frame").evaluate(MOVES)
    table = page.get_by_role("table")
    heads = table.locator("thead .month")
    # The year is not seen, and read aloud.
    read = texts(table.get_by_role("columnheader").filter(has=page.locator(".year")))
    assert ["".join(one.split()) for one in read] == [f"{month:02}/2018" for month in range(1, 13)]
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="UBND xã Cam Tân"))
    cells = row.locator(f"td{cell}")
    places = [one.bounding_box() for one in cells.all()]
    assert len(places) == 12
    assert all(place["x"] >= 0 and place["x"] + place["width"] <= NARROW for place in places)
    assert all(place["width"] >= 24 and place["height"] >= 32 for place in places)
    # On one line, each under its head.
    assert len({place["y"] for place in places}) == 1
    assert [round(place["x"]) for place in places] == [
        round(head.bounding_box()["x"]) for head in heads.all()
    ]


def test_months_stay_in_sight_while_the_units_move(signed_in, whole_province):
    page = signed_in(whole_province.cast.dung, width=NARROW)
    page.goto(of_the_year("/matrix/"), wait_until="networkidle")
    page.get_by_role("rowheader", name="UBND xã Số 99", exact=True).scroll_into_view_if_needed()
    assert page.locator("thead .month").last.bounding_box()["y"] >= 0


def test_month_of_a_matrix_is_wide_and_high_enough_for_a_finger(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(of_the_year("/matrix/"), wait_until="networkidle")
    places = [one.bounding_box() for one in page.locator("td.cell a").all()]
    assert places
    assert all(place["width"] >= 28 and place["height"] >= 44 for place in places)


@pytest.mark.parametrize(
    ("span", "width", "seen"),
    [
        ("first=2018-03&through=2018-08", NARROW, True),
        (WHOLE_YEAR, NARROW, False),
        (WHOLE_YEAR, WIDE, True),
    ],
)
def test_figures_stand_in_the_cells_where_there_is_room(signed_in, province, span, width, seen):
    page = signed_in(province.cast.dung, width=width)
    page.goto(f"/dashboard/courses/?view=month&{span}", wait_until="networkidle")
    figures = page.locator(".heat .shown")
    assert figures.count()
    assert all((one.bounding_box()["width"] > 1) == seen for one in figures.all())
    assert page.locator(".months-note").is_visible() == (width == NARROW)


def test_shades_of_shares_differ_by_more_than_their_colour_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(of_the_year("/dashboard/courses/?view=month"), wait_until="networkidle")
    said = page.locator(".heat-legend .heat").evaluate_all(
        "all => all.map(one => one.textContent + getComputedStyle(one, '::after').content"
        " + getComputedStyle(one).textDecorationLine)"
    )
    assert len(said) == len(set(said)) == 5
