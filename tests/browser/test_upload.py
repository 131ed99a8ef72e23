"""A file of counts comes in: on the plain upload page, and through the administration, where tables also go out."""

import csv
import io

import openpyxl
import pytest
from django.db.models import F
from playwright.sync_api import expect

from targets.models import Count, Procedure, Submission, Unit
from tests.browser.province import AUGUST, SEPTEMBER
from tests.browser.reading import texts

HEADINGS = ["Kỳ báo cáo", "Mã đơn vị", "Mã TTHC", "Tổng số hồ sơ", "Hồ sơ trực tuyến"]
TILES = ["Số dòng đã đọc", "Mới", "Thay đổi", "Không đổi", "Không tính"]
ROWS = [
    ["2018-09", "X1", "1.000656", "1.200", "300"],
    ["9/2018", "X1", "1.000894", "10", "4"],
    ["2018-08", "X1", "1.000656", "50", "20"],
    ["2018-08", "X1", "1.000894", "10", "2"],
]


@pytest.fixture
def workbook(tmp_path):
    """Write rows under Vietnamese headings into a workbook; where it stands."""

    def workbook(rows, name):
        book = openpyxl.Workbook()
        for row in [HEADINGS, *rows]:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return workbook


def stored(unit, month):
    """Total and online by the procedure's code."""
    counts = Count.objects.filter(submission__unit=unit, submission__month=month)
    return {count.procedure.code: (count.total, count.online) for count in counts}


def tiles(page):
    """The figures of what an import does, by their headings."""
    expect(page.locator(".tile-figure")).to_have_count(len(TILES))
    figures = page.locator(".tile").locator("h2, .tile-figure")
    words = texts(figures)
    assert words[::2] == TILES
    return list(map(int, words[1::2]))


def test_officer_uploads_a_file_mends_its_faults_and_stores_it(signed_in, province, workbook):
    page = signed_in(province.cast.lan)
    page.goto("/")
    page.get_by_role("link", name="Tải lên").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tải số liệu lên")
    faulty = [
        ["2018-09", "X1", "1.000656", "12,5", "3"],
        ["2018-09", "X1", "1.000894", 4, 5],
        ["2018-09", "X2", "1.000894", 4, 1],
        ["2018-13", "X1", "1.001193", 0, ""],
    ]

    def send(path):
        page.get_by_label("Các tệp (.xlsx, .ods, .csv) hoặc tệp nén .zip").set_input_files(path)
        page.get_by_role("button", name="Gửi và xem trước").click()

    send(workbook(faulty, "thang-9.xlsx"))
    expect(page.get_by_role("main")).to_contain_text("Có 5 lỗi. Chưa lưu gì.")
    assert [texts(row.locator("th, td")) for row in page.locator("tbody tr").all()] == [
        ["2", "Tổng số hồ sơ", "“12,5” không phải là số nguyên từ 0 trở lên."],
        ["3", "Hồ sơ trực tuyến", "Số hồ sơ trực tuyến (5) lớn hơn tổng số hồ sơ (4)."],
        ["4", "Mã đơn vị", "Bạn không được nhập số liệu cho đơn vị X2."],
        ["5", "Kỳ báo cáo", "“2018-13” không phải là tháng: hãy viết 06/2018 hoặc 2018-06."],
        ["5", "Hồ sơ trực tuyến", "Ô này còn trống."],
    ]
    assert stored(province.cast.commune, SEPTEMBER) == {}

    page.get_by_role("link", name="Gửi lại").click()
    send(workbook(ROWS, "thang-9-sua.xlsx"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tệp sẽ làm thay đổi những gì")
    expect(page.locator(".lead")).to_have_text("thang-9-sua.xlsx")
    assert tiles(page) == [4, 2, 1, 1, 0]
    changes = page.get_by_role("region", name="Thay đổi").locator("tbody tr")
    names = {
        procedure.code: f"{procedure.name} {procedure.code}"
        for procedure in Procedure.objects.all()
    }
    assert [texts(row.locator("th, td")) for row in changes.all()] == [
        ["2", "09/2018", "UBND xã Cam Tân", names["1.000656"], "mới", "300/1.200"],
        ["3", "09/2018", "UBND xã Cam Tân", names["1.000894"], "mới", "4/10"],
        ["4", "08/2018", "UBND xã Cam Tân", names["1.000656"], "8/50", "20/50"],
    ]
    assert stored(province.cast.commune, SEPTEMBER) == {}

    page.get_by_role("button", name="Lưu và gửi").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu và gửi số liệu.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu số liệu")
    assert tiles(page) == [4, 2, 1, 1, 0]
    assert stored(province.cast.commune, SEPTEMBER) == {
        "1.000656": (1200, 300),
        "1.000894": (10, 4),
    }
    assert stored(province.cast.commune, AUGUST)["1.000656"] == (50, 20)
    submission = Submission.objects.get(unit=province.cast.commune, month=SEPTEMBER)
    assert (submission.status, submission.submitted_by) == ("submitted", province.cast.lan)
    page.get_by_role("main").get_by_role("link", name="Trang chủ").click()
    # 14 + 12 of August's mending + 304 of September, of 100 + 1,210.
    expect(page.get_by_role("region", name="UBND xã Cam Tân")).to_contain_text("25,19 %")


def test_officer_is_told_when_a_file_is_no_table(signed_in, province, tmp_path):
    page = signed_in(province.cast.lan)
    page.goto("/uploads/")
    (tmp_path / "bao-cao.xlsx").write_bytes(b"not a workbook")
    page.get_by_label("Các tệp (.xlsx, .ods, .csv) hoặc tệp nén .zip").set_input_files(
        tmp_path / "bao-cao.xlsx"
    )
    page.get_by_role("button", name="Gửi và xem trước").click()
    expect(page.get_by_role("main")).to_contain_text("Có 1 lỗi. Chưa lưu gì.")
    assert texts(page.locator("tbody tr")) == [
        "1 cả tệp Đây không phải là bảng tính: hãy lưu lại thành .xlsx hoặc .ods."
    ]


def test_administrator_uploads_and_downloads_counts_in_the_administration(
    signed_in, province, workbook
):
    page = signed_in(province.cast.son)
    page.goto("/")
    page.locator("summary", has_text="Bùi Thanh Sơn").click()
    page.get_by_role("link", name="Quản trị", exact=True).click()
    page.locator("#content").get_by_role("link", name="Số liệu", exact=True).click()
    page.get_by_role("link", name="Nhập từ tệp").click()

    def send(path):
        page.get_by_label("Tệp cần nhập").set_input_files(path)
        page.get_by_role("button", name="Gửi").click()

    send(workbook([["2018-09", "X9", "1.000656", "-5", "0"]], "sai.xlsx"))
    expect(page.get_by_role("heading", name="Tệp có lỗi")).to_be_visible()
    assert texts(page.locator("#content tbody tr")) == [
        "2 Mã đơn vị Không có đơn vị mang mã X9.",
        "2 Tổng số hồ sơ “-5” không phải là số nguyên từ 0 trở lên.",
    ]
    send(workbook(ROWS, "dung.xlsx"))
    assert tiles(page) == [4, 2, 1, 1, 0]
    assert stored(province.cast.commune, SEPTEMBER) == {}
    page.get_by_role("button", name="Xác nhận nhập").click()
    expect(page.locator(".messagelist .success")).to_have_text(
        "Đã nhập xong: 2 mới, 1 thay đổi, 0 xóa và 1 không đổi (số liệu)."
    )
    assert stored(province.cast.commune, SEPTEMBER) == {
        "1.000656": (1200, 300),
        "1.000894": (10, 4),
    }

    page.get_by_role("link", name="Xuất ra tệp").click()
    page.get_by_label("Định dạng").select_option("CSV (.csv)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Gửi").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert rows[0] == ["period", "unit_code", "procedure_code", "total", "online"]
    assert sorted(row for row in rows if row[1] == "X1" and row[0] >= "2018-08") == [
        ["2018-08", "X1", "1.000656", "50", "20"],
        ["2018-08", "X1", "1.000894", "10", "2"],
        ["2018-08", "X1", "1.001193", "0", "0"],
        ["2018-09", "X1", "1.000656", "1200", "300"],
        ["2018-09", "X1", "1.000894", "10", "4"],
    ]


@pytest.mark.parametrize(
    ("table", "headings"),
    [
        (
            "procedure",
            [
                *("code", "name", "authority_level", "agency_code", "field", "level"),
                *("published_from", "published_to", "published_by"),
            ],
        ),
        ("unit", ["code", "kind", "name", "parent_code", "valid_from", "valid_to"]),
    ],
)
def test_downloaded_table_can_be_sent_back_and_changes_nothing(
    signed_in, province, tmp_path, table, headings
):
    # A unit's row in a file is its place in the order, and the first row is the headings.
    Unit.objects.update(order=F("order") + 1)
    page = signed_in(province.cast.son)
    page.goto(f"/admin/targets/{table}/export/")
    page.get_by_label("Định dạng").select_option("Excel (.xlsx)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Gửi").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    assert list(rows[0]) == headings
    page.goto(f"/admin/targets/{table}/import/")
    page.get_by_label("Tệp cần nhập").set_input_files(file)
    page.get_by_role("button", name="Gửi").click()
    assert tiles(page) == [5, 0, 0, 5, 0]


DROP = """
(form, files) => {
  const dropped = new DataTransfer();
  for (const [name, text] of files) dropped.items.add(new File([text], name));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}
"""


def drop(page, files):
    """Let files, by their names and texts, fall on the form that takes them."""
    form = page.locator("form[data-drop]")
    expect(form.locator("[data-drop-hint]")).to_be_visible()
    with page.expect_navigation():
        form.evaluate(DROP, [[name, text] for name, text in files.items()])


def test_files_that_are_dropped_on_the_page_are_sent(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/uploads/")
    heading = "period,unit_code,procedure_code,total,online\n"
    drop(
        page,
        {
            "x1.csv": f"{heading}2018-09,X1,1.000656,40,8\n",
            "x2.csv": f"{heading}2018-09,X2,1.000656,30,6\n",
            ".ghost": "",
            "~$x1.xlsx": "",
            "Thumbs.db": "",
        },
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("2 tệp sẽ làm thay đổi những gì")
    page.get_by_role("button", name="Lưu và gửi").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu và gửi số liệu.")
    assert stored(province.cast.commune, SEPTEMBER) == {"1.000656": (40, 8)}


def test_file_that_is_dropped_on_the_monthly_form_fills_it(signed_in, province):
    page = signed_in(province.cast.lan)
    page.goto("/units/X1/reports/2018-09/")
    heading = "period,unit_code,procedure_code,total,online\n"
    drop(page, {"thang-9.csv": f"{heading}2018-09,X1,1.000656,40,8\n2018-09,X1,1.000894,x,1\n"})
    key = province.procedures[0].pk
    expect(page.locator(f"[name='total-{key}']")).to_have_value("40")
    expect(page.locator("tr.faulty")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp của bạn đã đánh dấu lỗi").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["D3"]
    assert stored(province.cast.commune, SEPTEMBER) == {}


STAYS = "addEventListener('submit', (event) => event.preventDefault(), { once: true })"


def test_form_says_that_it_is_at_work_and_is_not_sent_twice(signed_in, province, tmp_path):
    file = tmp_path / "x1.csv"
    file.write_text("period,unit_code,procedure_code,total,online\n2018-09,X1,1.000656,40,8\n")
    page = signed_in(province.cast.dung)
    page.goto("/uploads/")
    page.get_by_label("Tệp").set_input_files(file)
    for button, words in [("Gửi và xem", "Đang gửi và đọc tệp…"), ("Lưu và gửi", "Đang lưu…")]:
        page.get_by_role("button", name=button).wait_for()
        page.evaluate(STAYS)
        page.get_by_role("button", name=button).click()
        expect(page.locator("[data-busy]")).to_have_text(words)
        expect(page.get_by_role("button", name=button)).to_be_disabled()
        # Back on the page, one may send the form again.
        page.evaluate("dispatchEvent(new Event('pageshow'))")
        expect(page.locator("[data-busy]")).to_have_text("")
        page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu và gửi số liệu.")
    assert stored(province.cast.commune, SEPTEMBER) == {"1.000656": (40, 8)}
