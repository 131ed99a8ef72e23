"""The sheets of words: what the paper is and whether it agrees, the definitions, and the ranking's history."""

from collections.abc import Sequence

from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.worksheet import Worksheet

from reporting.documents import ranking_words as words
from reporting.exports.workings import look
from reporting.exports.workings.groups import GroupSheet
from reporting.models import Ranking
from reporting.presenters.rankings.history import history
from reporting.rankings.formulas import AGREES, DIFFERS

ABOUT, DEFINITIONS, HISTORY = "Giới thiệu", "Định nghĩa", "Lịch sử"


def write_about(sheet: Worksheet, ranking: Ranking, groups: Sequence[GroupSheet]) -> None:
    """What the paper is, how it is read, and how many rows agree with the portal."""
    sheet.title = ABOUT
    notes = [
        f"Theo {words.decision(ranking)}, {words.span(ranking)}",
        *words.about(ranking),
        f"Kiểm tra mã trên cổng: {words.where_to_check(ranking)}",
        "",
        "Các trang: «Theo tháng» và «Số liệu» là đầu vào; «Quy tắc» là tham số; mỗi khối một trang tính bằng công thức; «Định nghĩa»; «Lịch sử».",
        "Chữ xanh trên nền vàng là số liệu và tham số đã chốt; chữ đen là công thức; nền xám là kết quả của cổng để đối chiếu.",
    ]
    row = look.head(sheet, f"Bảng tính kiểm tra: {words.TITLE.lower()}", notes)
    look.headings(
        sheet, row, ["Khối", "Số đơn vị", "Số dòng khớp", "Số dòng khác"], [34, 12, 14, 14]
    )
    for number, group in enumerate(groups, start=row + 1):
        look.put(sheet, number, 1, group.label).border = look.GRID
        look.put(sheet, number, 2, group.units).border = look.GRID
        for column, word in enumerate([AGREES, DIFFERS], start=3):
            formula = f'COUNTIF({group.checks},"{word}")'
            look.put_formula(sheet, number, column, formula, form=look.WHOLE)
    sheet.conditional_formatting.add(
        f"D{row + 1}:D{row + len(groups)}",
        CellIsRule("greaterThan", ["0"], font=look.ALARM, fill=look.ALARM_FILL),
    )
    look.set_up(sheet, ranking)


def write_definitions(sheet: Worksheet, ranking: Ranking) -> None:
    """What the words and figures mean, as frozen with the ranking."""
    sheet.title = DEFINITIONS
    row = look.head(sheet, "Định nghĩa có hiệu lực khi lập kết quả xếp hạng", [])
    widths = [30, 100, 40]
    look.headings(sheet, row, ["Khái niệm", "Nội dung", "Căn cứ"], widths)
    for number, one in enumerate(ranking.figures.definitions, start=row + 1):
        texts = [one.title, "\n".join(one.paragraphs), one.source]
        _texts(sheet, number, texts, widths)
    look.set_up(sheet, ranking, titles=f"{row}:{row}", frozen=f"A{row + 1}")


def write_history(sheet: Worksheet, ranking: Ranking) -> None:
    """What became of the ranking: its steps, and the objections with their answers."""
    sheet.title = HISTORY
    row = look.head(sheet, "Lịch sử của kết quả xếp hạng", [])
    widths = [22, 28, 34, 90]
    look.headings(sheet, row, ["Thời điểm", "Việc", "Ai", "Nội dung"], widths)
    for number, event in enumerate(history(ranking), start=row + 1):
        texts = [words.moment(event.at), event.what, event.who, event.said]
        _texts(sheet, number, texts, widths)
    look.set_up(sheet, ranking, titles=f"{row}:{row}", frozen=f"A{row + 1}")


def _texts(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    for column, (text, width) in enumerate(zip(texts, widths, strict=True), start=1):
        cell = look.put(sheet, row, column, text)
        cell.border = look.GRID
        look.wrap(cell, width)
