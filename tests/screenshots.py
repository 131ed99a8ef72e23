"""Screenshots of the main pages, of a demonstration of their own: `make screenshots` (python -m tests.screenshots).

Every page at three widths, in both languages and themes, whole, goes to screenshots-out/, to be looked at; the few that
the documents show go to docs/screenshots/.
"""

import argparse
import base64
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ALL, CHOSEN = ROOT / "screenshots-out", ROOT / "docs/screenshots"
WIDTHS, LANGUAGES, THEMES = (390, 1280, 2560), ("vi", "en"), ("light", "dark")
DAY = "2018-10-03"
# Longer than migrating and loading the sample takes on a slow machine.
START_SECONDS = 300
# Who looks at which page; {unit} and {form} are the commune officer's own, {procedure} and
# {ranking} are the first that are listed, {place} is his place in it. The
# page for everybody sets no cookie: its address has the language.
PAGES = {
    "home": ("canbo.xa", "/"),
    "form": ("canbo.xa", "{form}"),
    "unit": ("canbo.xa", "{unit}"),
    "league": ("canbo.xa", "/league/"),
    "dashboard": ("sotttt", "/dashboard/"),
    "courses": ("sotttt", "/dashboard/courses/"),
    "compare": ("sotttt", "/compare/?then-through=2018-05"),
    "procedures": ("sotttt", "/procedures/"),
    "procedure": ("sotttt", "{procedure}"),
    "district": ("canbo.huyen", "/dashboard/"),
    "rankings": ("sonoivu", "/rankings/"),
    "ranking": ("sonoivu", "{ranking}"),
    "place": ("canbo.xa", "{place}"),
    "definitions": ("canbo.xa", "/definitions/"),
    "public": (None, "/public/?lang={language}"),
}
# What the documents show: the page, the width, the language, the theme. Its first screens alone: a picture is read, not scrolled.
SHOWN = [
    ("dashboard", 1280, "vi", "light"),
    ("dashboard", 1280, "vi", "dark"),
    ("dashboard", 390, "vi", "light"),
    ("unit", 1280, "vi", "light"),
    ("form", 1280, "vi", "light"),
    ("ranking", 1280, "vi", "light"),
    ("place", 1280, "vi", "light"),
    ("public", 1280, "vi", "light"),
]
SHOWN_HEIGHT, SHOWN_QUALITY = 1800, 72
# No picture of chromium's is higher.
HIGHEST = 16_000
# Tables far below are laid out when they come near, and the foot of the form stays at the foot of a screen: in a picture
# of the whole page all is in its place.
LAID_OUT = """
    .table-frame.long { content-visibility: visible !important; }
    .entry-foot { position: static !important; }
"""


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """The address of a fresh demonstration on loopback, and its logins; its data are removed with it."""
    folder = Path(tempfile.mkdtemp(prefix="screenshots-"))
    address = f"http://127.0.0.1:{_free_port()}"
    surroundings = os.environ | {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_TODAY": DAY,
        "PUBLIC_PAGE": "1",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "manage.py", "run_demo", "--port", address.rpartition(":")[2]]
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        _wait_for(address, server)
        yield address, (folder / "demo-logins.txt").read_text()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _second in range(START_SECONDS):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(1)
    raise SystemExit("The demonstration did not start.")


class Visit:
    """A browser at the demonstration, with the sessions of those who look at its pages."""

    def __init__(self, browser: Browser, address: str, logins: str) -> None:
        self.browser, self.address = browser, address
        people = {login for login, _path in PAGES.values() if login}
        self.sessions = {login: self._sign_in(login, logins) for login in people}
        self.places = self._places()

    def _sign_in(self, login: str, logins: str) -> list:
        password = re.search(rf"^{re.escape(login)}\s+(\S+)", logins, re.MULTILINE)[1]
        page = self.browser.new_page(base_url=self.address)
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(password)
        with page.expect_navigation():
            page.locator("main form button").first.click()
        cookies = page.context.cookies()
        page.close()
        if not any(cookie["name"] == "sessionid" for cookie in cookies):
            raise SystemExit(f"{login} was not let in.")
        return cookies

    def _places(self) -> dict[str, str]:
        officer = self.open("canbo.xa", 1280, "vi", "light")
        officer.goto("/")
        form = officer.locator("a[href*='/reports/']").first.get_attribute("href")
        reviewer = self.open("sotttt", 1280, "vi", "light")
        reviewer.goto("/procedures/")
        procedure = reviewer.locator("main tbody a").first.get_attribute("href")
        reviewer.goto("/rankings/")
        ranking = reviewer.locator("main tbody a").first.get_attribute("href")
        for page in (officer, reviewer):
            page.context.close()
        unit = form.partition("reports/")[0]
        return {
            "form": form,
            "unit": unit,
            "procedure": procedure,
            "ranking": ranking,
            "place": ranking + unit.removeprefix("/"),
        }

    def open(self, login: str | None, width: int, language: str, theme: str) -> Page:
        """A blank page of somebody's browser."""
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": width, "height": 900}, color_scheme=theme
        )
        context.add_cookies(self.sessions.get(login, []))
        context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        return context.new_page()

    def look(self, name: str, width: int, language: str, theme: str) -> Page:
        """One of the pages, all of it laid out."""
        login, path = PAGES[name]
        page = self.open(login, width, language, theme)
        answer = page.goto(path.format(**self.places, language=language), wait_until="networkidle")
        if answer is None or not answer.ok:
            raise SystemExit(f"{name}: {page.url} was not found.")
        # The portal's policy allows no style of others; a picture is taken from outside.
        page.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
            " document.adoptedStyleSheets = [sheet]; }",
            LAID_OUT,
        )
        return page


def keep(page: Page, width: int, path: Path) -> None:
    """The first screens of a page as a small file; WebP, which chromium itself writes."""
    height = min(SHOWN_HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": SHOWN_QUALITY,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        },
    )
    path.write_bytes(base64.b64decode(taken["data"]))


def take_all(visit: Visit, names: list[str]) -> None:
    """Every page in every way; those that the documents show are kept for them too."""
    ways = [(width, tongue, theme) for width in WIDTHS for tongue in LANGUAGES for theme in THEMES]
    for name in names:
        for width, language, theme in ways:
            page = visit.look(name, width, language, theme)
            height = min(HIGHEST, page.evaluate("document.documentElement.scrollHeight"))
            page.screenshot(
                path=ALL / f"{name}-{width}-{language}-{theme}.png",
                clip={"x": 0, "y": 0, "width": width, "height": height},
                full_page=True,
            )
            if (name, width, language, theme) in SHOWN:
                keep(page, width, CHOSEN / f"{name}-{width}-{theme}.webp")
            page.context.close()
        print(name)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="page", help=f"of {', '.join(PAGES)}; all")
    names = parser.parse_args().names or list(PAGES)
    if unknown := set(names) - set(PAGES):
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is missing: install Debian's package of that name.")
    ALL.mkdir(exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demonstration() as (address, logins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        take_all(Visit(browser, address, logins), names)
        browser.close()


if __name__ == "__main__":
    main()
