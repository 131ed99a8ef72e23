"""The frame of every page: the ways through the portal in one line at a desk, in a menu on a phone, with or without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW

WAYS = ["Báo cáo của tôi", "Bảng theo dõi", "Báo cáo theo tháng", "Bảng xếp hạng"]


@pytest.mark.parametrize("javascript", [True, False])
def test_every_way_stands_in_the_menu_on_a_phone(signed_in, province, javascript):
    page = signed_in(province.cast.binh, width=NARROW, javascript=javascript)
    page.goto("/dashboard/")
    header = page.get_by_role("banner")
    assert header.bounding_box()["height"] <= 64
    expect(header.get_by_role("link", name="Đối chiếu")).to_have_count(0)
    header.locator("summary").click()
    menu = header.get_by_role("navigation")
    for way in WAYS:
        expect(menu.get_by_role("link", name=way, exact=True)).to_be_in_viewport(ratio=1)
    expect(header.get_by_role("button", name="Đăng xuất")).to_be_visible()
    menu.get_by_role("link", name="Bảng xếp hạng", exact=True).click()
    expect(page).to_have_url(re.compile("/league/$"))


def test_menu_closes_as_menus_do(signed_in, province):
    page = signed_in(province.cast.binh, width=NARROW)
    page.goto("/league/")
    menu = page.get_by_role("banner").locator("details")
    menu.locator("summary").click()
    expect(menu).to_have_js_property("open", True)
    page.keyboard.press("Escape")
    expect(menu).to_have_js_property("open", False)
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.get_by_role("contentinfo").click(position={"x": 5, "y": 5})
    expect(menu).to_have_js_property("open", False)


def test_who_has_the_most_ways_sees_them_in_one_line_at_a_desk(signed_in, province):
    page = signed_in(province.cast.binh)
    page.goto("/dashboard/")
    header = page.get_by_role("banner")
    ways = header.get_by_role("navigation").get_by_role("link").all()
    assert len(ways) == 7
    assert len({round(way.bounding_box()["y"]) for way in ways}) == 1
    name = header.locator("summary").bounding_box()
    assert name["y"] < header.bounding_box()["height"] / 2
    assert name["x"] > ways[-1].bounding_box()["x"]


def test_status_stands_on_the_line_of_the_words_beside_it(signed_in, province):
    """The officer's own page says the status and, beside it, the rank."""
    page = signed_in(province.cast.lan)
    page.goto("/", wait_until="networkidle")
    status = page.locator(".status").first
    bottoms = status.evaluate(
        """one => [one, one.nextElementSibling].map(part => {
          const mark = document.createElement("i");
          mark.style.display = "inline-block";
          part.append(mark);
          return mark.getBoundingClientRect().bottom;
        })"""
    )
    assert abs(bottoms[0] - bottoms[1]) < 1
