"""The dashboard as its readers use it: by keyboard, month by month, kept as a link, in either theme, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from targets.models import Count
from targets.periods import Month
from tests import factories
from tests.browser.conftest import NARROW
from tests.browser.reading import texts

# More keys than the page has places to stop at before the end of its first picture.
MOST_KEYS = 120
# What has the focus, as it is read aloud: its title.
TITLE = "document.activeElement.querySelector('title')?.textContent ?? ''"
# What reaches beyond the edge of the screen, but for what is in a frame that is meant to be scrolled by itself.
BEYOND = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest(".table-frame, .portal-nav, .visually-hidden, .skip-link"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
    .map((one) => one.outerHTML.slice(0, 120))"""


def listed(page):
    """The unit, the share and the status of each row of the units."""
    rows = page.get_by_role("region", name=re.compile("đơn vị$")).locator("tbody tr")
    return [[texts(row.locator("th a"))[0], *texts(row.locator("td"))[3:4]] for row in rows.all()]


def tile(page, name):
    return texts(page.locator(".tile", has_text=name))[0]


def test_unit_is_found_in_the_picture_and_opened_by_keyboard(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.locator("#strip").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    read = []
    while len(read) < MOST_KEYS and not (read and read[-1].startswith("UBND xã Cam Tân")):
        # One stop of the tabulator leads into the picture, the arrows through it.
        page.keyboard.press("ArrowRight" if read else "Tab")
        read.append(page.evaluate(TITLE))
    assert "14,00" in read[-1]
    assert "20" in read[-1]
    # Agencies come before districts, and these before communes.
    assert [title.split(",")[0] for title in read if title.startswith(("Sở", "UBND huyện"))] == [
        "Sở Tài chính",
        "UBND huyện Khánh Sơn",
        "UBND huyện Cam Lâm",
    ]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("UBND xã Cam Tân")
    assert tile(page, "Tỷ lệ").startswith("Tỷ lệ 14,00 %")


def test_months_change_the_figures_and_keep_the_filters(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/?group=commune")
    months = page.get_by_role("navigation", name="Lũy kế đến tháng")
    assert "14,50 % (29/200)" in tile(page, "UBND cấp xã")
    months.get_by_role("link", name="tháng 8/2018", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("đến tháng 8/2018")
    # 14 of 100, and 10 of 67.
    assert "14,37 % (24/167)" in tile(page, "UBND cấp xã")
    assert listed(page) == [["UBND xã Cam Tân", "14,00 %"], ["UBND xã Sơn Trung", "14,93 %"]]
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "0 trên 2 đơn vị đạt chỉ tiêu tối thiểu"
    )
    months.get_by_role("link", name="Lùi một tháng").press("Enter")
    expect(page.locator(".lead")).to_contain_text("đến tháng 7/2018")
    assert listed(page) == [["UBND xã Cam Tân", "10,00 %"], ["UBND xã Sơn Trung", "14,71 %"]]
    expect(months.locator("[aria-current]")).to_have_text("tháng 7/20187")
    expect(page.get_by_label("Khối:")).to_have_value("commune")
    expect(page.get_by_label("Đến tháng:")).to_have_value("2018-07")
    # A month that has not begun leads nowhere.
    expect(months.get_by_role("link", name="tháng 11/2018")).to_have_count(0)
    expect(months.locator("li")).to_have_count(12)


def test_last_of_two_quick_clicks_counts(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.evaluate(
        "for (const month of ['03', '06']) document.getElementById(`through-2018-${month}`).click()"
    )
    expect(page.locator(".lead")).to_contain_text("đến tháng 6/2018")
    expect(page).to_have_url(re.compile("through=2018-06"))
    expect(page.get_by_label("Đến tháng:")).to_have_value("2018-06")
    page.go_back()
    expect(page.locator(".lead")).to_contain_text("đến tháng 9/2018")


def test_permanent_link_goes_on_showing_the_share_of_its_day(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/?group=commune", wait_until="networkidle")
    link = page.get_by_role("link", name="Liên kết cố định đến số liệu này")
    kept = link.get_attribute("href")
    before = page.locator(".headline, .tile, main table").all_inner_texts()
    Count.objects.filter(submission__unit=province.cast.commune, total=50).update(online=50)

    page.reload()
    assert listed(page)[0] == ["UBND xã Cam Tân", "56,00 %"]
    page.goto(kept, wait_until="networkidle")
    assert listed(page)[0] == ["UBND xã Cam Tân", "14,00 %"]
    assert page.locator(".headline, .tile, main table").all_inner_texts() == before
    said = page.get_by_role("complementary").filter(has_text="Số liệu tại thời điểm")
    expect(said).to_contain_text("không có trong số liệu này")
    expect(link).to_have_count(0)
    # What is asked next is of that day too: Cam Tân is still below its minimum.
    page.get_by_label("Kết quả:").select_option("Không đạt")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="1 đơn vị", exact=True)).to_be_visible()
    assert listed(page) == [["UBND xã Cam Tân", "14,00 %"]]
    said.get_by_role("link").click()
    expect(said).to_have_count(0)
    assert ["UBND xã Cam Tân", "56,00 %"] in listed(page)


def test_both_themes_say_the_same(signed_in, province):
    light, dark = (signed_in(province.cast.dung, theme=theme) for theme in ("light", "dark"))
    for page in (light, dark):
        page.goto("/dashboard/", wait_until="networkidle")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert light.evaluate(ground) != dark.evaluate(ground)
    assert light.locator("body").inner_text() == dark.locator("body").inner_text()
    pictured = "[...document.querySelectorAll('svg')].map((one) => one.textContent)"
    assert light.evaluate(pictured) == dark.evaluate(pictured)


@pytest.fixture
def crowd(province):
    """As many communes as make the page long, with large figures."""
    for number in range(60):
        commune = factories.CommuneFactory(parent=province.cast.district)
        factories.TargetFactory(decision=province.decision, unit=commune)
        submission = factories.SubmissionFactory(unit=commune, month=Month(2018, 7))
        factories.CountFactory(
            submission=submission,
            procedure=province.procedures[0],
            total=1_000_000,
            online=140_000 + 2_000 * number,
        )
    return province


def test_nothing_reaches_beyond_a_phone(signed_in, crowd):
    page = signed_in(crowd.cast.dung, width=NARROW)
    for path in ("/dashboard/", "/dashboard/courses/", "/units/X1/"):
        page.goto(path, wait_until="networkidle")
        for more in page.locator("main summary").all():
            more.click()
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW
        assert page.evaluate(BEYOND) == []
