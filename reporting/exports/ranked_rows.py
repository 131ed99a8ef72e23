"""The rows of a published ranking for programs and spreadsheets: .csv, .json and .ods, in Vietnamese where it has words."""

import json
from decimal import Decimal
from typing import Any

from reporting import compliance
from reporting.documents import ranking_words as words
from reporting.models import Ranking
from reporting.presenters.rankings.ranked import RankedGroup, ranked_groups, ranked_records
from reporting.rankings.results import Place
from targets.exports import ods, sheets
from targets.exports.sheets import Column, Kind, Sheet


def rows_csv(ranking: Ranking) -> bytes:
    """The records with the ranking that they are of, for Excel; text never becomes a formula."""
    about = {
        "ranking": ranking.code,
        "state": ranking.state,
        "sample": ranking.is_sample,
    }
    records = [about | record for record in ranked_records(ranking)]
    # A frozen ranking has at least the units of its decision.
    rows = [[_cell(value) for value in record.values()] for record in records]
    return sheets.to_csv(list(records[0]), rows)


def _cell(value: Any) -> Any:
    """As JSON writes it, where it is true or false."""
    return str(value).lower() if isinstance(value, bool) else value


def rows_json(ranking: Ranking) -> bytes:
    """The ranking with its records."""
    figures = ranking.figures
    answer = {
        "ranking": ranking.code,
        "sha256": ranking.sha256,
        "state": ranking.state,
        "sample": ranking.is_sample,
        "decision": figures.decision.number,
        "from": figures.first,
        "through": figures.through,
        "rule": {"name": figures.rule.name, "version": figures.rule.version},
        "units": ranked_records(ranking),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2).encode() + b"\n"


def rows_ods(ranking: Ranking) -> bytes:
    """A sheet for each group."""
    places = ranking.figures.rule.rule.decimals
    return ods.to_ods(
        [
            Sheet(
                title=group.label,
                columns=_columns(group, places),
                rows=[_row(group, place) for place in group.places],
                notes=[
                    f"{words.TITLE}: {group.label}",
                    f"{words.decision(ranking)}, {words.span(ranking)}",
                    *words.about(ranking),
                ],
            )
            for group in ranked_groups(ranking.places)
        ],
        foot=f"{words.check(ranking)} · {words.where_to_check(ranking)}",
    )


def _columns(group: RankedGroup, decimals: int) -> list[Column]:
    in_district = [
        Column("Hạng trong huyện", Kind.WHOLE, 10),
        Column("Huyện", width=26),
    ]
    return [
        Column("Hạng", Kind.WHOLE, 8),
        *(in_district if group.has_districts else []),
        Column("Mã đơn vị", width=13),
        Column("Đơn vị", width=40),
        Column("Khoản", width=9),
        Column("Chỉ tiêu", Kind.PERCENT, 11),
        Column("Tổng số hồ sơ", Kind.WHOLE, 12),
        Column("Hồ sơ trực tuyến", Kind.WHOLE, 12),
        Column("Tỷ lệ", Kind.PERCENT, 11),
        Column("Ít hồ sơ, khoảng 95 %", width=26),
        Column("Mức hoàn thành", Kind.DECIMAL, 12),
        Column("Số hồ sơ thiếu", Kind.WHOLE, 12),
        Column("Kết quả", width=22),
        Column("Tháng báo cáo chậm", Kind.WHOLE, 11),
        Column("Tháng thiếu báo cáo", Kind.WHOLE, 11),
        Column("Điểm trừ", Kind.DECIMAL, 10, places=4),
        Column("Điểm", Kind.DECIMAL, 10, places=decimals),
        Column("Xếp loại", width=16),
        Column("Lý do không xếp hạng", width=26),
    ]


def _row(group: RankedGroup, place: Place) -> list[Any]:
    unit, score = place.unit, place.score
    share, minimum = unit.share, unit.minimum
    in_district = [score.rank_in_district, unit.parent_name]
    is_judged = score.points is not None
    return [
        score.rank,
        *(in_district if group.has_districts else []),
        unit.code,
        unit.name,
        unit.clause,
        minimum,
        share.total if share else None,
        share.online if share else None,
        compliance.shown_percent(share, minimum),
        words.small_numbers(place) or None,
        compliance.shown_attainment(share, minimum),
        compliance.shortfall(share, minimum) if is_judged else None,
        words.status(score),
        score.case.late,
        score.case.missing,
        Decimal(score.off) if is_judged else None,
        score.points,
        score.class_name,
        words.why_unranked(score),
    ]
