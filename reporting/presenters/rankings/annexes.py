"""The tables of a ranking that go with its report and with the draft decision: one annex for each group."""

from collections.abc import Callable, Sequence

from reporting import compliance
from reporting.documents import ranking_words as words
from reporting.documents.official import Annex, Column
from reporting.interval import has_few_dossiers
from reporting.models import Ranking
from reporting.presenters.rankings.ranked import RankedGroup, ranked_groups
from reporting.rankings.results import Place
from reporting.unit_names import without_committee

# A column with what it says of a place.
Told = tuple[Column, Callable[[Place], str]]


def annexes(ranking: Ranking, reference: str, *, is_brief: bool) -> list[Annex]:
    """Every unit of every group; `reference` says with which document, a brief annex leaves the dossiers out."""
    return [
        _annex(ranking, group, reference, is_brief=is_brief)
        for group in ranked_groups(ranking.places)
    ]


def _annex(ranking: Ranking, group: RankedGroup, reference: str, *, is_brief: bool) -> Annex:
    columns = _columns(group, is_brief=is_brief)
    return Annex(
        title=f"Kết quả xếp hạng khối {words.group(group)}, {words.span(ranking)}",
        reference=reference,
        note=words.SAMPLE if ranking.is_sample else "",
        columns=[column for column, _told in columns],
        rows=[[told(place) for _column, told in columns] for place in group.places],
    )


def _columns(group: RankedGroup, *, is_brief: bool) -> Sequence[Told]:
    in_district: Sequence[Told] = [
        (Column("Huyện, thị xã, thành phố", 25), _district),
        (Column("Hạng trong huyện", 10, is_figure=True), _rank_in_district),
    ]
    dossiers: Sequence[Told] = [
        (Column("Tổng số hồ sơ", 11, is_figure=True), lambda place: _share(place, "total")),
        (Column("Trực tuyến", 11, is_figure=True), lambda place: _share(place, "online")),
    ]
    reports: Sequence[Told] = [
        (Column("Tháng chậm", 10, is_figure=True), lambda place: str(place.score.case.late)),
        (Column("Tháng thiếu", 10, is_figure=True), lambda place: str(place.score.case.missing)),
    ]
    small_numbers: Sequence[Told] = [
        (Column("Khoảng 95 % (* ít hồ sơ)", 24, is_figure=True), _interval),
    ]
    return [
        (Column("Hạng", 9, is_figure=True), lambda place: _or_none(place.score.rank)),
        (Column("Đơn vị", 35), lambda place: place.unit.name),
        *(in_district if group.has_districts else []),
        (Column("Chỉ tiêu", 13, is_figure=True), _minimum),
        *([] if is_brief else dossiers),
        (Column("Tỷ lệ", 13, is_figure=True), _percent),
        *(small_numbers if any(words.interval(place) for place in group.places) else []),
        (Column("Mức hoàn thành", 12, is_figure=True), _attainment),
        *([] if is_brief else reports),
        (Column("Điểm", 10, is_figure=True), words.points),
        (Column("Xếp loại", 17), _class),
    ]


def _or_none(value: object) -> str:
    return words.NONE if value is None else str(value)


def _district(place: Place) -> str:
    return without_committee(place.unit.parent_name)


def _rank_in_district(place: Place) -> str:
    return _or_none(place.score.rank_in_district)


def _minimum(place: Place) -> str:
    minimum = place.unit.minimum
    return words.NONE if minimum is None else words.percent(minimum)


def _share(place: Place, part: str) -> str:
    share = place.unit.share
    return words.NONE if share is None else words.number(getattr(share, part))


def _percent(place: Place) -> str:
    shown = compliance.shown_percent(place.unit.share, place.unit.minimum)
    return words.NONE if shown is None else words.percent(shown)


def _interval(place: Place) -> str:
    """The interval beside a share of few dossiers, marked where they are very few."""
    return words.interval(place) + ("*" if has_few_dossiers(place.unit.share) else "")


def _attainment(place: Place) -> str:
    shown = compliance.shown_attainment(place.unit.share, place.unit.minimum)
    return words.NONE if shown is None else words.number(shown)


def _class(place: Place) -> str:
    """The class; of a unit without a rank the reason too."""
    why = words.why_unranked(place.score)
    return " – ".join(filter(None, [place.score.class_name, why]))
