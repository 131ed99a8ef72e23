"""What the dashboard says before anybody scrolls: short answers to its five questions."""

from tests.browser.conftest import NARROW
from tests.browser.reading import texts

FIRST_SCREEN = 800
TOPS = "(names) => names.map((name) => document.querySelector(name).getBoundingClientRect().top)"


def answers(page):
    return [*page.locator(".in-brief li").all(), page.locator(".tasks")]


def test_five_answers_stand_on_the_first_screen(signed_in, province):
    page = signed_in(province.cast.dung)
    page.set_viewport_size({"width": 1280, "height": FIRST_SCREEN})
    page.goto("/dashboard/")
    found = answers(page)
    assert len(found) == 5
    boxes = [answer.bounding_box() for answer in found]
    assert max(box["y"] + box["height"] for box in boxes) <= FIRST_SCREEN
    assert min(box["height"] for box in boxes) > 0


def test_answers_come_right_after_the_headline_on_a_phone(signed_in, province):
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto("/dashboard/")
    tops = page.evaluate(TOPS, [".headline", ".in-brief", ".tasks", ".months", ".filters"])
    assert tops == sorted(tops)


def test_each_answer_says_what_its_section_says(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    stand, behind, better, december = (texts(one.locator("p")) for one in answers(page)[:4])
    tiles = [texts(tile.locator("h3, .tile-figure")) for tile in page.locator(".tile").all()[:-1]]
    assert [row.split(" ", 1)[1] for row in stand[1:]] == [label for label, _figure in tiles]
    assert [row.split("/")[0] for row in stand[1:]] == [figure.split()[0] for _, figure in tiles]
    rows = page.get_by_role("region", name="Đơn vị còn thiếu nhiều").locator("tbody tr").all()
    names = [texts(row.locator("th a"))[0].removeprefix("UBND ") for row in rows]
    short = [texts(row.locator("strong"))[0] for row in rows]
    assert behind[1].split()[0] == str(len(rows))
    furthest = [f"{name} {number}" for name, number in zip(names, short, strict=True)][:3]
    assert [row.lower() for row in behind[2:]] == [row.lower() for row in furthest]
    page.locator("summary", has_text="Xem số liệu dạng bảng").click()
    course = texts(page.get_by_role("region", name="tiến bộ").locator("tbody tr"))
    reached = [row.split()[1].split("/")[0] for row in course]
    assert better[1].startswith(f"{reached[0]} → {reached[-1]} ")
    assert better[2].removeprefix("Tỷ lệ chung ") == " ".join(course[-1].split()[-2:])
    assert len(december) > 1
    ahead = texts(page.locator(".course-count"))
    assert [row.split()[0] for row in december[1:]] == [row.split()[0] for row in ahead]


def test_each_answer_leads_to_its_section(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    for link in page.locator(".in-brief .asked a").all():
        assert page.locator(link.get_attribute("href")).count() == 1
