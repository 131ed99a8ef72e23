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
