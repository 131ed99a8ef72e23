"""An officer's home: for each of his units the month to be reported, what came back, what is open for days, what is missing.

Beside it where the year stands: its rank, what the rest of the year asks, and of a district its communes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporting.presenters.dashboard import Summary, summary
from reporting.presenters.outlook import Ahead, ahead
from reporting.question import decision_in_force, usual_span
from reporting.standings import Standing, standings
from targets.locks import last_days_of_windows, locked_months
from targets.models import ReportingPeriod, Submission, Unit, User
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.workflow import State


class Stage(StrEnum):
    """Where the month to be reported stands."""

    DONE = "done"
    NOT_EXPECTED = "not_expected"
    NOT_OPEN = "not_open"
    OPEN = "open"
    OVERDUE = "overdue"
    LOCKED = "locked"
    # Locked, and open for days that the unit asked for.
    WINDOW = "window"


@dataclass(frozen=True)
class OpenMonth:
    """A month of one unit that wants something: why it came back, whether it is locked, until when it is open all the same."""

    month: Month
    return_reason: str
    is_locked: bool
    open_until: date | None


@dataclass(frozen=True)
class Year:
    """Where a unit's year stands beside its share: among how many it has its rank, what lies ahead, its communes together."""

    ranked_units: int
    ahead: Ahead | None
    communes: Summary | None


@dataclass(frozen=True)
class OfficerCard:
    """One unit: the month that is due, its other months that want something, and where the year stands."""

    report: MonthlyReport
    standing: Standing
    period: ReportingPeriod | None
    stage: Stage
    open_until: date | None
    returned: Sequence[OpenMonth]
    windows: Sequence[OpenMonth]
    missing: Sequence[OpenMonth]
    year: Year


@dataclass(frozen=True)
class _Calendar:
    """What holds for every unit, asked once."""

    today: date
    period: ReportingPeriod | None
    locked: Collection[Month]
    windows: Mapping[tuple[int, Month], date]
    reasons: Mapping[tuple[int, Month], str]

    def open_month(self, unit: Unit, month: Month) -> OpenMonth:
        is_locked = month in self.locked
        return OpenMonth(
            month=month,
            return_reason=self.reasons.get((unit.pk, month), ""),
            is_locked=is_locked,
            open_until=self.windows.get((unit.pk, month)) if is_locked else None,
        )

    def months_of(self, unit: Unit) -> set[Month]:
        """The months of a unit that came back or are open for days."""
        return {month for key, month in (*self.windows, *self.reasons) if key == unit.pk}


def officer_cards(user: User, today: date) -> list[OfficerCard]:
    """A card for each of the officer's own units, in the Decision's order."""
    decision = decision_in_force(today)
    span = usual_span(decision, today)
    rows = standings(decision, span, today)
    by_unit = {row.unit: row for row in rows}
    units = [unit for unit in user.units.all() if unit in by_unit]
    calendar = _Calendar(
        today=today,
        period=ReportingPeriod.objects.filter(month=span.last).first(),
        locked=locked_months(today),
        windows=last_days_of_windows(units, today),
        reasons=_return_reasons(units),
    )
    cards = []
    for own in (by_unit[unit] for unit in units):
        year = _year(own, rows, ahead(decision, span, own, today))
        cards.append(_card(own, year, span.last, calendar))
    return cards


def _year(own: Standing, rows: Sequence[Standing], what_is_ahead: Ahead | None) -> Year:
    communes = summary(own.unit.name, [row for row in rows if row.unit.parent_id == own.unit.pk])
    return Year(
        ranked_units=sum(row.rank is not None and row.group == own.group for row in rows),
        ahead=what_is_ahead,
        communes=communes if communes.units else None,
    )


def _card(standing: Standing, year: Year, due: Month, calendar: _Calendar) -> OfficerCard:
    unit = standing.unit
    now = calendar.open_month(unit, due)
    stage = _stage(standing, now, calendar)
    months = sorted(calendar.months_of(unit) | set(standing.months_missing))
    others = [calendar.open_month(unit, month) for month in months]
    returned = [other for other in others if other.return_reason]
    # That the month to be reported is missing and open for days is said by its stage.
    rest = [
        other
        for other in others
        if not other.return_reason and (other.month != due or stage == Stage.DONE)
    ]
    return OfficerCard(
        report=MonthlyReport(unit, due),
        standing=standing,
        period=calendar.period,
        stage=stage,
        open_until=now.open_until,
        returned=returned,
        windows=[other for other in rest if other.open_until],
        missing=[
            other
            for other in rest
            if not other.open_until and other.month in standing.months_missing
        ],
        year=year,
    )


def _stage(standing: Standing, now: OpenMonth, calendar: _Calendar) -> Stage:
    if now.month in standing.months:
        return Stage.DONE
    if now.month not in standing.months_expected:
        return Stage.NOT_EXPECTED
    period, today = calendar.period, calendar.today
    if now.open_until:
        return Stage.WINDOW
    if period and today < period.opens_on:
        return Stage.NOT_OPEN
    if now.is_locked:
        return Stage.LOCKED
    return Stage.OVERDUE if period and period.due_on < today else Stage.OPEN


def _return_reasons(units: Sequence[Unit]) -> dict[tuple[int, Month], str]:
    """Why the months that came back did, by unit (its primary key) and month."""
    returned = Submission.objects.filter(unit__in=units, status=State.RETURNED).order_by()
    return {
        (unit, month): reason
        for unit, month, reason in returned.values_list("unit", "month", "return_reason")
    }
