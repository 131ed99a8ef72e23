"""A browser, a small province in it, and people who sign in. Whatever the browser complains about fails the test."""

import os
import re
import shutil

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Page, sync_playwright

from tests import factories
from tests.browser import province as provinces

WIDE, NARROW = 1280, 390
PASSWORD = "mat-khau-thu-2018"


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium")
    if executable is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("chromium is missing: install Debian's package of that name")
    flags = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread; Django's queries here have nothing to do with it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=executable, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def _no_collected_files():
    """The server finds static files where they are made; nothing has collected them."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


ABORTED = re.compile("htmx:(afterRequest|sendAbort|abort)")


class Witness:
    """Keeps whatever the pages of a test complain about: errors, blocked content, requests that failed."""

    # Chromium says this of every answer from 400 on; `answered` judges those.
    ANSWER = "Failed to load resource: the server responded with a status of"

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected: set[int] = set()

    def expect(self, *statuses: int) -> None:
        """Answers of these statuses belong to the test."""
        self.expected |= set(statuses)

    def watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, message) -> None:
        if message.type not in ("error", "warning") or message.text.startswith(self.ANSWER):
            return
        # A request that gives way to the next click is reported by htmx as if it were a fault.
        if message.location["url"].endswith("htmx.min.js") and ABORTED.match(message.text):
            return
        # What axe tries out is no doing of the page.
        if not message.location["url"].endswith("axe.min.js"):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _failed(self, request) -> None:
        # A page that is left, be it for a download, gives up what it was still asking for.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")

    def _answered(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.url}: status {response.status}")


@pytest.fixture
def witness():
    witness = Witness()
    yield witness
    assert witness.complaints == []


@pytest.fixture
def open_page(browser, live_server, witness):
    """Open a page in a browser of its own, `width` pixels wide, with or without JavaScript, in the light or the dark theme."""
    contexts = []

    def open_page(*, width=WIDE, javascript=True, theme="light") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="en-GB",  # an office computer set up in English is spoken to in Vietnamese
            java_script_enabled=javascript,
            color_scheme=theme,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        witness.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A page 1280 pixels wide."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A page 390 pixels wide."""
    return open_page(width=NARROW)


@pytest.fixture
def province(transactional_db, cast):
    """The cast under Decision 852, with its months up to August 2018; Lan's September is missing."""
    for person in provinces.people(cast):
        person.set_password(PASSWORD)
        person.save()
    return provinces.Province(cast)


@pytest.fixture
def whole_province(province):
    """As many units as Decision 852 names, each with figures and with months missing."""
    for number in range(158):
        unit = factories.CommuneFactory(
            name=f"UBND xã Số {number}", parent=province.cast.district, order=100 + number
        )
        factories.TargetFactory(decision=province.decision, unit=unit)
        province.report(unit, provinces.JULY, [(100 + number, number), (0, 0), (0, 0)])
    return province


def sign_in(page, username, path="/accounts/login/"):
    """Sign in as a person does: by the form."""
    page.goto(path)
    fill_in_sign_in(page, username)


def fill_in_sign_in(page, username):
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label(re.compile("^Mật khẩu")).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def signed_in(open_page, live_server):
    """Open a page as somebody who has signed in already."""

    def signed_in(user, **how) -> Page:
        page = open_page(**how)
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": live_server.url}]
        )
        return page

    return signed_in
