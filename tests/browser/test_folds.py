"""Long lists of the dashboard make way, and stand open for whoever is led to them, with or without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE


@pytest.mark.parametrize("javascript", [True, False])
def test_what_leads_into_a_long_list_opens_it(signed_in, whole_province, javascript):
    page = signed_in(whole_province.cast.dung, javascript=javascript)
    page.goto("/dashboard/")
    units, missing = page.locator("#units-fold"), page.locator("#missing-fold")
    for fold in (units, missing):
        expect(fold).to_have_js_property("open", False)
    page.locator(".tasks a").first.click()
    expect(page.locator("#missing")).to_be_in_viewport()
    expect(page.locator("#reports-missing")).to_be_in_viewport()
    page.get_by_role("link", name="Tất cả đơn vị không đạt chỉ tiêu").click()
    expect(page.locator("#units")).to_be_in_viewport()
    expect(page.locator("#units-listed")).to_be_in_viewport()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_link_from_another_page_opens_the_list(signed_in, whole_province, width):
    page = signed_in(whole_province.cast.dung, width=width)
    for place, heading in [("units", "units-listed"), ("missing", "reports-missing")]:
        page.goto("/league/")
        # What comes after the page can be read comes above it.
        page.goto(f"/dashboard/#{place}", wait_until="networkidle")
        expect(page.locator("#procedures-behind")).to_be_attached()
        expect(page.locator(f"#{place}")).to_be_in_viewport()
        expect(page.locator(f"#{heading}")).to_be_in_viewport()


def test_list_is_open_where_it_was_asked_for(signed_in, whole_province):
    page = signed_in(whole_province.cast.dung)
    for asked in ("group=commune", "status=not_met", "district=H1"):
        page.goto(f"/dashboard/?{asked}")
        expect(page.locator("#units-fold")).to_have_js_property("open", True)


def test_list_stays_as_its_reader_left_it(signed_in, whole_province):
    page = signed_in(whole_province.cast.dung)
    page.goto("/dashboard/")
    fold = page.locator("#units-fold")
    fold.locator("summary").click()
    page.get_by_role("link", name="tháng 7/2018").click()
    expect(page.locator(".lead")).to_contain_text("đến tháng 7/2018")
    expect(fold).to_have_js_property("open", True)
    fold.locator("summary").click()
    page.get_by_role("link", name="tháng 8/2018", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("đến tháng 8/2018")
    expect(fold).to_have_js_property("open", False)


@pytest.mark.parametrize(("width", "most"), [(1280, 6_000), (NARROW, 10_000)])
def test_page_of_a_whole_province_is_not_long(signed_in, whole_province, width, most):
    page = signed_in(whole_province.cast.dung, width=width)
    page.goto("/dashboard/", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollHeight") <= most


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_list_stays_in_its_place_while_the_rest_of_the_page_arrives(
    signed_in, whole_province, width
):
    """The procedures above the list come by themselves, and make the page longer on a phone."""
    page = signed_in(whole_province.cast.dung, width=width)
    page.goto("/dashboard/", wait_until="networkidle")
    page.locator("h1 a").click()
    expect(page).to_have_url(re.compile("#units$"))
    page.wait_for_load_state("networkidle")
    expect(page.locator(".behind").get_by_role("table")).to_have_count(2)
    units = page.locator("#units")
    expect(units).to_be_visible()
    away = units.evaluate(
        "one => one.getBoundingClientRect().top - parseFloat(getComputedStyle(one).scrollMarginTop)"
    )
    assert abs(away) < 60
