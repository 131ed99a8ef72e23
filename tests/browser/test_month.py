"""A month from its first submission over a return to its acceptance, and a correction after the lock."""

from datetime import timedelta

from django.core import mail
from playwright.sync_api import expect

from targets.models import Submission
from targets.periods import Month
from tests import factories
from tests.browser.conftest import PASSWORD
from tests.browser.province import SEPTEMBER
from tests.conftest import TODAY

FORM = "/units/X1/reports/2018-09/"
JULY_FORM = "/units/X1/reports/2018-07/"


def fill(page, province, figures):
    for procedure, (total, online) in zip(province.procedures, figures, strict=True):
        page.locator(f"[name='total-{procedure.pk}']").fill(str(total))
        page.locator(f"[name='online-{procedure.pk}']").fill(str(online))


def send(page, name="Gửi"):
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi báo cáo tháng. Xin cảm ơn.")


def state(month=SEPTEMBER):
    return Submission.objects.get(unit__code="X1", month=month).status


def test_month_is_submitted_returned_submitted_again_and_accepted(signed_in, province):
    lan, dung = signed_in(province.cast.lan), signed_in(province.cast.dung)
    lan.goto(FORM)
    fill(lan, province, [(40, 30), (0, 0), (0, 0)])
    send(lan)

    dung.goto("/reviews/")
    dung.get_by_role("link", name="UBND xã Cam Tân").first.click()
    dung.goto(FORM)
    dung.get_by_label("Lý do trả lại").fill("Số trực tuyến 30 hay 3?")
    dung.get_by_role("button", name="Trả lại").click()
    expect(dung.get_by_role("status")).to_have_text("Đã trả lại báo cáo của UBND xã Cam Tân.")
    assert state() == "returned"

    lan.goto("/")
    expect(lan.locator("main")).to_contain_text("Số trực tuyến 30 hay 3?")
    lan.get_by_role("link", name="Nhập tháng 9/2018").click()
    expect(lan.get_by_label(f"{province.procedures[0].code}, hồ sơ trực tuyến")).to_have_value("30")
    fill(lan, province, [(40, 3), (0, 0), (0, 0)])
    send(lan)

    dung.goto("/reviews/")
    expect(dung.get_by_role("row", name="UBND xã Cam Tân").first).to_contain_text("từng bị trả lại")
    dung.get_by_role("checkbox", name="Duyệt UBND xã Cam Tân, 09/2018").check()
    dung.get_by_role("button", name="Duyệt các báo cáo đã chọn").click()
    expect(dung.get_by_role("status")).to_have_text("Đã duyệt 1 báo cáo.")
    assert state() == "accepted"


def test_locked_month_is_corrected_in_the_days_that_were_granted(signed_in, province):
    july = Month(2018, 7)
    factories.PeriodFactory(month=july)
    lan, dung = signed_in(province.cast.lan), signed_in(province.cast.dung)
    lan.goto(JULY_FORM)
    expect(lan.get_by_role("heading", name="Kỳ báo cáo này đã khóa")).to_be_visible()
    lan.get_by_label("Lý do").fill("Nhập thiếu 2 hồ sơ trực tuyến")
    lan.get_by_role("button", name="Đề nghị mở khóa").click()
    expect(lan.get_by_role("status")).to_contain_text("Đã gửi đề nghị.")

    dung.goto("/unlocks/")
    expect(dung.locator("main")).to_contain_text("Nhập thiếu 2 hồ sơ trực tuyến")
    dung.get_by_label("Số ngày").fill("2")
    dung.get_by_role("button", name="Mở cho đơn vị sửa").click()
    expect(dung.locator("main")).to_contain_text("Mở từ 3/10/2018 đến 4/10/2018.")

    lan.goto(JULY_FORM)
    expect(lan.get_by_role("button", name="Lưu nháp")).to_have_count(0)
    fill(lan, province, [(40, 6), (0, 0), (0, 0)])
    send(lan, "Gửi bản sửa")
    assert state(july) == "submitted"
    lan.goto("/units/X1/history/")
    expect(lan.get_by_role("row", name="Thủ tục đăng ký khai tử").first).to_contain_text("4 → 6")


def test_usual_month_takes_three_pages_from_signing_in(page, province):
    address = {}
    page.on("framenavigated", lambda frame: address.setdefault(frame.url.partition("?")[0]))
    page.goto("/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(province.cast.lan.username)
    page.locator("[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Nhập tháng 9/2018").click()
    fill(page, province, [(40, 8), (0, 0), (0, 0)])
    send(page)
    paths = ["/" + url.split("/", 3)[3] for url in address]
    assert paths == ["/accounts/login/", "/", FORM]
    assert state() == "submitted"


def test_district_urges_the_officer_explains_and_the_reviewer_asks_before_he_accepts(
    signed_in, province, witness
):
    witness.expect(422)
    cast = province.cast
    for month in range(3, 7):
        province.report(cast.commune, Month(2018, month), [(40, 6), (0, 0), (0, 0)])
    # September is overdue.
    factories.PeriodFactory(month=SEPTEMBER, due_on=TODAY - timedelta(days=1))
    lan, binh, dung = (signed_in(person) for person in (cast.lan, cast.binh, cast.dung))

    binh.goto("/matrix/")
    binh.get_by_role("checkbox", name="Đôn đốc UBND xã Cam Tân").check()
    binh.get_by_role("button", name="Gửi thư đôn đốc các đơn vị đã chọn còn thiếu").click()
    expect(binh.get_by_role("status")).to_have_text("Đã gửi 1 thư.")
    [letter] = mail.outbox
    assert letter.to == [cast.lan.email]
    assert FORM in letter.body

    lan.goto(FORM)
    fill(lan, province, [(400, 60), (0, 0), (0, 0)])
    lan.get_by_role("button", name="Gửi", exact=True).click()
    reason = lan.locator(f"[name='reason-{province.procedures[0].pk}']")
    expect(reason).to_be_visible()
    assert not Submission.objects.filter(unit__code="X1", month=SEPTEMBER).exists()
    reason.fill("Đợt đổi giấy tờ cả xã")
    send(lan)

    dung.goto("/reviews/")
    expect(dung.get_by_role("row", name="UBND xã Cam Tân").first).to_contain_text(
        "1 số liệu bất thường"
    )
    dung.goto(FORM)
    expect(dung.locator("main")).to_contain_text("Đợt đổi giấy tờ cả xã")
    asked = dung.get_by_role("region", name="Trao đổi")
    asked.locator("textarea").fill("Có văn bản của huyện không?")
    asked.get_by_role("button", name="Gửi").click()
    expect(dung.locator("main")).to_contain_text("Có văn bản của huyện không?")

    lan.goto(FORM)
    answered = lan.get_by_role("region", name="Trao đổi")
    expect(answered).to_contain_text("Có văn bản của huyện không?")
    answered.locator("textarea").fill("Có, số 12/UBND-VP.")
    answered.get_by_role("button", name="Gửi").click()

    dung.goto(FORM)
    expect(dung.locator("main")).to_contain_text("Có, số 12/UBND-VP.")
    dung.get_by_role("button", name="Duyệt", exact=True).click()
    expect(dung.get_by_role("status")).to_be_visible()
    assert state() == "accepted"
