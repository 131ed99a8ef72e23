"""Every page can be used by keyboard alone, from a link past the frame on, and read in the dark theme.

In the light one axe runs in test_every_page.py.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import axe, walk

# What the tabulator must reach, in the order of the page; in a picture the arrow keys lead on (test_pictures).
REACHABLE = """() => {
    window.reachable = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    )].filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true}))
        .filter((one) => one.tabIndex >= 0 || !one.closest("svg[role=group]"));
    return window.reachable.length;
}"""
# The element that has the focus, by its place among these; and whether one sees that it has it.
FOCUSED = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused);
    return [window.reachable.indexOf(focused), style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""
PAGES = {
    "lan": ["/", walk.FORM, "/units/X1/", "/uploads/"],
    "dung": ["/dashboard/", "/dashboard/courses/?view=month"],
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
            # The part of the dashboard that comes after the page would change what is reached on the way.
            page.goto(path, wait_until="networkidle")
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


# Beside those above, what else has colours of its own.
IN_THE_DARK = {
    "lan": ["/", walk.FORM, "/units/X1/", "/uploads/", "/help/", "/units/X1/history/"],
    "dung": ["/dashboard/", "/dashboard/?status=not_met", "/matrix/", "/reviews/", "/letters/", "/reconciliation/"],
    "long": ["/league/", "/open-data/", "/changes/"],
    "son": ["/admin/", "/admin/targets/unit/", "/tokens/", "/periods/", "/api/v1/docs"],
}  # fmt: skip


def test_dark_theme_bars_nobody(signed_in, open_page, province):
    found = {}
    for whose, paths in IN_THE_DARK.items():
        page = axe.bring_along(signed_in(getattr(province.cast, whose), theme="dark"))
        for path in paths:
            page.goto(path)
            if faults := axe.violations(page):
                found[path] = faults
    page = axe.bring_along(open_page(theme="dark"))
    page.goto("/accounts/login/")
    assert found == {}
    assert axe.violations(page) == []


# What is written, and what is drawn, on which grounds; by the variables of frontend/parts/_themes.scss.
GROUNDS = ["--surface", "--bs-body-bg"]
WRITTEN = ["--ink", "--ink-muted", "--accent", "--exceeded", "--met", "--not-met", "--neutral", "--not-reported"]  # fmt: skip
DRAWN = [*WRITTEN, "--accent-soft", "--input-line", "--focus"]
PAIRS = [
    *[(f"--on-shade-{shade}", f"--shade-{shade}", 4.5) for shade in range(1, 6)],
    *[(ink, ground, 4.5) for ink in [*WRITTEN, "--caution"] for ground in GROUNDS],
    *[(ink, ground, 3) for ink in DRAWN for ground in GROUNDS],
    *[(ink, ground, 4.5) for ink in ("--ink", "--ink-muted", "--accent") for ground in ("--head", "--own")],
    ("--on-accent", "--accent", 4.5),
    ("--note-ink", "--note", 4.5),
    ("--caution", "--caution-ground", 4.5),
    ("--not-met", "--fault-ground", 4.5),
    ("--ink", "--caution-ground", 4.5),
]  # fmt: skip
COLOURS = """(names) => Object.fromEntries(names.map((name) => {
    const probe = document.createElement("i");
    document.body.append(probe);
    probe.style.color = `var(${name})`;
    const parts = getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map(Number);
    probe.remove();
    return [name, parts];
}))"""


def luminance(colour):
    """How light a colour is, as WCAG 2 has it."""
    parts = [part / 255 for part in colour]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_their_grounds(open_page, db, theme):
    page = open_page(theme=theme)
    page.goto("/accounts/login/")
    names = sorted({name for ink, ground, _least in PAIRS for name in (ink, ground)})
    lightness = {name: luminance(found) for name, found in page.evaluate(COLOURS, names).items()}
    assert (lightness["--surface"] > 0.9) is (theme == "light")
    faint = {}
    for ink, ground, least in PAIRS:
        darker, lighter = sorted([lightness[ink], lightness[ground]])
        contrast = (lighter + 0.05) / (darker + 0.05)
        if contrast < least:
            faint[ink, ground] = round(contrast, 2)
    assert faint == {}


def test_paper_is_light_in_the_dark_theme_too(signed_in, province):
    page = signed_in(province.cast.dung, theme="dark")
    page.goto("/dashboard/")
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(COLOURS, ["--surface", "--ink"])
    assert luminance(found["--surface"]) > 0.9
    assert luminance(found["--ink"]) < 0.1
    for gone in (".portal-header", ".filters", ".months", ".choice", ".off-paper", ".actions"):
        expect(page.locator(gone).first).to_be_hidden()
    for kept in ("h1", ".in-brief", ".tasks", ".tile", ".course", ".behind table", ".districts"):
        expect(page.locator(kept).first).to_be_visible()
