"""Sample months: January to September 2018 as a province might have lived them. Made by rule from a fixed seed.

None of these figures is real; every submission made from them is marked as sample data.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from targets.models import Procedure, Unit
from targets.periods import Month, Span
from targets.workflow import State

SEED = 852
SAMPLE_SPAN = Span(Month(2018, 1), Month(2018, 9))
HALF_ENTERED = SAMPLE_SPAN.last

SAMPLE_YEAR = Span.of_year(2018)
# The public holidays of 2018, the substitute for a Sunday included.
HOLIDAYS = (
    {date(2018, 1, 1): "Tết Dương lịch"}
    | {date(2018, 2, day): "Tết Nguyên đán" for day in range(14, 21)}
    | {
        date(2018, 4, 25): "Giỗ Tổ Hùng Vương",
        date(2018, 4, 30): "Ngày Chiến thắng",
        date(2018, 5, 1): "Ngày Quốc tế lao động",
        date(2018, 9, 2): "Quốc khánh",
        date(2018, 9, 3): "Nghỉ bù Quốc khánh",
        date(2019, 1, 1): "Tết Dương lịch",
    }
)

# Usual dossiers of one procedure in one month.
USUAL_VOLUME = {Unit.Kind.AGENCY: 30, Unit.Kind.DISTRICT: 24, Unit.Kind.COMMUNE: 14}
# The city receives many, the mountain districts and the islands few.
VOLUME_BY_DISTRICT = {"568": 3.0, "569": 1.4, "572": 1.3, "575": 0.3, "573": 0.35, "576": 0.1}
# A commune in which no dossier arose at all, and the ones that never report.
NONE_AROSE = "22648"
NEVER_REPORT = frozenset({"576", "22737", "22739", "22645"})
# The commune whose officer signs in to the demonstration still has September before him.
DEMO_COMMUNE = "22327"


@dataclass(frozen=True)
class SampleSubmission:
    """One unit's month: its state, when it was sent, and (procedure, total, online) for each count."""

    unit: Unit
    month: Month
    state: State
    at: datetime
    counts: list[tuple[Procedure, int, int]]


def sample_submissions(units: Sequence[Unit]) -> Iterator[SampleSubmission]:
    """The sample submissions, the same at every call for the same units and catalogue."""
    published = {month: list(Procedure.objects.published_in(month)) for month in SAMPLE_SPAN}
    for unit in units:
        # A generator for each unit: a unit more or less changes nothing for the others.
        yield from _UnitYear(unit, random.Random(f"{SEED}-{unit.code}")).submissions(published)


class _UnitYear:
    """How one unit lives through the year: how many dossiers, how large a share online, how punctual."""

    def __init__(self, unit: Unit, rng: random.Random) -> None:
        self.unit = unit
        self.rng = rng
        district = (
            unit.code if unit.kind == Unit.Kind.DISTRICT else unit.parent and unit.parent.code
        )
        self.volume = USUAL_VOLUME[Unit.Kind(unit.kind)] * VOLUME_BY_DISTRICT.get(
            district or "", 1.0
        )
        self.volume *= rng.uniform(0.5, 1.6)
        usual_share = {Unit.Kind.AGENCY: 0.40, Unit.Kind.DISTRICT: 0.29, Unit.Kind.COMMUNE: 0.19}
        self.share = usual_share[Unit.Kind(unit.kind)] * rng.uniform(0.6, 1.45)
        self.negligence = rng.choice([0.0, 0.0, 0.0, 0.05, 0.2])
        self.liking: dict[str, float] = {}

    def submissions(self, published: dict[Month, list[Procedure]]) -> Iterator[SampleSubmission]:
        if self.unit.code in NEVER_REPORT:
            return
        for month, catalogue in published.items():
            own = [procedure for procedure in catalogue if procedure.belongs_to(self.unit)]
            counts = [self._count(procedure, month) for procedure in own]
            state = self._state(month)
            if own and state:
                if state == State.DRAFT:
                    counts = counts[: len(counts) // 2]
                yield SampleSubmission(self.unit, month, state, self._sent_at(month), counts)

    def _count(self, procedure: Procedure, month: Month) -> tuple[Procedure, int, int]:
        liking = self.liking.setdefault(procedure.code, self.rng.lognormvariate(0, 0.9))
        total = int(self.rng.gauss(1, 0.25) * self.volume * liking)
        if self.unit.code == NONE_AROSE:
            total = 0
        # Online filing grows from spring on, after the Decision was issued.
        growth = 0.7 + 0.11 * max(0, month.number - 3)
        online = sum(self.rng.random() < self.share * growth for _ in range(max(0, total)))
        return procedure, max(0, total), online

    def _state(self, month: Month) -> State | None:
        draw = self.rng.random()
        if month == HALF_ENTERED:
            if self.unit.code == DEMO_COMMUNE:
                return None
            return State.SUBMITTED if draw < 0.45 else State.DRAFT if draw < 0.6 else None
        if draw < self.negligence:
            return None
        return State.SUBMITTED if month == HALF_ENTERED.previous() else State.ACCEPTED

    def _sent_at(self, month: Month) -> datetime:
        first = month.next().first_day
        morning = datetime(first.year, first.month, first.day, 1, 0, tzinfo=UTC)
        days = 0 if month == HALF_ENTERED else self.rng.choice([0, 1, 1, 2, 2, 3, 4, 6])
        return morning + timedelta(days=days, minutes=self.rng.randrange(480))
