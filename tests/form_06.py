"""Forms 06 as units really send them: one set of lines under many titles, headings, totals and signatures."""

import csv
import io
import unicodedata

from openpyxl import Workbook

from targets.form_06 import FIGURES

HO_TICH, DAT_DAI, CHUNG_THUC = (
    [30, 8, 20, 2, 25, 20, 3, 2, 5, 4, 1],
    [12, 1, 9, 2, 10, 0, 10, 0, 2, 2, 0],
    [1_234, 200, 1_034, 0, 1_234, 1_234, 0, 0, 0, 0, 0],
)
FIELDS = [("Hộ tịch", HO_TICH), ("Đất đai", DAT_DAI), ("Chứng thực", CHUNG_THUC)]
# What is kept of them: the field, (4) + (5), and (4).
KEPT = [("Hộ tịch", 28, 8), ("Đất đai", 10, 1), ("Chứng thực", 1_234, 200)]
TITLES = [
    ["Biểu số II.06a/VPCP/KSTT", None, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ"],
    ["Ban hành theo Thông tư số 01/2020/TT-VPCP", None, "TRỰC TIẾP GIẢI QUYẾT TTHC"],
    [None, None, "Kỳ báo cáo: Quý III/2018 (từ ngày 01/7/2018 đến ngày 30/9/2018)"],
    [],
    [None] * 11 + ["Đơn vị tính: Số hồ sơ TTHC"],
]


def row(text):
    """The cells of a row, blank ones as None."""
    return [cell or None for cell in text.split("|")]


HEADINGS = [
    row(
        "STT|Lĩnh vực giải quyết|Số lượng hồ sơ tiếp nhận||||Số lượng hồ sơ đã giải quyết"
        "||||Số lượng hồ sơ đang giải quyết"
    ),
    row(
        "||Tổng số|Trong kỳ||Từ kỳ trước|Tổng số|Trước hạn|Đúng hạn|Quá hạn|Tổng số|Trong hạn|Quá hạn"
    ),
    row("|||Trực tuyến|Trực tiếp, dịch vụ bưu chính"),
]
PRINTED = row(
    "(1)|(2)|(3)=(4)+(5)+(6)|(4)|(5)|(6)|(7)=(8)+(9)+(10)|(8)|(9)|(10)|(11)=(12)+(13)|(12)|(13)"
)
BELOW = [
    [],
    ["Ghi chú: cột (3) = (7) + (11); số liệu đến 17 giờ ngày 30/9/2018."],
    [None] * 9 + ["Khánh Hòa, ngày 05 tháng 10 năm 2018"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
]


def added(*lines):
    return [sum(column) for column in zip(*lines, strict=True)]


TOTAL = added(HO_TICH, DAT_DAI, CHUNG_THUC)
LINES = [[number, field, *figures] for number, (field, figures) in enumerate(FIELDS, start=1)]
TOTAL_ROW = ["Tổng cộng", None, *TOTAL]


def texts(rows):
    return [[None if cell is None else str(cell) for cell in row] for row in rows]


def decomposed(rows):
    return [
        [
            unicodedata.normalize("NFD", cell.upper()) if isinstance(cell, str) else cell
            for cell in row
        ]
        for row in rows
    ]


def of_software():
    """As the one-stop software exports it: no column numbers, and groups without figures."""
    headings = [
        row(
            "TT|Lĩnh vực, công việc giải quyết theo cấp|Tiếp nhận||||Số lượng hồ sơ đã giải quyết"
            "||||Số lượng hồ sơ đang giải quyết"
        ),
        row(
            "||Tổng số|Trong đó||Từ kỳ trước|Tổng số|Trước hạn"
            "|Đúng hạn (bao gồm cả hồ sơ trả lại, xin rút)|Quá hạn|Tổng số"
            "|Trong hạn (bao gồm cả hồ sơ chờ bổ sung)|Quá hạn"
        ),
        HEADINGS[2],
    ]
    return [
        *TITLES,
        *headings,
        ["Cấp huyện"],
        LINES[0],
        [],
        ["Cấp xã"],
        *LINES[1:],
        TOTAL_ROW,
        *BELOW,
    ]


def of_many_units():
    """Form II.06b: groups in two ranks with their own sums."""
    return [
        *TITLES,
        *HEADINGS,
        PRINTED,
        ["A", "Cấp tỉnh", *TOTAL],
        ["I", "Sở Tư pháp", *added(HO_TICH, CHUNG_THUC)],
        [1, "Hộ tịch", *HO_TICH],
        [2, "Chứng thực", *CHUNG_THUC],
        ["II", "Sở Tài nguyên và Môi trường", *DAT_DAI],
        [1, "Đất đai", *DAT_DAI],
        TOTAL_ROW,
        *BELOW,
    ]


FLAT = row(
    "STT|Tên lĩnh vực|Tổng số tiếp nhận|Tiếp nhận trực tuyến|Tiếp nhận qua bưu chính"
    "|Kỳ trước chuyển sang|Tổng số đã giải quyết|Giải quyết trước hạn|Giải quyết đúng hạn"
    "|Giải quyết quá hạn|Tổng số đang giải quyết|Chưa đến hạn|Đã quá hạn"
)
# Excel makes -3 of a typed (3).
NEGATIVE = [[-number for number in range(1, 14)]]
PLAIN = [list(range(1, 14))]
LETTERED = [["A", "B", *FIGURES]]
SHIFTED = [[None, *row] for row in [*TITLES, *HEADINGS, PRINTED, *LINES, TOTAL_ROW, *BELOW]]
# Read, each of these holds the lines that are kept; by the name of what is odd about it.
FORMS = {
    "as the circular prints it": [*TITLES, *HEADINGS, PRINTED, *LINES, TOTAL_ROW, *BELOW],
    "without the column numbers": [*TITLES, *HEADINGS, *LINES, TOTAL_ROW, *BELOW],
    "without total and notes": [*TITLES, *HEADINGS, PRINTED, *LINES],
    "without total, signed": [*TITLES, *HEADINGS, PRINTED, *LINES, *BELOW],
    "without titles": [*HEADINGS, *LINES, TOTAL_ROW],
    "column numbers typed in Excel": [*TITLES, *HEADINGS, *NEGATIVE, *LINES, TOTAL_ROW],
    "column numbers without brackets": [*TITLES, *HEADINGS, *PLAIN, *LINES, TOTAL_ROW],
    "first columns lettered": [*TITLES, *HEADINGS, *LETTERED, *LINES, TOTAL_ROW],
    "only column numbers": [*PLAIN, *LINES],
    "a total at the top": [*HEADINGS, PRINTED, TOTAL_ROW, *LINES, *BELOW],
    "a total as in a list": [*HEADINGS, PRINTED, *LINES, [None, "Tổng số:", *TOTAL], *BELOW],
    "one row of headings": [FLAT, *LINES, TOTAL_ROW],
    "of the one-stop software": of_software(),
    "shifted to the right": SHIFTED,
    "decomposed capitals": [*decomposed(TITLES + HEADINGS), *LINES, TOTAL_ROW],
    "blank rows between": [*HEADINGS, [], PRINTED, [], LINES[0], [], [], *LINES[1:], [], TOTAL_ROW],
    "numbers as text": texts([*TITLES, *HEADINGS, PRINTED, *LINES, TOTAL_ROW, *BELOW]),
}


def as_csv(rows, delimiter=","):
    width = max(map(len, rows))
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(
        [*row, *[None] * (width - len(row))] for row in rows
    )
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(rows, merged=()):
    """A workbook of the rows; `merged` are ranges such as C6:F6."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for cells in merged:
        workbook.active.merge_cells(cells)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_ods_rows(rows):
    """The rows as XML of an .ods, each heading spanning what is blank beside it."""
    return "".join(f"<table:table-row>{_ods_cells(row)}</table:table-row>" for row in rows)


def _ods_cells(row):
    return "".join(
        "<table:covered-table-cell/>"
        if cell is None
        else f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        if isinstance(cell, int)
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in row
    )
