"""Vietnamese first, whatever the browser prefers; English a click away, and kept. See also test_every_page.py."""

from playwright.sync_api import expect

from tests.browser.conftest import fill_in_sign_in


def test_portal_speaks_vietnamese_whatever_the_browser_prefers(page, db):
    for preferred in ("en-US,en;q=0.9", "fr", "vi-VN", "zh-CN,en;q=0.5", "*"):
        page.set_extra_http_headers({"Accept-Language": preferred})
        page.goto("/accounts/login/")
        expect(page.locator("html"), preferred).to_have_attribute("lang", "vi")
        expect(page.get_by_role("heading", level=1), preferred).to_have_text("Đăng nhập")


def test_english_is_a_click_away_and_kept(page, province, witness):
    witness.expect(404)
    page.goto("/accounts/login/?next=/league/")
    english, vietnamese = (page.get_by_role("button", name=name) for name in ("EN", "VI"))
    expect(vietnamese).to_have_attribute("aria-current", "true")
    english.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    vietnamese.click()
    fill_in_sign_in(page, "long")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bảng xếp hạng")

    page.goto("/league/?first=2018-07&through=2018-08")
    english.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("League tables")
    expect(page.locator(".lead")).to_have_text("Decision 852/QĐ-UBND, July 2018 to August 2018")
    agency = page.get_by_role("row", name="Sở Tài chính")
    expect(agency).to_contain_text("2,000")
    expect(agency).to_contain_text("45.00%")
    assert page.url.endswith("/league/?first=2018-07&through=2018-08")

    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/nothing/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}["django_language"]
    assert kept["value"] == "en"
