"""Sample rankings beside the sample months: one that is final, and one that is out for explanation."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from reporting.actions.objections import answer, file_objection
from reporting.actions.rankings import draw_up, make_final, put_out
from reporting.models import Objection, Ranking, ScoringRule
from targets.models import Decision, User
from targets.periods import Month, Span
from targets.sample import SAMPLE_YEAR

_WINDOW = timedelta(days=7)
_YEAR = SAMPLE_YEAR.first.year
_HALF_A_YEAR = Span(SAMPLE_YEAR.first, Month(_YEAR, 6))
_THREE_QUARTERS = Span(SAMPLE_YEAR.first, Month(_YEAR, 9))


@transaction.atomic
def load_sample_rankings() -> bool:
    """Make them where there is no ranking yet, by the demonstration accounts; whether they were made."""
    official = User.objects.filter(username="sonoivu", is_sample=True).first()
    officer = User.objects.filter(username="canbo.xa", is_sample=True).first()
    if Ranking.objects.exists() or official is None or officer is None:
        return False
    first = _put_out(_HALF_A_YEAR, date(_YEAR, 7, 16), official)
    _object_and_answer(first, officer, official)
    day = date(_YEAR, 7, 25)
    make_final(ranking=first, by=official, at=_at(day), today=day)
    _put_out(_THREE_QUARTERS, date(_YEAR, 10, 3), official)
    return True


def _put_out(span: Span, day: date, official: User) -> Ranking:
    drawn_up = draw_up(
        decision=Decision.objects.covering(span.first).earliest("issued_on"),
        span=span,
        rule=ScoringRule.objects.latest_versions()[0],
        by=official,
        at=_at(day),
        today=day,
    )
    return put_out(ranking=drawn_up, until=day + _WINDOW, by=official, at=_at(day), today=day)


def _object_and_answer(ranking: Ranking, officer: User, official: User) -> None:
    day = date(_YEAR, 7, 18)
    objection = file_objection(
        ranking=ranking,
        unit=officer.units.get(),
        text="Đề nghị rà soát số hồ sơ trực tuyến tháng 6 của xã: số liệu trên phần mềm một cửa cao hơn số đã báo cáo.",
        files=[],
        by=officer,
        at=_at(day),
        today=day,
    )
    answer(
        objection=objection,
        outcome=Objection.Outcome.REJECTED,
        text="Số liệu xếp hạng là số liệu xã đã gửi và được duyệt. Xã đề nghị mở khóa kỳ để điều chỉnh; kết quả điều chỉnh được tính vào kỳ sau.",
        by=official,
        at=_at(date(_YEAR, 7, 20)),
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
