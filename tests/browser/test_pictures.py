"""The pictures of a whole province in a browser: for axe, for a finger, for the keyboard, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from targets.periods import Month
from tests import factories
from tests.browser import axe
from tests.browser.conftest import NARROW


@pytest.fixture
def crowd(province):
    """As many communes as a province has, near each other."""
    for number in range(120):
        commune = factories.CommuneFactory(parent=province.cast.district)
        factories.TargetFactory(decision=province.decision, unit=commune)
        submission = factories.SubmissionFactory(unit=commune, month=Month(2018, 7))
        factories.CountFactory(
            submission=submission,
            procedure=province.procedures[0],
            total=1_000,
            online=140 + number,
        )
    return province


@pytest.mark.parametrize("width", [1280, NARROW])
def test_pictures_bar_nobody_and_fit(signed_in, crowd, width):
    page = axe.bring_along(signed_in(crowd.cast.dung, width=width))
    page.goto("/dashboard/", wait_until="networkidle")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_dot_leads_to_its_unit_by_keyboard(signed_in, crowd):
    page = signed_in(crowd.cast.dung)
    page.goto("/dashboard/")
    dot = page.locator("svg.picture-wide").first.get_by_role("link", name="UBND xã Cam Tân,")
    dot.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("UBND xã Cam Tân")


def test_one_picture_of_the_two_is_shown(signed_in, crowd):
    page = signed_in(crowd.cast.dung)
    page.goto("/dashboard/")
    expect(page.locator("svg.picture-wide").first).to_be_visible()
    expect(page.locator("svg.picture-narrow").first).to_be_hidden()
    page.set_viewport_size({"width": NARROW, "height": 900})
    expect(page.locator("svg.picture-narrow").first).to_be_visible()
    expect(page.locator("svg.picture-wide").first).to_be_hidden()


def test_each_picture_is_one_stop_of_the_tabulator_and_can_be_passed(signed_in, crowd):
    page = signed_in(crowd.cast.dung)
    page.goto("/dashboard/", wait_until="networkidle")
    wide = page.locator("svg.picture-wide")
    for number in range(2):
        links = wide.nth(number).get_by_role("link")
        assert links.count() > 100
        stops = wide.nth(number).locator("a[tabindex='0']")
        assert stops.count() == 1
        stops.focus()
        page.keyboard.press("End")
        expect(links.last).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(links.nth(-2)).to_be_focused()
        assert stops.count() == 1
    page.locator(".strip .past").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#units-behind")).to_be_in_viewport()
    page.locator(".tile-map .past").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reports-missing")).to_be_in_viewport()


def test_every_unit_of_a_picture_is_reached_without_a_script(signed_in, province):
    page = signed_in(province.cast.dung, javascript=False)
    page.goto("/dashboard/")
    strip = page.locator("svg.picture-wide").first
    strip.get_by_role("link").first.focus()
    page.keyboard.press("Tab")
    expect(strip.get_by_role("link").nth(1)).to_be_focused()


OVERLAPS = """texts => texts.flatMap((one, index) => texts.slice(index + 1).filter(other => {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
}).map(other => `${one.textContent} / ${other.textContent}`))"""


@pytest.mark.parametrize("width", [1280, NARROW])
def test_words_of_the_course_never_lie_over_each_other(signed_in, province, width):
    """The highest column reaches the top of the axis, above which the number of units stands."""
    page = signed_in(province.cast.dung, width=width)
    page.goto("/dashboard/", wait_until="networkidle")
    words = page.locator("svg.course text")
    assert words.count() > 12
    assert words.evaluate_all(OVERLAPS) == []


def test_no_word_of_the_strip_leaves_a_phone(signed_in, province):
    """In English, whose word for above is longer, and with the minimum near the right edge."""
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/dashboard/?group=district")
    page.get_by_role("button", name="EN").click()
    page.wait_for_load_state("networkidle")
    out = page.locator(".strip svg.picture-narrow").evaluate(
        """svg => [...svg.querySelectorAll("text")].map(word => [word.textContent, word.getBoundingClientRect().right])
          .filter(([_word, right]) => right > svg.getBoundingClientRect().right + 0.5)"""
    )
    assert out == []


# Whether what is written at the end of a small picture touches the other label, a line, a dot or the edge of its card.
TOUCHES = """card => {
    // Above and below its digits the box of a text is empty, a fifth of it each.
    const box = one => {
        const { left, right, top, bottom, height } = one.getBoundingClientRect();
        const empty = one.matches('text') ? height / 5 : 0;
        return { left, right, top: top + empty, bottom: bottom - empty };
    };
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    const labels = [...card.querySelectorAll('text')];
    const drawn = [...card.querySelectorAll('path')];
    return labels.some(label => box(label).right > box(card).right
        || [...labels, ...drawn].some(other => other !== label && !apart(box(label), box(other))));
}"""


@pytest.mark.parametrize("width", [1280, NARROW])
def test_labels_of_small_pictures_touch_nothing(signed_in, province, width):
    minimum = 20
    for online in (0, 10, 195, 199, 200, 201, 210, 999, 1_000):
        commune = factories.CommuneFactory(parent=province.cast.district)
        factories.TargetFactory(decision=province.decision, unit=commune, minimum_percent=minimum)
        submission = factories.SubmissionFactory(unit=commune, month=Month(2018, 9))
        factories.CountFactory(
            submission=submission, procedure=province.procedures[0], total=1_000, online=online
        )
    page = signed_in(province.cast.dung, width=width)
    page.goto("/dashboard/courses/", wait_until="networkidle")
    cards = page.locator(".courses li").filter(has=page.locator(".e"))
    assert {card.locator(".e").text_content() for card in cards.all()} >= {
        "0,00",
        "19,90",
        "100,00",
    }
    assert [card.inner_text() for card in cards.all() if card.evaluate(TOUCHES)] == []


FILLS = "marks => marks.map(mark => getComputedStyle(mark).fill)"


def test_legend_of_a_map_that_leaves_the_portal_has_its_shades(signed_in, province):
    page = signed_in(province.cast.dung)
    page.set_content(page.request.get("/dashboard/pictures/tile-map.svg").text())
    shades = page.locator("g.key > path").evaluate_all(FILLS)
    assert len(shades) == len(set(shades)) == 5
    drawn = page.locator("[class*=shade-] rect").evaluate_all(FILLS)
    assert drawn
    assert set(drawn) <= set(shades)
