"""What became of a ranking, step by step; Vietnamese, for the files that are handed over with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reporting.documents import ranking_words as words
from reporting.models import Objection, Ranking
from reporting.rankings.canonical import written_code
from reporting.rankings.taking import name_as_frozen
from targets.models import User

# So much of an objection and of its answer is said; the portal has the whole.
BRIEF = 300


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    at: datetime
    what: str
    who: str
    said: str


def history(ranking: Ranking) -> list[Event]:
    """Every event in its order."""
    return sorted([*_steps(ranking), *_objections(ranking)], key=lambda event: event.at)


def _steps(ranking: Ranking) -> Iterator[Event]:
    drawn_up, people = ranking.figures.drawn_up, ranking.figures.people
    said = f"{words.decision(ranking)}, {words.span(ranking)}; {words.rule(ranking)}"
    if drawn_up.replaces:
        said += f". Thay cho kết quả xếp hạng {written_code(drawn_up.replaces)}: {drawn_up.reason}"
    yield Event(ranking.drawn_up_at, "Lập", people.get(drawn_up.by, ""), said)
    if ranking.put_out_at and ranking.objections_until:
        until = f"Nhận kiến nghị đến hết ngày {words.day(ranking.objections_until)}"
        yield Event(
            ranking.put_out_at, "Gửi các đơn vị giải trình", _name(ranking.put_out_by), until
        )
    if ranking.finalised_at:
        yield Event(ranking.finalised_at, "Công bố chính thức", _name(ranking.finalised_by), "")
    if ranking.withdrawn_at:
        who = _name(ranking.withdrawn_by)
        yield Event(ranking.withdrawn_at, "Rút lại", who, ranking.withdrawal_reason)


def _objections(ranking: Ranking) -> Iterator[Event]:
    for one in ranking.objections.select_related("unit", "filed_by", "answered_by"):
        yield Event(
            one.filed_at, f"Kiến nghị của {one.unit.name}", _name(one.filed_by), brief(one.text)
        )
        if one.answered_at:
            said = f"{words.OUTCOMES[one.outcome]}: {brief(one.answer)}"
            what = f"Trả lời {one.unit.name}"
            yield Event(one.answered_at, what, _name(one.answered_by), said)


def objections(ranking: Ranking) -> list[Objection]:
    """The objections in the order in which they were filed, with their units."""
    return list(ranking.objections.select_related("unit"))


def brief(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= BRIEF else f"{line[:BRIEF]}…"


def _name(user: User | None) -> str:
    return name_as_frozen(user) if user else ""
