"""What a ranking is called in its files, in Vietnamese whatever the reader's language: the law gives its words so.

What pages call by a name too has it from the labels, in the language that is active: Vietnamese, where a file is written.
"""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from reporting import compliance
from reporting.interval import has_few_dossiers, shown_interval
from reporting.labels import STATUS_LABELS, UNRANKED_LABELS
from reporting.models import Objection, Ranking
from reporting.presenters.rankings.ranked import RankedGroup
from reporting.rankings.canonical import SHORT_DIGEST
from reporting.rankings.results import Place
from reporting.rankings.states import State
from reporting.scoring import Score
from targets.periods import Month

TITLE = "Kết quả xếp hạng thực hiện chỉ tiêu hồ sơ trực tuyến"
# Who draws rankings up.
ISSUER = "Sở Nội vụ"
SAMPLE = "DỮ LIỆU MẪU: số liệu không có thật."
NONE = "–"
_VIETNAMESE = str.maketrans(",.", ".,")

# What every page of a ranking that is not final says.
_MARKS = {
    State.DRAWN_UP: "DỰ THẢO – mới lập, chưa gửi các đơn vị, không phải kết quả chính thức",
    State.OUT: "DỰ THẢO – đang lấy ý kiến giải trình, không phải kết quả chính thức",
    State.FINAL: "",
    State.WITHDRAWN: "ĐÃ RÚT – không phải kết quả chính thức",
}
STATES = {
    State.DRAWN_UP: "Mới lập",
    State.OUT: "Đang lấy ý kiến giải trình",
    State.FINAL: "Chính thức",
    State.WITHDRAWN: "Đã rút",
}
OUTCOMES = {
    Objection.Outcome.UPHELD: "Chấp nhận",
    Objection.Outcome.PARTLY: "Chấp nhận một phần",
    Objection.Outcome.REJECTED: "Không chấp nhận",
}


def group(found: RankedGroup) -> str:
    """A group within a sentence: `sở, ban, ngành`, `UBND cấp xã`."""
    label = found.label
    return label if label.startswith("UBND") else label[:1].lower() + label[1:]


def attainment(place: Place) -> str:
    """The attainment as it may be shown; of a unit that is judged."""
    shown = compliance.shown_attainment(place.unit.share, place.unit.minimum)
    return number(shown or 0)


def small_numbers(place: Place) -> str:
    """The mark of a share of few dossiers and its interval: `ít hồ sơ, 12,34–45,67 %`; blank where there are enough."""
    mark = "ít hồ sơ" if has_few_dossiers(place.unit.share) else ""
    return ", ".join(filter(None, [mark, interval(place)]))


def interval(place: Place) -> str:
    """The 95 % interval of a share of few dossiers: `12,34–45,67 %`; blank where there are enough, or none."""
    ends = shown_interval(place.unit.share)
    return f"{number(ends[0])}–{percent(ends[1])}" if ends else ""


def points(place: Place) -> str:
    """The points with all their decimals; a dash for a unit that has none."""
    return NONE if place.score.points is None else number(place.score.points)


def mark(ranking: Ranking) -> str:
    """What every page says of a ranking that is not final; blank for one that is."""
    return _MARKS[State(ranking.state)]


def state(ranking: Ranking) -> str:
    """The state in words."""
    return STATES[State(ranking.state)]


def status(score: Score) -> str:
    """Where a unit stands, in words."""
    return str(STATUS_LABELS[score.case.status])


def why_unranked(score: Score) -> str | None:
    """Why a unit has no rank, in words; None where it has one."""
    return None if score.unranked is None else str(UNRANKED_LABELS[score.unranked])


def decision(ranking: Ranking) -> str:
    """The decision with its day."""
    figures = ranking.figures.decision
    return f"Quyết định số {figures.number} ngày {day(date.fromisoformat(figures.issued_on))}"


def span(ranking: Ranking) -> str:
    """The months, as a sentence has them: `từ tháng 1 đến tháng 9 năm 2018`."""
    first, last = (Month.parse(text) for text in (ranking.figures.first, ranking.figures.through))
    if first == last:
        return f"tháng {last.number} năm {last.year}"
    year = "" if first.year == last.year else f" năm {first.year}"
    return f"từ tháng {first.number}{year} đến tháng {last.number} năm {last.year}"


def rule(ranking: Ranking) -> str:
    """The scoring rule and its version."""
    found = ranking.figures.rule
    return f"{found.name}, phiên bản {found.version}"


def check(ranking: Ranking) -> str:
    """The line at the foot of each page, by which anyone checks a printout."""
    return f"Mã kiểm tra {ranking.written_code} · SHA-256 {ranking.sha256[:SHORT_DIGEST]}…"


def where_to_check(ranking: Ranking) -> str:
    """The address at which the code is checked, as it is printed."""
    return settings.PORTAL_URL.rstrip("/") + reverse("verify-code", args=[ranking.code])


def about(ranking: Ranking) -> list[str]:
    """What a file says of its ranking: the code, the rule, the moment, and what is not final or not real."""
    lines = [
        f"Mã kiểm tra {ranking.written_code}, SHA-256 {ranking.sha256}",
        f"Quy tắc chấm điểm: {rule(ranking)}",
        f"Trạng thái: {state(ranking)}; lập lúc {moment(ranking.drawn_up_at)}",
    ]
    return [
        *lines,
        *([mark(ranking)] if mark(ranking) else []),
        *([SAMPLE] if ranking.is_sample else []),
    ]


def day(value: date) -> str:
    """`30/03/2018`."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime) -> str:
    """`10:05 ngày 03/10/2018`, in the portal's own time."""
    return f"{timezone.localtime(value):%H:%M ngày %d/%m/%Y}"


def number(value: int | Decimal) -> str:
    """`1.234` and `9,5`: thousands with points, decimals with a comma."""
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return written.translate(_VIETNAMESE)


def percent(value: int | Decimal) -> str:
    """`39,99 %`."""
    return f"{number(value)}\N{NO-BREAK SPACE}%"
