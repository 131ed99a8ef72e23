"""A sheet for each group: from its figures to points, classes and ranks by live formulas, beside what the portal says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reporting import compliance
from reporting.documents import ranking_words as words
from reporting.exports.workings import look
from reporting.exports.workings.figures import FiguresSheet
from reporting.labels import STATUS_LABELS, UNRANKED_LABELS
from reporting.labels_scoring import ORDER_NAMES
from reporting.models import Ranking
from reporting.presenters.rankings.ranked import RankedGroup
from reporting.rankings.formulas import DIFFERS, Table, formulas
from reporting.rankings.results import Place
from reporting.scoring_rule import Rule, Ties

_NOTES = [
    "Chữ đen là công thức, tính từ trang «Số liệu» và «Quy tắc». Cột «(cổng)» là kết quả cổng đã chốt; cột «Đối chiếu» chuyển đỏ khi khác.",
    "Mức hoàn thành = tỷ lệ / chỉ tiêu, viết thành một phép chia số nguyên để hai phân số bằng nhau cho cùng một số. ROUND(…;12) bỏ phần dư của số thực trước khi làm tròn điểm.",
]


@dataclass(frozen=True)
class GroupColumn:
    """A column: what it holds, its heading, its width in letters and its number format."""

    name: str
    heading: str
    width: int
    form: str = ""


@dataclass(frozen=True)
class GroupSheet:
    """Where the first sheet finds whether a group's rows agree."""

    title: str
    label: str
    units: int
    checks: str


def write_group(
    sheet: Worksheet, ranking: Ranking, group: RankedGroup, figures: FiguresSheet
) -> GroupSheet:
    """Fill the sheet, the units by their rank."""
    sheet.title = group.label
    rule = ranking.figures.rule.rule
    columns = _columns(rule, group)
    row = look.head(sheet, f"Tính điểm và xếp hạng: {group.label}", _NOTES)
    look.headings(sheet, row, [one.heading for one in columns], [one.width for one in columns])
    letters = {one.name: get_column_letter(at) for at, one in enumerate(columns, start=1)}
    table = Table(letters, first=row + 1, last=row + len(group.places))
    for at, place in enumerate(group.places, start=table.first):
        _row(sheet, at, columns, place, _reckoned(rule, table, at, place, figures))
    checks = f"{letters['check']}{table.first}:{letters['check']}{table.last}"
    sheet.conditional_formatting.add(
        checks,
        CellIsRule("equal", [f'"{DIFFERS}"'], font=look.ALARM, fill=look.ALARM_FILL),
    )
    look.set_up(sheet, ranking, titles=f"{row}:{row}", frozen=f"C{table.first}", wide=2)
    sheet.print_title_cols = "A:B"
    return GroupSheet(sheet.title, group.label, len(group.places), f"'{sheet.title}'!{checks}")


def _columns(rule: Rule, group: RankedGroup) -> list[GroupColumn]:
    points = f"0.{'0' * rule.decimals}".rstrip(".")
    has_districts, is_dense = group.has_districts, rule.ties == Ties.DENSE
    return [
        GroupColumn("code", "Mã đơn vị", 10),
        GroupColumn("name", "Đơn vị", 30),
        *([GroupColumn("district", "Mã huyện", 7)] if has_districts else []),
        GroupColumn("minimum", "Chỉ tiêu (%)", 7, look.PERCENT),
        GroupColumn("reported", "Tháng đã báo cáo", 7, look.WHOLE),
        GroupColumn("total", "Tổng số hồ sơ", 8, look.WHOLE),
        GroupColumn("online", "Trực tuyến", 8, look.WHOLE),
        GroupColumn("late", "Tháng chậm", 6, look.WHOLE),
        GroupColumn("missing", "Tháng thiếu", 6, look.WHOLE),
        GroupColumn("status", "Kết quả", 18),
        GroupColumn("share", "Tỷ lệ (%)", 7, look.PERCENT),
        GroupColumn("attainment", "Mức hoàn thành", 10, look.EXACT),
        GroupColumn("earned", "Điểm theo kết quả", 10, look.EXACT),
        GroupColumn("off", "Điểm trừ", 6, "0.00##"),
        GroupColumn("remains", "Còn lại", 10, look.EXACT),
        GroupColumn("points", "Điểm", 7, points),
        GroupColumn("class", "Xếp loại", 10),
        GroupColumn("counted", "Được xếp hạng", 20),
        GroupColumn("key", f"Xếp theo {ORDER_NAMES[rule.order]}", 12, look.EXACT),
        *([GroupColumn("first", "Đầu nhóm bằng nhau", 7, look.WHOLE)] if is_dense else []),
        GroupColumn("rank", "Hạng", 6, look.WHOLE),
        *(
            [GroupColumn("first_in_district", "Đầu nhóm bằng nhau trong huyện", 8, look.WHOLE)]
            if has_districts and is_dense
            else []
        ),
        *(
            [GroupColumn("rank_in_district", "Hạng trong huyện", 7, look.WHOLE)]
            if has_districts
            else []
        ),
        GroupColumn("portal_status", "Kết quả (cổng)", 18),
        GroupColumn("portal_share", "Tỷ lệ (cổng)", 7, look.PERCENT),
        GroupColumn("portal_small", "Ít hồ sơ, khoảng 95 % (cổng)", 22),
        GroupColumn("portal_points", "Điểm (cổng)", 7, points),
        GroupColumn("portal_class", "Xếp loại (cổng)", 10),
        GroupColumn("portal_rank", "Hạng (cổng)", 6, look.WHOLE),
        *(
            [GroupColumn("portal_rank_in_district", "Hạng trong huyện (cổng)", 8, look.WHOLE)]
            if has_districts
            else []
        ),
        GroupColumn("check", "Đối chiếu", 8),
    ]


def _reckoned(
    rule: Rule, table: Table, row: int, place: Place, figures: FiguresSheet
) -> Mapping[str, str]:
    code = place.unit.code
    return {
        "minimum": figures.minimum(code),
        "reported": figures.reported(code),
        "total": figures.total(code),
        "online": figures.online(code),
        "late": figures.late(code),
        "missing": figures.missing(code),
        **formulas(rule, table, row, STATUS_LABELS | UNRANKED_LABELS),
    }


def _row(
    sheet: Worksheet,
    row: int,
    columns: list[GroupColumn],
    place: Place,
    reckoned: Mapping[str, str],
) -> None:
    given = _given(place)
    for number, column in enumerate(columns, start=1):
        if column.name in reckoned:
            look.put_formula(sheet, row, number, reckoned[column.name], form=column.form)
        elif column.name.startswith("portal_"):
            cell = look.put(sheet, row, number, given[column.name], form=column.form)
            cell.fill, cell.border = look.PORTAL_FILL, look.GRID
        else:
            look.put_input(sheet, row, number, given[column.name])


def _given(place: Place) -> dict[str, Any]:
    unit, score = place.unit, place.score
    return {
        "code": unit.code,
        "name": unit.name,
        "district": score.case.district,
        "portal_status": words.status(score),
        "portal_share": compliance.shown_percent(unit.share, unit.minimum),
        "portal_small": words.small_numbers(place) or None,
        "portal_points": score.points,
        "portal_class": score.class_name,
        "portal_rank": score.rank,
        "portal_rank_in_district": score.rank_in_district,
    }
