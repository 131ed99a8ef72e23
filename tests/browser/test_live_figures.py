"""What the script of the monthly form shows while one types is what the server shows after saving."""

from itertools import groupby

import pytest
from playwright.sync_api import expect

from targets.models import Decision, Publication, Target

FORM = "/units/X1/reports/2018-09/"
BLANK = ("", "")
REACHED = "đã đạt chỉ tiêu"
# Until August Cam Tân has 14 online of 100. Each case: the minimum; total, online and "none arose" by row; then the
# rows' shares, the share of the year, its sums, and what is short.
CASES = {
    "nothing typed": (20, [BLANK] * 3, ["", "", ""], "14,00 %", "14/100", 6),
    "nought of nought": (20, [("0", "0")] * 3, ["–", "–", "–"], "14,00 %", "14/100", 6),
    "half a row": (20, [("12", ""), ("", "3"), BLANK], ["", "", ""], "14,00 %", "14/100", 6),
    "below 40 by a hair": (
        40,
        [("24.900", "9.985"), BLANK, BLANK],
        ["40,10 %", "", ""],
        "39,99 %",
        "9.999/25.000",
        1,
    ),
    "exactly 40": (
        40,
        [("24900", "9986"), BLANK, BLANK],
        ["40,10 %", "", ""],
        "40,00 %",
        "10.000/25.000",
        0,
    ),
    "below a broken minimum": (
        "33.33",
        [("99900", "33315"), BLANK, BLANK],
        ["33,35 %", "", ""],
        "33,32 %",
        "33.329/100.000",
        1,
    ),
    "exactly a broken minimum": (
        "33.33",
        [("9.900", "3.319"), BLANK, BLANK],
        ["33,53 %", "", ""],
        "33,33 %",
        "3.333/10.000",
        0,
    ),
    "half a hundredth": (
        20,
        [("800", "1"), BLANK, BLANK],
        ["0,13 %", "", ""],
        "1,67 %",
        "15/900",
        165,
    ),
    "all three rows": (
        20,
        [("1.000", "205"), ("9", "9"), ("3", "1")],
        ["20,50 %", "100,00 %", "33,33 %"],
        "20,59 %",
        "229/1.112",
        0,
    ),
    "no number": (
        20,
        [("12,5", "3"), ("1.23", "1"), ("-5", "0")],
        ["", "", ""],
        "14,00 %",
        "14/100",
        6,
    ),
    "more online than all": (20, [("4", "5"), BLANK, BLANK], ["", "", ""], "14,00 %", "14/100", 6),
    "leading noughts": (
        20,
        [("0010", "002"), ("01.000", "1"), BLANK],
        ["20,00 %", "", ""],
        "14,55 %",
        "16/110",
        6,
    ),
    "blanks that nobody sees": (
        20,
        [("\u00a010 ", "\u200b2\u200f"), ("1 0", "1"), BLANK],
        ["20,00 %", "", ""],
        "14,55 %",
        "16/110",
        6,
    ),
    "the largest number and one above": (
        20,
        [("2147483647", "0"), ("2147483648", "0"), BLANK],
        ["0,00 %", "", ""],
        "0,00 %",
        "14/2.147.483.747",
        429496736,
    ),
    "none arose": (
        20,
        [("", "", "none"), ("0", "", "none"), ("5", "1", "none")],
        ["–", "–", ""],
        "14,00 %",
        "14/100",
        6,
    ),
    "no target": (
        None,
        [("1.234.567", "1.000.000"), BLANK, BLANK],
        ["81,00 %", "", ""],
        "80,99 %",
        "1.000.014/1.234.667",
        None,
    ),
}


def short_of(number):
    """The words about the shortfall; None where the unit has no target."""
    if number is None:
        return None
    return (
        f"{number:,} hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến".replace(",", ".")
        if number
        else REACHED
    )


def give_minimum(province, minimum):
    Target.objects.filter(unit=province.cast.commune).delete()
    if minimum is not None:
        Target.objects.create(
            decision=province.decision,
            unit=province.cast.commune,
            clause="2.b.1",
            minimum_percent=minimum,
        )


def type_in(page, rows):
    page.evaluate(
        """rows => document.querySelectorAll("tbody tr").forEach((row, index) => {
            const [total, online, none] = row.querySelectorAll("input");
            [total.value, online.value] = rows[index];
            none.checked = rows[index].length > 2;
            total.dispatchEvent(new Event("input", {bubbles: true}));
        })""",
        rows,
    )


def shown(page):
    """The rows' shares, the share of the year, its sums, and what is short of the minimum."""
    return page.evaluate(
        """() => {
            const text = (name) => document.querySelector(name)?.textContent.trim().replaceAll("\\u00a0", " ") ?? null;
            return [
                [...document.querySelectorAll("[data-row-share]")].map((cell) => cell.textContent.replaceAll("\\u00a0", " ")),
                text("[data-share]"), text("[data-sums]"), text("dd[data-shortfall]"),
            ];
        }"""
    )


@pytest.fixture
def typing(signed_in, province):
    """Where Lan types and nothing is saved."""
    return signed_in(province.cast.lan)


@pytest.fixture
def saving(signed_in, province, witness):
    """Where she saves; without JavaScript, so that what is seen is the server's."""
    witness.expect(422)
    return signed_in(province.cast.lan, javascript=False)


def live_and_saved(typing, saving, rows):
    for page in (typing, saving):
        type_in(page, rows)
    saving.locator(".actions [value=save]").click()
    expect(saving.locator(".messages")).to_be_visible()
    return shown(typing), shown(saving)


def test_live_figures_are_those_shown_after_saving(typing, saving, province):
    live, saved, expected = {}, {}, {}
    for minimum, cases in groupby(CASES.items(), key=lambda case: case[1][0]):
        give_minimum(province, minimum)
        for page in (typing, saving):
            page.goto(FORM)
        for name, (_, rows, shares, share, sums, short) in cases:
            live[name], saved[name] = live_and_saved(typing, saving, rows)
            expected[name] = [shares, share, sums, short_of(short)]
    assert live == expected
    assert saved == expected


def test_live_figures_leave_out_what_the_decision_does_not_count(typing, saving, province):
    Decision.objects.update(counts_new_procedures=False)
    Publication.objects.filter(procedure__in=province.procedures[:2]).update(
        published_from="2017-12-01"
    )
    for page in (typing, saving):
        page.goto(FORM)
    rows = [("10", "4"), ("10", "2"), ("1000", "1000")]
    live, saved = live_and_saved(typing, saving, rows)
    assert live == [["40,00 %", "20,00 %", "100,00 %"], "16,67 %", "20/120", short_of(4)]
    assert saved == live


def test_live_figures_in_english_are_those_shown_after_saving(typing, saving, province):
    for page in (typing, saving):
        page.goto(FORM)
        page.get_by_role("button", name="EN").click()
    rows = [("24.900", "4.985"), BLANK, BLANK]
    live, saved = live_and_saved(typing, saving, rows)
    short = "1 more online dossiers would have reached it"
    assert live == [["20.02%", "", ""], "19.99%", "4,999/25,000", short]
    assert saved == live


def test_ticking_none_arose_refreshes_the_figures(typing, province):
    typing.goto(FORM)
    type_in(typing, [("10", "6"), BLANK, BLANK])
    assert shown(typing)[1:] == ["18,18 %", "20/110", short_of(2)]
    typing.locator(f"[name='none-{province.procedures[0].pk}']").check()
    assert shown(typing) == [["", "", ""], "14,00 %", "14/100", short_of(6)]


def test_figures_typed_before_the_script_is_there_are_shown_and_kept(typing, province):
    held = []
    typing.route("**/monthly-report.js", lambda route: held.append(route))
    typing.goto(FORM, wait_until="commit")
    total, online = (
        typing.locator(f"[name='{column}-{province.procedures[0].pk}']")
        for column in ("total", "online")
    )
    total.fill("10")
    online.fill("6")
    assert shown(typing)[2] == "14/100"
    held[0].continue_()
    expect(typing.locator("[data-sums]")).to_have_text("20/110")
    typing.unroute("**/monthly-report.js")
    typing.goto(FORM)
    expect(typing.locator("[data-put-back]")).to_be_visible()
    expect(total).to_have_value("10")
    expect(online).to_have_value("6")
