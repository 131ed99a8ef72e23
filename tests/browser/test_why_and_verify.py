"""“Why this place” and the check of a printout, as people meet them: axe, a phone, Vietnamese throughout, without a script too."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from reporting.actions.rankings import draw_up, make_final, put_out
from reporting.models import ScoringRule
from targets.periods import Month, Span
from tests.browser import axe
from tests.browser.test_every_page import faults_of

TODAY = datetime.date(2018, 10, 3)
AFTER = datetime.date(2018, 10, 11)


@pytest.fixture
def out(province, published_may_go):
    """A ranking of July to September, out for explanation."""
    call_command("load_scoring_rule", stdout=io.StringIO())
    by = province.cast.long
    ranking = draw_up(
        decision=province.decision,
        span=Span(Month(2018, 7), Month(2018, 9)),
        rule=ScoringRule.objects.get(),
        by=by,
        at=timezone.now(),
        today=TODAY,
    )
    until = datetime.date(2018, 10, 10)
    return put_out(ranking=ranking, until=until, by=by, at=timezone.now(), today=TODAY)


@pytest.fixture
def final(out, province):
    return make_final(ranking=out, by=province.cast.long, at=timezone.now(), today=AFTER)


def open_months(page):
    for summary in page.locator("details.more > summary").all():
        summary.click()


def test_officer_follows_his_place_down_to_the_cells(signed_in, out, province):
    page = axe.bring_along(signed_in(province.cast.lan))
    page.goto(f"/rankings/{out.code}/units/X1/")
    expect(page.locator("main")).to_contain_text("Hạng 2 trong 2 UBND cấp xã")
    cell = page.get_by_role("cell", name="được tính", exact=True).first
    expect(cell).to_be_hidden()
    open_months(page)
    expect(cell).to_be_visible()
    assert faults_of(page) == []


def test_home_affairs_reads_every_kind_of_place(signed_in, final, province):
    page = axe.bring_along(signed_in(province.cast.long))
    for unit in ("SO", "H1", "H2", "X2"):
        page.goto(f"/rankings/{final.code}/units/{unit}/")
        open_months(page)
        assert faults_of(page) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_printout_is_checked_by_its_code(open_page, final, witness, javascript):
    witness.expect(404)
    page = open_page(javascript=javascript)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Kiểm tra bản in", exact=True).click()
    page.get_by_label("Mã trên bản in").fill(final.written_code.lower())
    page.get_by_role("button", name="Kiểm tra mã").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Mã này thuộc một kết quả xếp hạng chính thức"
    )
    row = page.get_by_role("row", name="UBND xã Sơn Trung")
    expect(row).to_contain_text("15,00\N{NO-BREAK SPACE}%")
    page.get_by_label("Mã trên bản in").fill(final.code[::-1])
    page.get_by_role("button", name="Kiểm tra mã").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Không có kết quả xếp hạng nào mang mã này"
    )


def test_file_is_checked_by_its_bytes(open_page, final):
    page = open_page()
    content = bytes(final.files.get(name="frozen.json").content)
    for sent, said in [
        (content, "Đây đúng là tệp của cổng thông tin"),
        (content + b" ", "Không tìm thấy trong các tệp đã phát hành"),
    ]:
        page.goto("/verify/")
        page.get_by_label("Tệp của kết quả xếp hạng").set_input_files(
            {"name": "frozen.json", "mimeType": "application/json", "buffer": sent}
        )
        page.get_by_role("button", name="Kiểm tra tệp").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(said)


def test_pages_for_anybody_have_no_faults(open_page, final, witness):
    witness.expect(404)
    page = axe.bring_along(open_page())
    for path in ("/verify/", f"/verify/{final.code}/", "/verify/AAAAAAAAAA/"):
        page.goto(path)
        assert faults_of(page) == []


def test_ranking_that_is_not_final_shows_nothing_to_anybody(open_page, out):
    page = axe.bring_along(open_page())
    page.goto(f"/verify/{out.code}/")
    expect(page.locator("main")).to_contain_text("không sử dụng")
    expect(page.get_by_role("table")).to_have_count(0)
    assert faults_of(page) == []
