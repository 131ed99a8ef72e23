"""The sheet of the scoring rule: its numbers as named cells, which the formulas use."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from reporting import rule_in_words
from reporting.documents import ranking_words as words
from reporting.exports.workings import look
from reporting.models import Ranking
from reporting.rankings.formulas import (
    CLASS_FROM,
    CLASS_NAME,
    DECIMALS,
    FULL_SHARE,
    LEAST,
    MAXIMUM,
    OFF_LATE,
    OFF_MISSING,
    STEP_FROM,
    STEP_POINTS,
    decimals_of,
)
from reporting.scoring_rule import Basis, Rule

TITLE = "Quy tắc"


def write_rule(workbook: Workbook, sheet: Worksheet, ranking: Ranking) -> None:
    """Fill the sheet and name its cells."""
    sheet.title = TITLE
    frozen = ranking.figures.rule
    notes = [words.rule(ranking), *([frozen.note] if frozen.note else [])]
    if frozen.is_example:
        notes.append("Quy tắc ví dụ: không phải công thức do tỉnh ban hành.")
    row = look.head(sheet, "Quy tắc chấm điểm và xếp hạng", notes)
    look.headings(sheet, row, ["Tham số", "Giá trị", "Tên ô dùng trong công thức"], [44, 22, 30])
    writer = _Writer(workbook, sheet, row)
    writer.parameters(frozen.rule)
    writer.steps(frozen.rule)
    writer.classes(frozen.rule)
    look.set_up(sheet, ranking)


class _Writer:
    """Writes downwards, and names what it writes."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, heading_row: int) -> None:
        self.workbook, self.sheet = workbook, sheet
        self.rows = count(heading_row + 1)

    def parameters(self, rule: Rule) -> None:
        self._named("Điểm tối đa", rule.maximum, MAXIMUM)
        self._said("Cách tính điểm", rule_in_words.earning(rule))
        if rule.basis == Basis.FULL_SHARE:
            self._named("Tỷ lệ đủ điểm (%)", rule.full_share, FULL_SHARE)
        self._named("Điểm trừ mỗi tháng báo cáo chậm", rule.off_late, OFF_LATE)
        self._named("Điểm trừ mỗi tháng thiếu báo cáo", rule.off_missing, OFF_MISSING)
        self._named("Số chữ số thập phân của điểm", rule.decimals, DECIMALS)
        self._said("Làm tròn", rule_in_words.rounding(rule))
        self._named("Số hồ sơ tối thiểu để xếp hạng", rule.least_dossiers, LEAST)
        for line in rule_in_words.ranking_lines(rule):
            self._said(line.name, line.text)

    def steps(self, rule: Rule) -> None:
        """From the lowest up, as LOOKUP wants them; below the lowest step nothing is earned."""
        if rule.basis != Basis.STEPS:
            return
        steps = [(step.attainment_percent, step.points) for step in reversed(rule.steps)]
        if steps[0][0] > 0:
            steps.insert(0, (Decimal(0), Decimal(0)))
        self._heading("Bậc: mức hoàn thành từ (%)", "Điểm", "Mức hoàn thành từ (số)")
        places = max(decimals_of(percent) for percent, _points in steps)
        rows = []
        for percent, points in steps:
            row = next(self.rows)
            rows.append(row)
            look.put_input(self.sheet, row, 1, percent)
            look.put_input(self.sheet, row, 2, points)
            # One division of whole numbers, as attainment is, so that what is equal stays equal.
            whole = f"ROUND(A{row}*{10**places},0)"
            look.put_formula(self.sheet, row, 3, f"{whole}/{100 * 10**places}", form=look.EXACT)
        self._name_rows(STEP_FROM, "C", rows)
        self._name_rows(STEP_POINTS, "B", rows)

    def classes(self, rule: Rule) -> None:
        """From the lowest up, as LOOKUP wants them."""
        self._heading("Xếp loại: điểm từ", "Loại", "")
        rows = []
        for one in reversed(rule.classes):
            row = next(self.rows)
            rows.append(row)
            look.put_input(self.sheet, row, 1, one.least_points)
            look.put_input(self.sheet, row, 2, one.name)
        self._name_rows(CLASS_FROM, "A", rows)
        self._name_rows(CLASS_NAME, "B", rows)

    def _named(self, label: str, value: object, name: str) -> None:
        row = next(self.rows)
        look.put(self.sheet, row, 1, label).border = look.GRID
        look.put_input(self.sheet, row, 2, value)
        look.put(self.sheet, row, 3, name).border = look.GRID
        self._name(name, f"$B${row}")

    def _said(self, label: str, words_of_it: str) -> None:
        row = next(self.rows)
        look.put(self.sheet, row, 1, label).border = look.GRID
        look.put(self.sheet, row, 2, words_of_it)

    def _heading(self, *texts: str) -> None:
        next(self.rows)
        row = next(self.rows)
        for column, text in enumerate(filter(None, texts), start=1):
            look.heading(self.sheet, row, column, text)

    def _name_rows(self, name: str, column: str, rows: Sequence[int]) -> None:
        self._name(name, f"${column}${rows[0]}:${column}${rows[-1]}")

    def _name(self, name: str, cells: str) -> None:
        self.workbook.defined_names[name] = DefinedName(name, attr_text=f"'{TITLE}'!{cells}")
