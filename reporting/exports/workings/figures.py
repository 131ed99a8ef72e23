"""The sheet of figures: what each unit is judged by."""

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from reporting.exports.workings import look
from reporting.exports.workings.months import MonthsSheet
from reporting.labels import GROUP_LABELS
from reporting.models import Ranking
from targets.models import Unit

TITLE = "Số liệu"
_HEADINGS = {
    "Mã đơn vị": 11,
    "Đơn vị": 38,
    "Khối": 16,
    "Mã huyện": 9,
    "Huyện": 26,
    "Khoản": 8,
    "Chỉ tiêu (%)": 10,
    "Số tháng đã báo cáo": 10,
    "Tổng số hồ sơ": 11,
    "Hồ sơ trực tuyến": 11,
    "Số tháng chậm": 9,
    "Số tháng thiếu": 9,
}
_NOTES = [
    "Chữ xanh trên nền vàng: số liệu đã chốt cùng kết quả xếp hạng. Chữ đen: công thức. Tổng số, trực tuyến, tháng chậm và thiếu lấy từ trang «Theo tháng».",
    "Chỉ tiêu trống: quyết định không giao chỉ tiêu cho đơn vị.",
]
# The columns that the groups' sheets draw from.
_MINIMUM, _REPORTED, _TOTAL, _ONLINE, _LATE, _MISSING = "G", "H", "I", "J", "K", "L"


@dataclass(frozen=True)
class FiguresSheet:
    """Where the groups' sheets find a unit's figures: each as a formula, by the unit's code."""

    rows: dict[str, int]

    def minimum(self, code: str) -> str:
        cell = self._cell(code, _MINIMUM)
        return f'IF({cell}="","",{cell})'

    def reported(self, code: str) -> str:
        return self._cell(code, _REPORTED)

    def total(self, code: str) -> str:
        return self._cell(code, _TOTAL)

    def online(self, code: str) -> str:
        return self._cell(code, _ONLINE)

    def late(self, code: str) -> str:
        return self._cell(code, _LATE)

    def missing(self, code: str) -> str:
        return self._cell(code, _MISSING)

    def _cell(self, code: str, column: str) -> str:
        return f"'{TITLE}'!{column}{self.rows[code]}"


def write_figures(sheet: Worksheet, ranking: Ranking, months: MonthsSheet) -> FiguresSheet:
    """Fill the sheet; the units in the Decision's order, as in the sheet of months."""
    sheet.title = TITLE
    row = look.head(sheet, "Số liệu đầu vào", _NOTES)
    look.headings(sheet, row, list(_HEADINGS), list(_HEADINGS.values()))
    rows = {}
    for number, unit in enumerate(ranking.figures.units):
        at = row + 1 + number
        rows[unit.code] = at
        given = [
            unit.code,
            unit.name,
            str(GROUP_LABELS[Unit.Kind(unit.group)]),
            unit.parent,
            unit.parent_name or None,
            unit.clause,
        ]
        for column, value in enumerate(given, start=1):
            look.put_input(sheet, at, column, value)
        look.put_input(sheet, at, len(given) + 1, unit.minimum, form=look.PERCENT)
        sums = [
            months.reported(number),
            months.total(number),
            months.online(number),
            months.late(number),
            months.missing(number),
        ]
        for column, formula in enumerate(sums, start=len(given) + 2):
            look.put_formula(sheet, at, column, formula, form=look.WHOLE)
    look.set_up(sheet, ranking, titles=f"{row}:{row}", frozen=f"C{row + 1}")
    return FiguresSheet(rows)
