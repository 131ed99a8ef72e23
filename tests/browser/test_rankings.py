"""A ranking from drawing up to its restatement, by the people who bring it about."""

import datetime
import io

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from reporting.models import Ranking
from targets.models import Count
from tests.browser.conftest import sign_in
from tests.browser.reading import texts

LAST_DAY = datetime.date(2018, 10, 10)


@pytest.fixture
def with_rule(province, published_may_go):
    """The province, and the example of a scoring rule."""
    call_command("load_scoring_rule", stdout=io.StringIO())
    return province


def draw_up_and_put_out(page):
    """As Home Affairs, through the pages; the address of the ranking."""
    page.get_by_role("link", name="Lập kết quả xếp hạng").click()
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lập kết quả xếp hạng.")
    page.get_by_label("Ngày cuối nhận kiến nghị").fill(LAST_DAY.isoformat())
    page.get_by_role("button", name="Đưa ra lấy ý kiến giải trình").click()
    expect(page.get_by_role("status")).to_contain_text("đưa ra lấy ý kiến giải trình")
    return page.url


def test_ranking_is_explained_made_final_and_restated(open_page, with_rule, settings):
    official, officer = open_page(), open_page()
    sign_in(official, "long", "/accounts/login/?next=/rankings/")
    address = draw_up_and_put_out(official)

    # Lan reads her own place, and no other, and says what is wrong with it.
    sign_in(officer, "lan")
    officer.get_by_role("link", name="xem thứ hạng của đơn vị").click()
    assert texts(officer.locator("table tbody th")) == ["UBND xã Cam Tân UBND huyện Cam Lâm"]
    officer.get_by_role("link", name="UBND xã Cam Tân").click()
    officer.get_by_role("link", name="Kiến nghị về thứ hạng này").first.click()
    officer.get_by_label("Nội dung sai và nội dung đúng").fill("Tháng 8 thiếu hai hồ sơ.")
    officer.get_by_label("Tệp").set_input_files(
        {"name": "bang-ke.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    officer.get_by_role("button", name="Gửi kiến nghị").click()
    expect(officer.locator("main")).to_contain_text("Chưa trả lời.")

    # Long answers; the ranking becomes final once the days are over, and not before.
    official.goto(f"{address}objections/")
    expect(official.get_by_role("link", name="bang-ke.pdf")).to_be_visible()
    official.get_by_role("radio", name="Không chấp nhận").check()
    official.get_by_label("Trả lời").fill("Hai hồ sơ thuộc tháng 9.")
    official.get_by_role("button", name="Trả lời").click()
    official.goto(address)
    expect(official.locator("main")).to_contain_text("được kiến nghị đến hết ngày 10/10/2018")
    expect(official.get_by_role("button", name="Chuyển thành chính thức")).to_have_count(0)
    settings.PORTAL_TODAY = LAST_DAY + datetime.timedelta(days=1)
    official.reload()
    official.get_by_role("button", name="Chuyển thành chính thức").click()
    expect(official.get_by_role("status")).to_contain_text("đã là chính thức")
    officer.goto(address)
    expect(officer.locator("main")).to_contain_text("UBND xã Sơn Trung")

    # A figure is corrected later: the ranking stays, and says what would be different.
    Count.objects.filter(submission__unit__code="X2").update(online=0)
    official.goto(f"{address}differences/")
    moved = official.get_by_role("row", name="UBND xã Sơn Trung")
    expect(moved).to_contain_text("▼ 1")
    expect(moved).to_contain_text("08/2018, 1.000656: 5/33 hồ sơ → 0/33 hồ sơ")

    # What a restatement would make different is seen before; it names what it replaces and lists every difference.
    official.goto(address)
    official.get_by_role("link", name="Lập kết quả điều chỉnh").click()
    official.get_by_label("Lý do").fill("Xã Sơn Trung sửa số liệu.")
    official.get_by_role("button", name="Xem trước khác biệt").click()
    expect(official.get_by_role("row", name="UBND xã Cam Tân")).to_contain_text("▲ 1")
    expect(official.get_by_label("Lý do")).to_have_value("Xã Sơn Trung sửa số liệu.")
    assert Ranking.objects.count() == 1
    official.get_by_role("button", name="Chốt số liệu").click()
    expect(official.locator("main")).to_contain_text("thay thế kết quả xếp hạng")
    official.get_by_role("link", name="Mọi khác biệt").click()
    expect(official.get_by_role("row", name="UBND xã Cam Tân")).to_contain_text("▲ 1")
    assert Ranking.objects.filter(replaces__isnull=False).count() == 1
