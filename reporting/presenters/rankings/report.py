"""The report of Home Affairs to the People's Committee on a ranking: every word and figure from what is frozen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from reporting import compliance
from reporting.compliance import JUDGED, REACHED, Status
from reporting.documents import ranking_words as words
from reporting.documents.official import (
    Block,
    Column,
    Letterhead,
    Paper,
    Style,
    Table,
    Text,
    in_words,
)
from reporting.labels import UNRANKED_LABELS
from reporting.letterheads import proper, province
from reporting.models import Ranking
from reporting.presenters.rankings.annexes import annexes
from reporting.presenters.rankings.history import brief, objections
from reporting.presenters.rankings.pictures import pictures
from reporting.presenters.rankings.ranked import RankedGroup, ranked_groups
from reporting.presenters.rankings.rule import rule_in_document
from reporting.rankings.canonical import written_code
from reporting.rankings.results import Place
from reporting.scoring import Unranked
from reporting.unit_names import without_committee

SUBJECT = "Kết quả xếp hạng thực hiện chỉ tiêu hồ sơ tiếp nhận, giải quyết trực tuyến"
REFERENCE = "(Kèm theo Báo cáo của Sở Nội vụ)"
# So many of the best and of the last are named, and so many units of one reason before they are only counted.
NAMED, LISTED = 3, 10


def report(ranking: Ranking) -> Paper:
    """The whole report, with an annex for each group."""
    committee = f"Ủy ban nhân dân {province()}"
    return Paper(
        head=_head(ranking),
        kind="Báo cáo",
        subject=f"{SUBJECT}, {words.span(ranking)}",
        addressees=f"{committee}.",
        blocks=[
            Text(
                f"Thực hiện {decision_in_words(ranking)}, Sở Nội vụ báo cáo {committee} kết quả xếp hạng {words.span(ranking)} như sau:"
            ),
            *_scope(ranking),
            *_results(ranking),
            *_proposals(ranking, committee),
        ],
        annexes=annexes(ranking, REFERENCE, is_brief=False),
        is_draft=not ranking.is_final,
        mark=page_mark(ranking),
        foot=page_foot(ranking),
    )


def decision_in_words(ranking: Ranking) -> str:
    """The decision with its day, issuer and title, as a sentence has it."""
    found = ranking.figures.decision
    title = found.title[:1].lower() + found.title[1:]
    day = in_words(date.fromisoformat(found.issued_on))
    return f"Quyết định số {found.number} ngày {day} của {found.issuer} về việc {title}"


def page_mark(ranking: Ranking) -> str:
    """What stands at the head of each page while a ranking is not final, or not real."""
    sample = words.SAMPLE if ranking.is_sample else ""
    return " · ".join(filter(None, [words.mark(ranking), sample]))


def page_foot(ranking: Ranking) -> str:
    """What stands at the foot of each page."""
    return f"{words.check(ranking)} · {words.where_to_check(ranking)}"


def year(ranking: Ranking) -> int:
    """The year in which the documents are written: that of the ranking's last word."""
    return timezone.localtime(ranking.finalised_at or ranking.drawn_up_at).year


def _head(ranking: Ranking) -> Letterhead:
    return Letterhead(
        superior=f"UBND {province()}",
        issuer=words.ISSUER,
        number="",
        place=proper(province()),
        dated_on=None,
        year=year(ranking),
        signer_title="Giám đốc",
        signer_name="",
        recipients=["Như trên;", "Sở Thông tin và Truyền thông;", "Lưu: VT."],
    )


def _scope(ranking: Ranking) -> list[Block]:
    groups = ranked_groups(ranking.places)
    parts = "; ".join(f"{len(group.places)} {words.group(group)}" for group in groups)
    targets = sum(place.unit.minimum is not None for place in ranking.places)
    blocks: list[Block] = [
        Text("I. PHẠM VI VÀ CÁCH TÍNH", Style.HEADING),
        Text(
            f"Kết quả xếp hạng (mã kiểm tra {ranking.written_code}) gồm {len(ranking.places)} đơn vị: {parts}; "
            f"trong đó {targets} đơn vị được giao chỉ tiêu. Số liệu là số liệu trên cổng lúc {words.moment(ranking.drawn_up_at)}."
        ),
        Text(
            "Tỷ lệ là số hồ sơ được tiếp nhận và giải quyết trực tuyến mức độ 3, 4 trên tổng số hồ sơ của các thủ tục hành chính "
            "đã công bố mức độ 3, 4, theo báo cáo tháng đã gửi hoặc đã duyệt. Mức hoàn thành là tỷ lệ chia cho chỉ tiêu của đơn vị. "
            "Việc so sánh với chỉ tiêu dùng số chính xác, không làm tròn trước."
        ),
        *map(Text, rule_in_document(ranking)),
    ]
    drawn_up = ranking.figures.drawn_up
    if drawn_up.replaces:
        blocks.append(
            Text(
                f"Kết quả xếp hạng này thay cho kết quả xếp hạng mã {written_code(drawn_up.replaces)}; lý do: {drawn_up.reason}"
            )
        )
    return blocks


def _results(ranking: Ranking) -> list[Block]:
    groups = ranked_groups(ranking.places)
    bars, strip = pictures(ranking)
    return [
        Text("II. KẾT QUẢ", Style.HEADING),
        Text("1. Kết quả chung", Style.SUBHEADING),
        Text(_overall(ranking.places)),
        _by_group(groups),
        bars,
        strip,
        Text("2. Kết quả theo khối", Style.SUBHEADING),
        *(Text(_group(group)) for group in groups),
        _by_class(ranking, groups),
        Text("3. Đơn vị không xếp hạng", Style.SUBHEADING),
        *_unranked(ranking.places),
        Text("4. Kiến nghị của các đơn vị", Style.SUBHEADING),
        *_objections(ranking),
    ]


def _overall(places: Sequence[Place]) -> str:
    judged = [place for place in places if place.score.case.status in JUDGED]
    reached = sum(place.score.case.status in REACHED for place in judged)
    share = compliance.together(place.unit.share for place in judged)
    if share.percent is None:
        return "Không đơn vị nào có số liệu để xét."
    percent = words.percent(compliance.shown_percent(share, None) or 0)
    return (
        f"{reached} trong {len(judged)} đơn vị có số liệu để xét đạt hoặc vượt chỉ tiêu, {len(judged) - reached} đơn vị không đạt. "
        f"Các đơn vị này tiếp nhận {words.number(share.total)} hồ sơ, trong đó {words.number(share.online)} hồ sơ trực tuyến ({percent})."
    )


def _by_group(groups: Sequence[RankedGroup]) -> Table:
    figures = ["Số đơn vị", "Vượt", "Đạt", "Không đạt", "Không xét", "Tỷ lệ chung"]
    rows = []
    for group in groups:
        statuses = Counter(place.score.case.status for place in group.places)
        with_target = (place.unit.share for place in group.places if place.unit.minimum is not None)
        shown = compliance.shown_percent(compliance.together(with_target), None)
        judged = sum(statuses[status] for status in JUDGED)
        rows.append(
            [
                group.label,
                str(len(group.places)),
                *(
                    str(statuses[status])
                    for status in (Status.EXCEEDED, Status.MET, Status.NOT_MET)
                ),
                str(len(group.places) - judged),
                words.NONE if shown is None else words.percent(shown),
            ]
        )
    return Table(
        "Bảng 1. Kết quả thực hiện chỉ tiêu theo khối",
        [Column("Khối", 26), *(Column(name, 14, is_figure=True) for name in figures)],
        rows,
    )


def _group(group: RankedGroup) -> str:
    judged = [place for place in group.places if place.score.case.status in JUDGED]
    reached = sum(place.score.case.status in REACHED for place in judged)
    said = f"Khối {words.group(group)}: {reached} trong {len(judged)} đơn vị có số liệu đạt hoặc vượt chỉ tiêu."
    if not group.ranked:
        return f"{said} Không đơn vị nào được xếp hạng."
    best = [place for place in group.ranked if (place.score.rank or 0) <= NAMED]
    last = [place for place in group.ranked[-NAMED:] if place not in best]
    # Where many share the first ranks, only the first of them are named.
    more = len(best) - 2 * NAMED
    others = f"; và {more} đơn vị khác hạng 1 đến {NAMED}" if more > 0 else ""
    said += f" Dẫn đầu: {_names(best[: 2 * NAMED])}{others}."
    return f"{said} Xếp cuối: {_names(last)}." if last else said


def _names(places: Iterable[Place]) -> str:
    return "; ".join(
        f"{place.unit.name}{_of_district(place)} (hạng {place.score.rank}, mức hoàn thành {words.attainment(place)}, {words.points(place)} điểm)"
        for place in places
    )


def _of_district(place: Place) -> str:
    district = without_committee(place.unit.parent_name)
    return f", {district}" if place.score.case.district else ""


def _by_class(ranking: Ranking, groups: Sequence[RankedGroup]) -> Table:
    names = [one.name for one in ranking.figures.rule.rule.classes]
    rows = []
    for group in groups:
        found = Counter(place.score.class_name for place in group.places)
        rows.append([group.label, *(str(found[name]) for name in names)])
    return Table(
        "Bảng 2. Xếp loại theo khối",
        [Column("Khối", 26), *(Column(name, 14, is_figure=True) for name in names)],
        rows,
    )


def _unranked(places: Sequence[Place]) -> list[Block]:
    found = []
    for reason in Unranked:
        of_it = [place for place in places if place.score.unranked == reason]
        if of_it:
            named = "; ".join(place.unit.name + _of_district(place) for place in of_it[:LISTED])
            more = f"; và {len(of_it) - LISTED} đơn vị khác" if len(of_it) > LISTED else ""
            found.append(Text(f"- {UNRANKED_LABELS[reason]}: {len(of_it)} đơn vị ({named}{more})."))
    return found or [Text("Mọi đơn vị đều được xếp hạng.")]


def _objections(ranking: Ranking) -> list[Block]:
    if ranking.put_out_at is None or ranking.objections_until is None:
        return [Text("Kết quả xếp hạng chưa gửi các đơn vị giải trình.")]
    found = objections(ranking)
    window = (
        f"Kết quả xếp hạng được gửi các đơn vị giải trình lúc {words.moment(ranking.put_out_at)}, nhận kiến nghị đến hết ngày "
        f"{words.day(ranking.objections_until)}."
    )
    if not found:
        return [Text(f"{window} Không đơn vị nào kiến nghị.")]
    outcomes = Counter(one.outcome for one in found if one.is_answered)
    answers = [f"{label.lower()}: {outcomes[key]}" for key, label in words.OUTCOMES.items()]
    waiting = sum(not one.is_answered for one in found)
    units = len({one.unit_id for one in found})
    return [
        Text(
            f"{window} Có {len(found)} kiến nghị của {units} đơn vị; {'; '.join(answers)}; chưa trả lời: {waiting}."
        ),
        Table(
            "Bảng 3. Kiến nghị và trả lời",
            [Column("Đơn vị", 24), Column("Kiến nghị", 38), Column("Trả lời", 38)],
            [
                [
                    one.unit.name,
                    brief(one.text),
                    f"{words.OUTCOMES[one.outcome]}: {brief(one.answer)}"
                    if one.is_answered
                    else "Chưa trả lời",
                ]
                for one in found
            ],
        ),
    ]


def _proposals(ranking: Ranking, committee: str) -> list[Block]:
    places = ranking.places
    short = sum(place.score.case.status == Status.NOT_MET for place in places)
    owing = sum(
        bool(place.score.case.missing) and place.unit.minimum is not None for place in places
    )
    asked = ["Xem xét, ban hành Quyết định công bố kết quả xếp hạng (dự thảo kèm theo)."]
    if short:
        asked.append(
            f"Chỉ đạo {short} đơn vị không đạt chỉ tiêu rà soát các thủ tục có nhiều hồ sơ nhưng ít hồ sơ trực tuyến, hướng dẫn tổ chức, "
            "cá nhân nộp hồ sơ trực tuyến để đạt chỉ tiêu được giao."
        )
    if owing:
        asked.append(f"Yêu cầu {owing} đơn vị còn thiếu báo cáo tháng gửi đủ, đúng hạn.")
    return [
        Text("III. KIẾN NGHỊ", Style.HEADING),
        Text(f"Sở Nội vụ kính đề nghị {committee}:"),
        *(Text(f"{number}. {text}") for number, text in enumerate(asked, start=1)),
        Text(
            f"Trên đây là báo cáo kết quả xếp hạng {words.span(ranking)}, Sở Nội vụ kính trình {committee} xem xét, quyết định./."
        ),
    ]
