"""Every page at once: nobody is barred from it, it fits a phone, and it speaks Vietnamese throughout."""

import re

import pytest
from django.db.models import F
from playwright.sync_api import expect

from targets.models import Submission
from tests.browser import axe, walk
from tests.browser.conftest import NARROW, WIDE

# What is read, or read aloud. The names of languages are in their own.
WORDS = """() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll("[aria-label], [placeholder], input[type=submit]")].flatMap(
        (one) => [one.ariaLabel, one.placeholder, one.type === "submit" ? one.value : ""]
    ),
].join("\\n")"""
# Words of an English interface that are no Vietnamese ones. Files also have English headings, all in small letters.
ENGLISH = re.compile(
    r"\b(Home|Save|Delete|Add|Change|Changed|Search|Filter|History|Sign|Log|Password|Email|User|Username"
    r"|Submit|Import|Export|Format|Resource|File|Choose|Unit|Units|Month|Share|Minimum|Decision|Status"
    r"|Total|Rank|District|Clause|Level|Action|Actions|Select|Today|Yes|View|Back|Close|Welcome|Help"
    r"|Error|None|All|Any|New|Row|Column|Language|Main|Skip|Date|Time|Now|Please|Draft|Submitted"
    r"|and|of|the|is|are|was|your|you|with|this|that|from|have|has|not|for|by|please|selected|results)\b"
)


def faults_of(page):
    """What is wrong with the page on a desk and on a phone, and the English words in it."""
    faults = [f"English: {word}" for word in sorted(set(ENGLISH.findall(page.evaluate(WORDS))))]
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width} px, {fault}" for fault in axe.violations(page)]
        reaches = page.evaluate("document.documentElement.scrollWidth")
        if reaches > width:
            faults.append(f"{width} px, the page is {reaches} wide")
    return faults


def faulty(pages):
    return {name: faults for name, page in pages if (faults := faults_of(page))}


@pytest.fixture
def walking(signed_in, open_page, witness, published_may_go):
    """Opens pages that bring axe along: for nobody signed in, and for somebody who is."""
    witness.expect(404, 409, 422)

    def with_axe(opened):
        def open_with_axe(*whom):
            return axe.bring_along(opened(*whom))

        return open_with_axe

    return with_axe(open_page), with_axe(signed_in)


def test_pages_of_signing_in_and_of_errors(walking, province):
    assert faulty(walk.signed_out(walking[0], province)) == {}


@pytest.mark.parametrize("pages", [walk.officers, walk.others, walk.administration])
def test_pages_of_those_who_are_signed_in(walking, province, pages):
    assert faulty(pages(walking[1], province)) == {}


def test_page_for_everybody(walking, province, settings):
    settings.PUBLIC_PAGE = True
    Submission.objects.update(status="accepted", accepted_at=F("submitted_at"))
    page = walking[0]()
    page.goto("/public/")
    expect(page.get_by_role("table").first).to_contain_text("Sở Tài chính")
    assert faults_of(page) == []


def test_a_faulty_page_is_found_out(walking, province):
    page = walking[1](province.cast.long)
    page.goto("/help/")
    page.evaluate(
        """() => {
            const image = document.createElement("img");
            const wide = document.createElement("p");
            wide.textContent = "All units";
            wide.className = "too-wide";
            document.querySelector("main").append(image, wide);
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(".too-wide { width: 1000px }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert faults_of(page) == [
        "English: All",
        "1280 px, image-alt: <img>",
        "390 px, image-alt: <img>",
        f"390 px, the page is {1000 + 12} wide",
    ]
