"""The whole job of Lan, who reports for her commune, as she sees it."""

import pytest
from playwright.sync_api import expect

from targets.models import Count, Submission
from tests.browser.conftest import fill_in_sign_in, sign_in
from tests.browser.province import SEPTEMBER

FORM = "/units/X1/reports/2018-09/"


@pytest.fixture
def cell(province):
    """Where a figure is typed: `cell(page, "total", 0)` is the first procedure's total."""

    def cell(page, column, row):
        return page.locator(f"[name='{column}-{province.procedures[row].pk}']")

    return cell


def stored(province):
    """The figures of September, by procedure in the form's order."""
    counts = Count.objects.filter(submission__unit=province.cast.commune)
    by_procedure = {
        count.procedure: (count.total, count.online)
        for count in counts.filter(submission__month=SEPTEMBER)
    }
    return [by_procedure.get(procedure) for procedure in province.procedures]


def test_officer_reports_her_month_from_signing_in_to_submitting(page, province, cell):
    sign_in(page, "lan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xin chào, Nguyễn Thị Lan")
    card = page.get_by_role("region", name="UBND xã Cam Tân")
    expect(card).to_contain_text("Cần báo cáo: tháng 9/2018")
    expect(card).to_contain_text("Đã nhập 0 trên 3 thủ tục.")
    expect(card).to_contain_text("14,00 % so với tối thiểu 20 %")
    card.get_by_role("link", name="Nhập tháng 9/2018").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tháng 9/2018")
    expect(page.locator("[data-share]")).to_have_text("14,00 %")
    expect(page.locator("[data-sums]")).to_have_text("14/100")
    expect(page.locator("[data-shortfall]")).to_have_text(
        "6 hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến"
    )
    first = page.get_by_role("row", name="Thủ tục đăng ký khai tử")
    expect(first).to_contain_text("tháng trước 50")

    cell(page, "total", 0).focus()
    page.keyboard.type("1.000")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("205")
    expect(first.locator("[data-row-share]")).to_have_text("20,50 %")
    expect(page.locator("[data-share]")).to_have_text("19,91 %")
    expect(page.locator("[data-sums]")).to_have_text("219/1.100")
    expect(page.locator("[data-shortfall]")).to_have_text(
        "1 hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến"
    )
    page.keyboard.press("ArrowDown")
    expect(cell(page, "online", 1)).to_be_focused()
    page.keyboard.type("9")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, "total", 1)).to_be_focused()
    page.keyboard.type("9")
    expect(page.locator("[data-shortfall]")).to_have_text("đã đạt chỉ tiêu")
    page.keyboard.press("Enter")
    expect(cell(page, "total", 2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cell(page, "total", 1)).to_be_focused()

    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu bản nháp.")
    assert stored(province) == [(1000, 205), (9, 9), None]
    expect(cell(page, "total", 0)).to_have_value("1000")

    cell(page, "total", 2).fill("0")
    cell(page, "online", 2).fill("0")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi báo cáo tháng. Xin cảm ơn.")
    expect(page.locator("main")).to_contain_text("Rút lại để sửa")


def test_officer_sees_an_error_at_its_cell_and_then_submits(signed_in, province, cell, witness):
    witness.expect(422)
    page = signed_in(province.cast.lan)
    page.goto(FORM)
    cell(page, "total", 0).fill("12,5")
    cell(page, "online", 0).fill("3")
    cell(page, "total", 1).fill("4")
    cell(page, "online", 1).fill("5")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Chưa lưu: hãy sửa các ô")
    expect(cell(page, "total", 0)).to_have_accessible_description(
        "“12,5” không phải là số nguyên từ 0 trở lên."
    )
    expect(cell(page, "online", 1)).to_have_accessible_description(
        "Số hồ sơ trực tuyến lớn hơn tổng số hồ sơ."
    )
    expect(cell(page, "total", 0)).to_have_value("12,5")
    assert stored(province) == [None, None, None]

    cell(page, "total", 0).fill("12")
    cell(page, "online", 1).fill("4")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(cell(page, "total", 2)).to_have_accessible_description(
        "Hãy nhập số; nhập 0 nếu không phát sinh."
    )
    page.get_by_role("button", name="Ghi 0 vào mọi ô trống").click()
    expect(cell(page, "total", 2)).to_have_value("0")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi báo cáo tháng. Xin cảm ơn.")
    assert stored(province) == [(12, 3), (4, 4), (0, 0)]
    page.goto("/")
    expect(page.get_by_role("region", name="UBND xã Cam Tân")).to_contain_text(
        "Báo cáo tháng 9/2018 đã gửi. Xin cảm ơn."
    )


def test_officer_pastes_from_a_spreadsheet(signed_in, province, cell):
    page = signed_in(province.cast.lan)
    page.goto(FORM)

    def paste(text, column, row):
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        cell(page, column, row).focus()
        page.keyboard.press("Control+V")

    paste("1.200\n30\n7\n", "total", 0)
    paste("60\t\n15\n", "online", 1)
    values = [
        [cell(page, column, row).input_value() for column in ("total", "online")]
        for row in range(3)
    ]
    assert values == [["1.200", ""], ["30", "60"], ["7", "15"]]
    paste("30\t10\r\n40\t20\r\n50\t50\r\n", "total", 1)
    assert cell(page, "total", 2).input_value() == "40"
    expect(page.locator("[data-sums]")).to_have_text("44/170")


def test_month_saved_by_two_people_loses_nothing(signed_in, province, cell, witness):
    witness.expect(409)
    hers, his = signed_in(province.cast.lan), signed_in(province.cast.binh)
    for page in (hers, his):
        page.goto(FORM)
    cell(his, "total", 0).fill("70")
    cell(his, "online", 0).fill("7")
    his.get_by_role("button", name="Lưu nháp").click()
    expect(his.get_by_role("status")).to_contain_text("Đã lưu bản nháp.")

    cell(hers, "total", 0).fill("80")
    cell(hers, "online", 0).fill("8")
    hers.get_by_role("button", name="Lưu nháp").click()
    expect(hers.get_by_role("status").first).to_contain_text("Có người khác vừa sửa báo cáo")
    expect(cell(hers, "total", 0)).to_have_value("80")
    row = hers.get_by_role("row", name="Thủ tục đăng ký khai tử")
    expect(row).to_contain_text("đang lưu: 70")
    expect(row).to_contain_text("đang lưu: 7")
    assert stored(province)[0] == (70, 7)

    hers.get_by_role("button", name="Lưu nháp").click()
    expect(hers.get_by_role("status")).to_contain_text("Đã lưu bản nháp.")
    assert stored(province)[0] == (80, 8)


@pytest.mark.parametrize(
    ("lost", "status"), [("sessionid", None), (None, 403)], ids=["session", "every cookie"]
)
def test_figures_typed_in_an_expired_session_are_put_back(
    page, province, cell, witness, lost, status
):
    sign_in(page, "lan", path=FORM)
    cell(page, "total", 0).fill("123")
    cell(page, "online", 0).fill("45")
    page.context.clear_cookies(name=lost)
    if status:
        witness.expect(status)
    page.get_by_role("button", name="Lưu nháp").click()
    if status:
        expect(page.get_by_role("heading", level=1)).to_have_text("Trang đã mở quá lâu")
        page.goto(FORM)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    fill_in_sign_in(page, "lan")
    expect(page.locator("[data-put-back]")).to_have_text(
        "Số liệu bạn đã nhập trước đó nhưng chưa lưu vừa được khôi phục."
    )
    expect(cell(page, "total", 0)).to_have_value("123")
    expect(cell(page, "online", 0)).to_have_value("45")
    expect(page.locator("[data-sums]")).to_have_text("59/223")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu bản nháp.")
    assert stored(province)[0] == (123, 45)
    page.reload()
    expect(page.locator("[data-put-back]")).to_be_hidden()


def test_signing_out_forgets_typed_figures(signed_in, province, cell):
    page = signed_in(province.cast.lan)
    page.goto(FORM)
    cell(page, "total", 0).fill("123")
    page.locator("summary", has_text="Nguyễn Thị Lan").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    sign_in(page, "lan", path=FORM)
    expect(cell(page, "total", 0)).to_have_value("")


def test_form_without_javascript_is_right_after_saving(signed_in, province, cell):
    page = signed_in(province.cast.lan, javascript=False)
    page.goto(FORM)
    expect(page.locator("[data-share]")).to_have_text("14,00 %")
    cell(page, "total", 0).fill("1.000")
    cell(page, "online", 0).fill("205")
    page.locator(f"[name='none-{province.procedures[2].pk}']").check()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("[data-share]")).to_have_text("19,91 %")
    expect(page.locator("[data-sums]")).to_have_text("219/1.100")
    expect(page.locator("[data-shortfall]")).to_have_text(
        "1 hồ sơ đã tiếp nhận lẽ ra phải nộp trực tuyến"
    )
    assert stored(province) == [(1000, 205), None, (0, 0)]
    cell(page, "total", 1).fill("0")
    cell(page, "online", 1).fill("0")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi báo cáo tháng. Xin cảm ơn.")
    submission = Submission.objects.get(unit=province.cast.commune, month=SEPTEMBER)
    assert submission.status == Submission.Status.SUBMITTED
