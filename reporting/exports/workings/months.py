"""The sheet of months: every unit's figures month by month, and their sums."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reporting.exports.workings import look
from reporting.models import Ranking
from reporting.rankings.frozen import FrozenMonth
from targets.periods import Month
from targets.templatetags.figures import short_month

TITLE = "Theo tháng"
TOTAL, ONLINE, REPORT = "Tổng số", "Trực tuyến", "Báo cáo"
LATE, MISSING, NOT_YET, NOT_EXPECTED = "chậm", "thiếu", "chưa đến hạn", "không phải gửi"
_NOTES = [
    "Số hồ sơ được tính của từng tháng (TTHC đã công bố mức độ 3, 4 trong tháng; báo cáo đã gửi hoặc đã duyệt). Ô trống: không có báo cáo được tính.",
    f"Cột «{REPORT}»: {LATE} – gửi sau hạn; {MISSING} – quá hạn mà chưa có báo cáo được tính; {NOT_YET} – chưa gửi và chưa đến hạn; {NOT_EXPECTED} – đơn vị không phải báo cáo tháng đó.",
]
_BEFORE = ["Mã đơn vị", "Đơn vị"]
_WIDTHS = [11, 30]
_SUMS = ["Tổng số", "Trực tuyến", "Số tháng đã báo cáo", "Số tháng chậm", "Số tháng thiếu"]
# Columns that each month takes.
_OF_A_MONTH = 3


@dataclass(frozen=True)
class MonthsSheet:
    """Where the other sheets find the sums: each as a reference, by the number of the unit from 0."""

    first_row: int
    first_sum: int

    def total(self, unit: int) -> str:
        return self._sum(unit, 0)

    def online(self, unit: int) -> str:
        return self._sum(unit, 1)

    def reported(self, unit: int) -> str:
        return self._sum(unit, 2)

    def late(self, unit: int) -> str:
        return self._sum(unit, 3)

    def missing(self, unit: int) -> str:
        return self._sum(unit, 4)

    def _sum(self, unit: int, which: int) -> str:
        return f"'{TITLE}'!{get_column_letter(self.first_sum + which)}{self.first_row + unit}"


def write_months(sheet: Worksheet, ranking: Ranking) -> MonthsSheet:
    """Fill the sheet; the units in the Decision's order."""
    sheet.title = TITLE
    units = ranking.figures.units
    months = [month.month for month in units[0].months]
    row = look.head(sheet, "Số liệu theo tháng", _NOTES)
    first, last = len(_BEFORE) + 1, len(_BEFORE) + _OF_A_MONTH * len(months)
    _headings(sheet, row, months, last)
    layout = MonthsSheet(first_row=row + 2, first_sum=last + 1)
    kinds = f"${get_column_letter(first)}${row + 1}:${get_column_letter(last)}${row + 1}"
    for number, unit in enumerate(units, start=layout.first_row):
        look.put_input(sheet, number, 1, unit.code)
        look.put_input(sheet, number, 2, unit.name)
        for place, month in enumerate(unit.months):
            _month(sheet, number, first + _OF_A_MONTH * place, month)
        own = f"{get_column_letter(first)}{number}:{get_column_letter(last)}{number}"
        _sums(sheet, number, layout.first_sum, kinds, own)
    look.set_up(
        sheet,
        ranking,
        titles=f"{row}:{row + 1}",
        frozen=f"C{layout.first_row}",
        wide=1 + (len(months) > _OF_A_MONTH),
    )
    sheet.print_title_cols = "A:B"
    return layout


def _headings(sheet: Worksheet, row: int, months: list[str], last: int) -> None:
    kinds = [TOTAL, ONLINE, REPORT] * len(months)
    widths = [*_WIDTHS, *[9, 9, 8] * len(months), *[10] * len(_SUMS)]
    look.headings(sheet, row + 1, [*_BEFORE, *kinds, *_SUMS], widths)
    for place, month in enumerate(months):
        column = len(_BEFORE) + 1 + _OF_A_MONTH * place
        look.heading(sheet, row, column, short_month(Month.parse(month)))
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=column, end_column=column + _OF_A_MONTH - 1
        )
    look.heading(sheet, row, last + 1, "Cộng")
    sheet.merge_cells(
        start_row=row, end_row=row, start_column=last + 1, end_column=last + len(_SUMS)
    )


def _month(sheet: Worksheet, row: int, column: int, month: FrozenMonth) -> None:
    share = month.share
    look.put_input(sheet, row, column, share.total if share else None, form=look.WHOLE)
    look.put_input(sheet, row, column + 1, share.online if share else None, form=look.WHOLE)
    look.put_input(sheet, row, column + 2, _report(month))


def _report(month: FrozenMonth) -> str | None:
    if month.is_late:
        return LATE
    if month.is_missing:
        return MISSING
    if month.is_reported:
        return None
    return NOT_YET if month.is_expected else NOT_EXPECTED


def _sums(sheet: Worksheet, row: int, column: int, kinds: str, own: str) -> None:
    formulas = [
        f'SUMIF({kinds},"{TOTAL}",{own})',
        f'SUMIF({kinds},"{ONLINE}",{own})',
        f'SUMPRODUCT(({kinds}="{TOTAL}")*ISNUMBER({own}))',
        f'COUNTIF({own},"{LATE}")',
        f'COUNTIF({own},"{MISSING}")',
    ]
    for place, formula in enumerate(formulas):
        look.put_formula(sheet, row, column + place, formula, form=look.WHOLE)
