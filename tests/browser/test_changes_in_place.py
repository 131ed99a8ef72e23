"""What changes in place is read aloud, keeps the focus where it was, and finds a unit with or without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import NARROW, WIDE

SAID = "#announcement"
FOCUSED = "document.activeElement.id"


def test_nothing_is_read_aloud_before_anything_changes(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/", wait_until="networkidle")
    # The part that comes after the page can be read has come.
    expect(page.locator("#procedures-behind")).to_be_visible()
    expect(page.locator(SAID)).to_have_text("")
    expect(page.locator(SAID)).to_have_attribute("aria-live", "polite")


def test_new_month_is_read_aloud_and_the_step_keeps_the_focus(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.get_by_role("link", name="Lùi một tháng").focus()
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_have_text(
        re.compile(
            r"^\d trên 5 đơn vị .*\. Quyết định 852/QĐ-UBND, .* đến tháng 8/2018\. .*5 đơn vị$"
        )
    )
    assert page.evaluate(FOCUSED) == "step-before"
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_contain_text("đến tháng 7/2018")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_place_is_kept_when_the_month_changes(signed_in, province, width):
    page = signed_in(province.cast.dung, width=width)
    page.goto("/dashboard/", wait_until="networkidle")
    # So far down that the months are in sight: what a browser anchors to is then in what is replaced.
    page.evaluate("""() => {
        const months = document.querySelector('.months').getBoundingClientRect();
        scrollTo(0, scrollY + months.top - 150);
    }""")
    before = page.evaluate("scrollY")
    assert before > 0
    page.get_by_role("link", name="tháng 7/2018").click()
    expect(page.locator(".lead")).to_contain_text("đến tháng 7/2018")
    expect(page.locator(SAID)).to_contain_text("đến tháng 7/2018")
    # Words that change may take a line more or less above; the page does not jump.
    assert abs(page.evaluate("scrollY") - before) < 100


def test_number_of_units_listed_is_read_aloud(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.get_by_role("navigation", name="Kết quả").get_by_role("link", name="Không đạt").focus()
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_have_text(re.compile(r"Danh sách có 2 đơn vị$"))
    assert page.evaluate(FOCUSED) == "listed-not_met"


def test_filter_acts_as_soon_as_it_is_chosen(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/", wait_until="networkidle")
    page.get_by_label("Khối:").focus()
    page.get_by_label("Khối:").select_option("commune")
    expect(page.locator(SAID)).to_contain_text("1 trên 2 đơn vị")
    expect(page).to_have_url(re.compile("group=commune"))
    assert page.evaluate(FOCUSED) == "id_group"


@pytest.mark.parametrize(
    "path", ["/dashboard/courses/", "/matrix/", "/league/", "/units/X1/", "/dashboard/ahead/"]
)
def test_filters_of_other_pages_change_them_in_place(signed_in, province, path):
    page = signed_in(province.cast.dung)
    page.goto(path, wait_until="networkidle")
    page.evaluate("window.isSamePage = true")
    page.get_by_label("Đến tháng:").select_option("2018-08")
    expect(page.locator(SAID)).to_contain_text("đến tháng 8/2018")
    expect(page).to_have_url(re.compile("through=2018-08"))
    assert page.evaluate("window.isSamePage")


def test_two_sides_change_in_place(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/compare/", wait_until="networkidle")
    page.evaluate("window.isSamePage = true")
    page.locator("[name=then-group]").select_option("commune")
    expect(page).to_have_url(re.compile("then-group=commune"))
    expect(page.locator(".sides")).to_contain_text("UBND cấp xã")
    assert page.evaluate("window.isSamePage")


def test_all_units_can_be_ticked_after_the_matrix_has_changed(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/matrix/", wait_until="networkidle")
    page.get_by_label("Khối:").select_option("commune")
    expect(page).to_have_url(re.compile("group=commune"))
    ticks = page.locator("[name=ticked]")
    expect(ticks).to_have_count(2)
    page.get_by_label("Tất cả").check()
    assert [tick.is_checked() for tick in ticks.all()] == [True, True]


def test_unit_is_found_in_place_by_keyboard(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/?group=commune")
    field = page.get_by_role("combobox", name="Tìm đơn vị")
    field.fill("cam tan")
    field.press("Enter")
    expect(page.locator(SAID)).to_contain_text("UBND xã Cam Tân, 14,00")
    assert page.evaluate(FOCUSED) == "find"
    expect(page).to_have_url(re.compile("find=cam"))
    expect(page).to_have_url(re.compile("group=commune"))
    wide = page.locator("svg.picture-wide")
    expect(wide.nth(0).locator(".found .halo")).to_be_visible()
    expect(wide.nth(1).locator(".found.ring")).to_be_visible()
    # It is still looked for when something else changes.
    page.get_by_role("link", name="tháng 7/2018").click()
    expect(page.locator(".lead")).to_contain_text("đến tháng 7/2018")
    expect(wide.nth(0).locator(".found .halo")).to_be_visible()
    field.fill("Nha Trang")
    field.press("Enter")
    expect(page.locator(SAID)).to_contain_text("Không tìm thấy đơn vị nào")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_unit_is_found_without_a_script(signed_in, province):
    page = signed_in(province.cast.dung, javascript=False)
    page.goto("/dashboard/?through=2018-08")
    field = page.get_by_role("combobox", name="Tìm đơn vị")
    field.fill("X1")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator("#find-said")).to_contain_text("UBND xã Cam Tân")
    expect(page.locator(".lead")).to_contain_text("đến tháng 8/2018")
    expect(page.locator("svg.picture-wide .found .halo")).to_be_visible()


def test_unit_found_bars_nobody_on_a_phone(signed_in, province):
    page = axe.bring_along(signed_in(province.cast.binh, width=NARROW))
    page.goto("/dashboard/?find=X1", wait_until="networkidle")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    narrow = page.locator("svg.picture-narrow").first
    expect(narrow.get_by_text("UBND xã Cam Tân", exact=True)).to_be_visible()
    expect(narrow.get_by_text("UBND huyện Cam Lâm", exact=True)).to_be_visible()
