"""The whole job of Long of Home Affairs: the league tables, and the files with the figures that the page showed."""

import csv
import io
import json

import openpyxl
import pytest
from odf import opendocument, table, teletype
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import sign_in
from tests.browser.province import AUGUST, JULY, SEPTEMBER
from tests.browser.reading import texts

HEADINGS = [
    *("Hạng", "Mã đơn vị", "Đơn vị", "Huyện", "Khoản", "Tổng số hồ sơ", "Hồ sơ trực tuyến"),
    *("Tỷ lệ", "Chỉ tiêu tối thiểu", "Mức hoàn thành", "Số hồ sơ thiếu", "Kết quả"),
    *("Số tháng đã báo cáo", "Số tháng phải báo cáo"),
]
# Rank, code, total, online, share, minimum and attainment in hundredths and ten thousandths, status.
COMMUNES = [
    (1, "X2", 100, 15, 1500, 1500, 10000, "Đạt"),
    (1, "X3", 200, 30, 1500, 1500, 10000, "Đạt"),
    (3, "X1", 100, 14, 1400, 2000, 7000, "Không đạt"),
    (None, "X4", None, None, None, 1500, None, "Chưa báo cáo"),
    (None, "X5", 50, 50, 10000, None, None, "Không giao chỉ tiêu"),
    (None, "X6", 0, 0, None, 1500, None, "Không phát sinh"),
]


@pytest.fixture
def contest(province):
    """More communes: one that equals Sơn Trung, and three without a rank, each for a reason of its own."""
    cast = province.cast
    for order, (code, name, figures) in enumerate(
        [
            ("X3", "UBND xã Ba Cụm Bắc", (200, 30)),
            ("X4", "=UBND xã Sơn Lâm", None),
            ("X5", "UBND xã Song Tử Tây", (50, 50)),
            ("X6", "UBND xã Thành Sơn", (0, 0)),
        ],
        start=10,
    ):
        commune = factories.CommuneFactory(
            code=code, name=name, parent=cast.other_district, order=order
        )
        if code != "X5":
            factories.TargetFactory(
                decision=province.decision, unit=commune, clause="2.b.2", minimum_percent=15
            )
        if figures:
            submission = factories.SubmissionFactory(unit=commune, month=SEPTEMBER, is_sample=True)
            factories.CountFactory(
                submission=submission,
                procedure=province.procedures[0],
                total=figures[0],
                online=figures[1],
            )
    return province


def hundredths(text):
    """`14,00 %` as 1400, `0,7000` as 7000, 50 as it is; None for the dash."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return int(digits) if digits else None


def test_home_affairs_reads_the_league_tables(page, contest):
    sign_in(page, "long")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bảng xếp hạng")
    assert page.url.endswith("/league/")
    assert texts(page.get_by_role("heading", level=2)) == [
        *("Sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã")
    ]
    districts = page.get_by_role("region", name="UBND cấp huyện").locator("tbody tr")
    assert texts(districts) == [
        "1 UBND huyện Cam Lâm 600 177 29,50 % 30 % 98,33 % Không đạt",
        "– UBND huyện Khánh Sơn 0 0 – 25 % – Không phát sinh",
    ]
    communes = page.get_by_role("region", name="UBND cấp xã").locator("tbody tr")
    assert texts(communes) == [
        "1 UBND xã Sơn Trung UBND huyện Khánh Sơn 100 15 15,00 % 15 % 100,00 % Đạt",
        "1 UBND xã Ba Cụm Bắc UBND huyện Khánh Sơn 200 30 15,00 % 15 % 100,00 % Đạt",
        "3 UBND xã Cam Tân UBND huyện Cam Lâm 100 14 14,00 % 20 % 70,00 % Không đạt",
        "– =UBND xã Sơn Lâm UBND huyện Khánh Sơn – – – 15 % – Chưa báo cáo",
        "– UBND xã Song Tử Tây UBND huyện Khánh Sơn 50 50 100,00 % – – Không giao chỉ tiêu",
        "– UBND xã Thành Sơn UBND huyện Khánh Sơn 0 0 – 15 % – Không phát sinh",
    ]
    expect(page.locator("main")).to_contain_text(
        "Đơn vị không phát sinh hồ sơ, chưa báo cáo hoặc không giao chỉ tiêu thì không xếp hạng."
    )
    page.get_by_label("Từ tháng:").select_option("07/2018")
    page.get_by_label("Đến tháng").select_option("08/2018")
    with page.expect_navigation():
        page.get_by_role("button", name="Xem").click()
    # Each filter that is chosen has the page drawn anew too, by itself.
    expect(communes.first).to_have_text(
        "1 UBND xã Sơn Trung UBND huyện Khánh Sơn 67 10 14,93 % 15 % 99,50 % Không đạt",
        use_inner_text=True,
    )
    files = page.get_by_role("group", name="Tải về")
    files.locator("summary").click()
    links = files.get_by_role("link").all()
    asked = [link.get_attribute("href").partition("&")[2] for link in links]
    assert asked == ["first=2018-07&through=2018-08"] * 4
    with page.expect_download() as download:
        page.get_by_role("link", name=".json").click()
    assert (
        download.value.suggested_filename == "xep-hang-2018-07-2018-08_2018-07-01_2018-08-31.json"
    )
    document = json.loads(download.value.path().read_bytes())
    assert (document["from"], document["through"]) == (str(JULY), str(AUGUST))


@pytest.fixture
def downloads(signed_in, contest):
    """The files of the league page, by extension, and what the page showed of the communes."""
    page = signed_in(contest.cast.long)
    page.goto("/league/")
    page.get_by_role("group", name="Tải về").locator("summary").click()
    files = {}
    for name in ("Excel (.xlsx)", ".ods", ".csv", ".json"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        suggested = download.value.suggested_filename
        assert suggested.startswith("xep-hang-2018-01-2018-09_2018-01-01_2018-09-30.")
        files[suggested.rpartition(".")[2]] = download.value.path().read_bytes()
    rows = page.get_by_role("region", name="UBND cấp xã").locator("tbody tr")
    shown = [texts(row.locator("th, td")) for row in rows.all()]
    return files, shown


def test_every_download_holds_the_figures_that_the_page_showed(downloads):
    files, shown = downloads
    assert sorted(files) == ["csv", "json", "ods", "xlsx"]
    assert [
        (
            hundredths(rank),
            *(hundredths(total), hundredths(online)),
            *(hundredths(share), (hundredths(minimum) or 0) * 100 or None, hundredths(attainment)),
            status,
        )
        for rank, _name, total, online, share, minimum, attainment, status in shown
    ] == [row[:1] + row[2:] for row in COMMUNES]
    assert in_workbook(files["xlsx"]) == COMMUNES
    assert in_ods(files["ods"]) == COMMUNES
    statuses = {
        "met": "Đạt",
        "not_met": "Không đạt",
        "not_reported": "Chưa báo cáo",
        "no_target": "Không giao chỉ tiêu",
        "no_dossiers": "Không phát sinh",
    }
    # For programs these two hold whole numbers always; the status tells blank from zero.
    for records in (in_csv(files["csv"]), json.loads(files["json"])["units"]):
        assert [
            (
                int(record["rank"]) if record["rank"] else None,
                *(record["unit"], int(record["total"]), int(record["online"])),
                *map(
                    hundredths,
                    [
                        record[name] or ""
                        for name in ("share_percent", "minimum_percent", "attainment")
                    ],
                ),
                statuses[record["status"]],
            )
            for record in records
            if record["group"] == "commune"
        ] == [(*row[:2], row[2] or 0, row[3] or 0, *row[4:]) for row in COMMUNES]


def in_workbook(content):
    """The communes of the workbook, whose cells are typed, and whose sheet says what it is."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == ["Sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"]
    rows = list(workbook["UBND cấp xã"].iter_rows())
    values = [[cell.value for cell in row] for row in rows]
    start = values.index(HEADINGS)
    notes = [row[0] for row in values[:start]]
    assert notes[:2] == [
        "Bảng xếp hạng: UBND cấp xã",
        "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018 "
        "(hồ sơ tiếp nhận từ ngày 1/1/2018 đến ngày 30/9/2018)",
    ]
    assert "DỮ LIỆU MẪU: các số liệu này không có thật." in notes
    assert workbook["UBND cấp xã"].freeze_panes == f"A{start + 2}"
    first = rows[start + 1]
    assert [first[column].number_format for column in (5, 7, 8, 9)] == [
        *("#,##0", "0.00%", "0.00%", "0.0000")
    ]
    [danger] = [row[2] for row in rows if row[1].value == "X4"]
    assert (danger.data_type, danger.value) == ("s", "=UBND xã Sơn Lâm")
    return [of_the_page(row) for row in values[start + 1 :]]


def in_ods(content):
    sheets = opendocument.load(io.BytesIO(content)).spreadsheet.getElementsByType(table.Table)
    rows = []
    for row in sheets[2].getElementsByType(table.TableRow):
        cells = row.getElementsByType(table.TableCell)
        rows.append([of_its_type(cell) for cell in cells])
    return [of_the_page(row) for row in rows[rows.index(HEADINGS) + 1 :]]


def of_its_type(cell):
    value = cell.getAttribute("value")
    return float(value) if value is not None else teletype.extractText(cell) or None


def of_the_page(row):
    share, minimum, attainment = (
        None if row[column] is None else round(row[column] * 10_000) for column in (7, 8, 9)
    )
    return (row[0], row[1], row[5], row[6], share, minimum, attainment, row[11])


def in_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
