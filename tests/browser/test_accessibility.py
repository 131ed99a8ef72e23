"""Every page can be used by keyboard alone, from a link past the frame on; axe itself runs in test_every_page.py."""

from playwright.sync_api import expect

from tests.browser import walk

# What the keyboard must reach, in the order of the page.
REACHABLE = """() => {
    window.reachable = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    )].filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true}));
    return window.reachable.length;
}"""
# The element that has the focus, by its place among these; and whether one sees that it has it.
FOCUSED = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused);
    return [window.reachable.indexOf(focused), style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""
PAGES = {
    "lan": ["/", walk.FORM, "/units/X1/", "/uploads/"],
    "dung": ["/dashboard/"],
    "long": ["/league/"],
}


def assert_all_is_reached_in_order(page):
    number = page.evaluate(REACHABLE)
    assert number
    walked = []
    for _ in range(number):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))
    assert walked == [[place, True] for place in range(number)]


def test_keyboard_reaches_everything_in_order(signed_in, province):
    for whose, paths in PAGES.items():
        page = signed_in(getattr(province.cast, whose))
        for path in paths:
            page.goto(path)
            assert_all_is_reached_in_order(page)


def test_keyboard_reaches_everything_of_signing_in(page, province):
    page.goto("/accounts/login/")
    # The form begins with the focus in it: the walk begins anew at the top.
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    assert_all_is_reached_in_order(page)


def test_first_key_leads_past_the_frame(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    # The first thing of the page itself: the figures of the groups as a file.
    expect(page.locator("main a").first).to_be_focused()


def test_menu_of_the_person_opens_by_keyboard(signed_in, province):
    page = signed_in(province.cast.lan)
    page.goto("/help/")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đổi mật khẩu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
