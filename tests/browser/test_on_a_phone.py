"""Tables on a phone: what matters most is in sight without moving them, the rest stands under each name."""

import pytest

from tests.browser.conftest import NARROW
from tests.browser.reading import texts

MOVES = "frame => frame.scrollWidth > frame.clientWidth"
# What has to be in sight of each page's tables, and what a row says under its name.
PAGES = {
    "/league/": (["Hạng", "Đơn vị", "Tỷ lệ", "Kết quả"], " · mức hoàn thành "),
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
    details = texts(frame.locator(".on-narrow"))
    assert len(details) == frame.locator("tbody").get_by_role("row").count()
    assert any(detail in said for said in details)


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
