"""Tables on a phone: what matters most is in sight without moving them, the rest stands under each name."""

import pytest

from tests.browser.conftest import NARROW
from tests.browser.reading import texts

MOVES = "frame => frame.scrollWidth > frame.clientWidth"
# What has to be in sight of each page's tables, and what a row says under its name.
PAGES = {
    "/league/": (["Hạng", "Đơn vị", "Tỷ lệ", "Kết quả"], " · mức hoàn thành "),
    "/procedures/": (
        ["Thủ tục hành chính", "Tỷ lệ chung", "Thiếu so với chỉ tiêu"],
        "trực tuyến",
    ),
    "/dashboard/": (["Đơn vị", "Tỷ lệ", "Kết quả"], "trực tuyến · tối thiểu"),
}


@pytest.mark.parametrize(("path", "seen"), PAGES.items())
def test_share_and_status_are_in_sight_on_a_phone(signed_in, province, path, seen):
    headings, detail = seen
    page = signed_in(province.cast.dung, width=NARROW)
    page.goto(path, wait_until="networkidle")
    frame = page.locator(".table-frame", has=page.locator(".on-narrow")).last
    assert not frame.evaluate(MOVES)
    # It is still a table, with its headings, to whom reads it aloud.
    assert texts(frame.get_by_role("table").get_by_role("columnheader")) == headings
    details = texts(frame.locator(".on-narrow"))
    assert len(details) == frame.locator("tbody").get_by_role("row").count()
    assert any(detail in said for said in details)


@pytest.mark.parametrize("path", PAGES)
def test_at_a_desk_every_figure_has_a_column_of_its_own(signed_in, province, path):
    page = signed_in(province.cast.dung)
    page.goto(path, wait_until="networkidle")
    assert not any(one.is_visible() for one in page.locator(".on-narrow").all())
    assert all(one.is_visible() for one in page.locator(".on-wide").all())
