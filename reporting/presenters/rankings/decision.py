"""The draft decision by which the People's Committee makes a ranking known."""

from reporting.documents import ranking_words as words
from reporting.documents.official import BLANK, Block, Letterhead, Paper, Style, Text
from reporting.letterheads import proper, province
from reporting.models import Ranking
from reporting.presenters.rankings.annexes import annexes
from reporting.presenters.rankings.ranked import ranked_groups
from reporting.presenters.rankings.report import (
    SUBJECT,
    decision_in_words,
    page_foot,
    page_mark,
    year,
)
from reporting.rankings.canonical import written_code


def draft_decision(ranking: Ranking) -> Paper:
    """The draft with an annex for each group; who drafts adds the law that gives the power to decide."""
    committee = f"Ủy ban nhân dân {province()}"
    subject = SUBJECT[:1].lower() + SUBJECT[1:]
    return Paper(
        head=Letterhead(
            superior="",
            issuer=committee,
            number=f"{BLANK}/QĐ-UBND",
            place=proper(province()),
            dated_on=None,
            year=year(ranking),
            signer_title="TM. Ủy ban nhân dân\nChủ tịch",
            signer_name="",
            recipients=[
                "Như Điều 3;",
                "Chủ tịch và các Phó Chủ tịch UBND tỉnh;",
                "Sở Thông tin và Truyền thông;",
                "Lưu: VT.",
            ],
        ),
        kind="Quyết định",
        subject=f"Về việc công bố {subject}, {words.span(ranking)}",
        addressees="",
        blocks=_blocks(ranking, committee),
        annexes=annexes(
            ranking, f"(Kèm theo Quyết định số{BLANK}/QĐ-UBND của {committee})", is_brief=True
        ),
        is_draft=True,
        mark=page_mark(ranking),
        foot=page_foot(ranking),
    )


def _blocks(ranking: Ranking, committee: str) -> list[Block]:
    groups = ranked_groups(ranking.places)
    parts = "; ".join(f"{len(group.ranked)} {words.group(group)}" for group in groups)
    ranked = sum(len(group.ranked) for group in groups)
    dated = f"số{BLANK}/BC-SNV ngày{BLANK}tháng{BLANK}năm {year(ranking)}"
    replaces = ranking.figures.drawn_up.replaces
    instead = (
        f" Kết quả này thay cho kết quả xếp hạng mã {written_code(replaces)}." if replaces else ""
    )
    return [
        Text(committee.upper(), Style.CENTRED),
        Text("[Căn cứ pháp lý về thẩm quyền: cơ quan soạn thảo bổ sung];", Style.BASIS),
        Text(f"Căn cứ {decision_in_words(ranking)};", Style.BASIS),
        Text(f"Theo đề nghị của Giám đốc Sở Nội vụ tại Báo cáo {dated}.", Style.BASIS),
        Text("QUYẾT ĐỊNH:", Style.CENTRED),
        Text(
            f"Công bố kết quả xếp hạng thực hiện chỉ tiêu hồ sơ tiếp nhận, giải quyết trực tuyến {words.span(ranking)} của {ranked} đơn vị "
            f"được xếp hạng ({parts}); đơn vị không xếp hạng và lý do nêu cùng bảng. Kết quả từng khối tại các Phụ lục kèm theo; "
            f"mã kiểm tra của kết quả xếp hạng: {ranking.written_code}.{instead}",
            lead="Điều 1.",
        ),
        Text(
            "Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông sử dụng kết quả xếp hạng khi đánh giá, xếp loại công tác cải cách "
            "hành chính. Các đơn vị không đạt chỉ tiêu rà soát, có biện pháp nâng tỷ lệ hồ sơ trực tuyến.",
            lead="Điều 2.",
        ),
        Text(
            f"Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng {committee}; Giám đốc Sở Nội vụ; Thủ trưởng các sở, ban, ngành; "
            "Chủ tịch Ủy ban nhân dân cấp huyện, cấp xã và các đơn vị, cá nhân liên quan chịu trách nhiệm thi hành Quyết định này./.",
            lead="Điều 3.",
        ),
    ]
