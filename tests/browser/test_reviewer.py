"""The whole job of Dũng, who follows every unit for the DIC; and the issue's main story, with three people in it."""

import re

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.reading import texts


def row(page, name):
    """The cells of a unit in the dashboard's table."""
    table = page.get_by_role("region", name=re.compile("đơn vị$"))
    return texts(table.get_by_role("row", name=re.compile(f"^{name}")).locator("th, td"))


def units(page):
    """The units that the dashboard lists."""
    return texts(page.get_by_role("region", name=re.compile("đơn vị$")).locator("tbody a"))


def test_reviewer_sees_who_reaches_the_minimum_and_who_owes_a_report(page, province):
    sign_in(page, "dung")
    expect(page).to_have_url(re.compile("/dashboard/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 trên 5 đơn vị đạt chỉ tiêu tối thiểu"
    )
    expect(page.locator(".lead")).to_have_text(
        "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018"
    )
    assert texts(page.locator(".tile")) == [
        "Sở, ban, ngành 1 trên 1 đơn vị đạt chỉ tiêu Tỷ lệ chung 45,00 % (1.350/3.000)"
        " 0 không đạt, 0 không phát sinh, 0 chưa báo cáo 3 trên 3 báo cáo đã gửi",
        "UBND cấp huyện 0 trên 2 đơn vị đạt chỉ tiêu Tỷ lệ chung 29,50 % (177/600)"
        " 1 không đạt, 1 không phát sinh, 0 chưa báo cáo 6 trên 6 báo cáo đã gửi",
        "UBND cấp xã 1 trên 2 đơn vị đạt chỉ tiêu Tỷ lệ chung 14,50 % (29/200)"
        " 1 không đạt, 0 không phát sinh, 0 chưa báo cáo 5 trên 6 báo cáo đã gửi",
        "Tình hình báo cáo 14 trên 15 báo cáo tháng đã gửi còn thiếu 1 báo cáo"
        " Việc nộp báo cáo được đánh giá riêng với việc đạt chỉ tiêu.",
    ]
    assert row(page, "UBND xã Cam Tân") == [
        "UBND xã Cam Tân UBND huyện Cam Lâm",
        *("2.b.1", "100", "14", "14,00 %", "20 %", "", "Không đạt", "6", "2/3"),
    ]
    assert row(page, "UBND huyện Khánh Sơn") == [
        "UBND huyện Khánh Sơn",
        *("2.a.2", "0", "0", "–", "25 %", "", "Không phát sinh", "0", "3/3"),
    ]
    bars = page.locator("td").get_by_role("img", name=re.compile("^Tỷ lệ"))
    labels = [bar.get_attribute("aria-label").replace("\u00a0", " ") for bar in bars.all()]
    assert labels == [
        "Tỷ lệ 45,00 %, chỉ tiêu tối thiểu 40 %",
        "Tỷ lệ 29,50 %, chỉ tiêu tối thiểu 30 %",
        "Tỷ lệ 14,00 %, chỉ tiêu tối thiểu 20 %",
        "Tỷ lệ 15,00 %, chỉ tiêu tối thiểu 15 %",
    ]
    bar = bars.nth(2).bounding_box()
    filled = bars.nth(2).locator(".fill").bounding_box()
    assert round(filled["width"] * 100 / bar["width"]) == 14
    minimum = bars.nth(2).locator(".minimum").bounding_box()
    assert round((minimum["x"] + minimum["width"] / 2 - bar["x"]) * 100 / bar["width"]) == 20
    missing = page.get_by_role("region", name="Báo cáo chưa gửi")
    assert texts(missing.locator("tbody tr")) == ["UBND xã Cam Tân UBND huyện Cam Lâm 1 1 09/2018"]
    missing.get_by_role("link", name="09/2018").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tháng 9/2018")


def test_reviewer_filters_and_sends_the_address(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")

    def ask(label, value):
        page.get_by_label(f"{label}:").select_option(value)
        with page.expect_navigation():
            page.get_by_role("button", name="Xem").click()

    ask("Khối", "UBND cấp xã")
    assert units(page) == ["UBND xã Cam Tân", "UBND xã Sơn Trung"]
    ask("Khối", "Tất cả")
    ask("Huyện", "UBND huyện Cam Lâm")
    assert units(page) == ["UBND huyện Cam Lâm", "UBND xã Cam Tân"]
    expect(page.get_by_role("heading", name="2 đơn vị", exact=True)).to_be_visible()
    ask("Huyện", "Tất cả")
    ask("Kết quả", "Không đạt")
    assert units(page) == ["UBND huyện Cam Lâm", "UBND xã Cam Tân"]
    page.get_by_label("Khối:").select_option("UBND cấp xã")
    page.get_by_label("Từ tháng:").select_option("07/2018")
    ask("Đến tháng", "08/2018")
    assert row(page, "UBND xã Cam Tân")[2:5] == ["100", "14", "14,00 %"]
    ask("Đến tháng", "07/2018")
    expect(page.locator(".lead")).to_have_text("Quyết định 852/QĐ-UBND, tháng 7/2018")
    # In July alone both are below: 4 of 40, and 5 of 34 against 15 %.
    assert row(page, "UBND xã Cam Tân")[2:5] == ["40", "4", "10,00 %"]
    assert row(page, "UBND xã Sơn Trung")[2:5] == ["34", "5", "14,71 %"]
    expect(page.locator("main")).to_contain_text("Đã gửi đủ báo cáo.")

    received = signed_in(province.cast.long)
    # Its last part comes after the page.
    received.goto(page.url, wait_until="networkidle")
    shown = "main h1, main h2, main .tile, main table"
    assert received.locator(shown).all_inner_texts() == page.locator(shown).all_inner_texts()
    asked = "form => Object.fromEntries(new FormData(form))"
    assert received.locator("form.filters").evaluate(asked) == {
        "decision": "852/QĐ-UBND",
        "first": "2018-07",
        "through": "2018-07",
        "group": "commune",
        "district": "",
        "status": "not_met",
    }
    ask("Kết quả", "Chưa báo cáo")
    expect(page.locator("main")).to_contain_text("Không có đơn vị nào phù hợp với bộ lọc.")
    ask("Từ tháng", "12/2018")
    expect(page.get_by_role("alert")).to_contain_text("Tháng đầu sau tháng cuối.")


def test_reviewer_opens_a_unit_and_sees_its_line_and_procedures(signed_in, province):
    page = signed_in(province.cast.dung)
    page.goto("/dashboard/")
    page.get_by_role("link", name="UBND xã Cam Tân").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("UBND xã Cam Tân")
    assert texts(page.locator(".tile")) == [
        "Tỷ lệ 14,00 % 14 hồ sơ trực tuyến trên 100 hồ sơ",
        "Chỉ tiêu tối thiểu 20 % Không đạt",
        "Số hồ sơ thiếu 6 trong số hồ sơ đã tiếp nhận lẽ ra cũng phải nộp trực tuyến để đạt chỉ tiêu",
        "Hạng 2 trên 2 theo mức hoàn thành, trong khối",
    ]
    chart = page.get_by_role("img", name="Tỷ lệ từng tháng so với chỉ tiêu tối thiểu")
    axis = [text.replace("\u00a0", " ") for text in chart.locator("text").all_text_contents()]
    assert axis[:5] == ["0 %", "5 %", "10 %", "15 %", "20 %"]
    expect(chart.locator(".minimum-label")).to_have_text("tối thiểu 20 %")
    # The axis goes from 0 % at 228 to 20 % at 16: 10 % is half way up, 14 % seven tenths.
    assert re.match(r"M\d+ 122\D", chart.locator("path.cumulative").get_attribute("d"))
    assert [
        (point.get_attribute("class"), point.get_attribute("cy"))
        for point in chart.locator("circle").all()
    ] == [
        ("cumulative-point", "122"),
        ("cumulative-point", "80"),
        ("month-point", "122"),
        ("month-point", "51"),
    ]
    months = page.get_by_role("region", name="Theo từng tháng").locator("tbody tr")
    assert texts(months)[-4:] == [
        "06/2018 không phải báo cáo – – – –",
        "07/2018 Đã gửi 40 4 10,00 % 10,00 %",
        "08/2018 Đã gửi 60 10 16,67 % 14,00 %",
        "09/2018 Chưa báo cáo – – – 14,00 %",
    ]
    procedures = page.get_by_role("region", name="Thủ tục hành chính").locator("tbody tr")
    assert texts(procedures) == [
        "Thủ tục đăng ký khai tử 1.000656 90 12 13,33 % 6",
        "Thủ tục đăng ký kết hôn 1.000894 10 2 20,00 % 0",
        "Thủ tục đăng ký khai sinh 1.001193 0 0 – 0",
    ]


def test_submitted_month_moves_the_dashboard_and_the_export(signed_in, province, tmp_path):
    """Lan submits; Dũng sees her commune's share move against its minimum; Long's league table holds the new figure."""
    lan, dung, long = map(signed_in, [province.cast.lan, province.cast.dung, province.cast.long])

    def exported():
        long.goto("/league/")
        long.get_by_role("group", name="Tải về").locator("summary").click()
        with long.expect_download() as download:
            long.get_by_role("link", name="Excel (.xlsx)").click()
        download.value.save_as(tmp_path / "league.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "league.xlsx")["UBND cấp xã"]
        [found] = [cells for cells in sheet.iter_rows(values_only=True) if cells[1] == "X1"]
        # Rank, total, online, share, attainment, status.
        return [found[column] for column in (0, 5, 6, 7, 9, 11)]

    dung.goto("/dashboard/")
    assert row(dung, "UBND xã Cam Tân")[2:] == [
        *("100", "14", "14,00 %", "20 %", "", "Không đạt", "6", "2/3")
    ]
    assert exported() == [2, 100, 14, 0.14, 0.7, "Không đạt"]

    lan.goto("/units/X1/reports/2018-09/")
    for column, figures in [("total", "100"), ("online", "50")]:
        lan.locator(f"[name='{column}-{province.procedures[0].pk}']").fill(figures)
    lan.get_by_role("button", name="Lưu nháp").click()
    expect(lan.get_by_role("status")).to_contain_text("Đã lưu bản nháp.")
    dung.reload()
    assert row(dung, "UBND xã Cam Tân")[2:5] == ["100", "14", "14,00 %"]

    lan.get_by_role("button", name="Ghi 0 vào mọi ô trống").click()
    expect(lan.locator(f"[name='total-{province.procedures[1].pk}']")).to_have_value("0")
    lan.get_by_role("button", name="Gửi", exact=True).click()
    expect(lan.get_by_role("status")).to_have_text("Đã gửi báo cáo tháng. Xin cảm ơn.")
    dung.reload()
    expect(dung.get_by_role("heading", level=1)).to_have_text(
        "3 trên 5 đơn vị đạt chỉ tiêu tối thiểu"
    )
    assert row(dung, "UBND xã Cam Tân")[2:] == [
        *("200", "64", "32,00 %", "20 %", "", "Vượt chỉ tiêu", "0", "3/3")
    ]
    expect(dung.locator("main")).to_contain_text("Đã gửi đủ báo cáo.")
    assert exported() == [1, 200, 64, 0.32, 1.6, "Vượt chỉ tiêu"]
