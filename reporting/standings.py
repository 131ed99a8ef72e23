"""Where every unit stands under a decision over a span: the one source of every figure shown, exported or printed."""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from reporting import compliance, league_table, queries
from reporting.completeness import Completeness, Timeliness
from reporting.compliance import JUDGED, Share, Status
from reporting.queries_reports import reports_by_unit
from targets import permissions
from targets.models import Decision, Target, Unit, User
from targets.periods import Month, Span
from targets.workflow import COUNTING, State


@dataclass(frozen=True)
class Standing:
    """One unit's figures under a decision over a span; `rank` is among its group (rule 10)."""

    unit: Unit
    target: Target | None
    # Each month that is reported, in their order, with its own share: 0 of 0 where nothing that counts arose.
    months: Mapping[Month, Share]
    months_expected: tuple[Month, ...]
    months_in_time: frozenset[Month] = frozenset()
    # Those whose due date has passed; a month without a period has none.
    months_due: frozenset[Month] = frozenset()
    # Those that may still be reported in time: the due date, or without one the end of the month, is not past.
    months_ahead: frozenset[Month] = frozenset()
    rank: int | None = None

    def with_rank(self, rank: int | None) -> "Standing":
        """The same in its place; what was worked out to find the place comes along."""
        ranked = copy(self)
        object.__setattr__(ranked, "rank", rank)
        return ranked

    @property
    def group(self) -> str:
        return self.unit.kind

    @property
    def clause(self) -> str | None:
        return self.target.clause if self.target else None

    @property
    def minimum_percent(self) -> Decimal | None:
        return self.target.minimum_percent if self.target else None

    @cached_property
    def share(self) -> Share | None:
        """None where no month is reported."""
        return compliance.together(self.months.values()) if self.months else None

    @cached_property
    def told(self) -> tuple[object, ...]:
        """All that a table or a picture says of the unit, or works out to say it, by value."""
        unit, share = self.unit, self.share
        return (
            *(unit.code, unit.name, unit.parent and unit.parent.name),
            *(self.clause, self.minimum_percent, self.rank, self.completeness.expected),
            *(share and (share.online, share.total), self.months_missing, self.months_overdue),
        )

    @cached_property
    def months_reported(self) -> tuple[Month, ...]:
        return tuple(self.months)

    @property
    def total(self) -> int:
        return self.share.total if self.share else 0

    @property
    def online(self) -> int:
        return self.share.online if self.share else 0

    @cached_property
    def status(self) -> Status:
        return compliance.status(self.share, self.minimum_percent)

    @cached_property
    def attainment(self) -> Fraction | None:
        return compliance.attainment(self.share, self.minimum_percent)

    @cached_property
    def shortfall(self) -> int:
        return compliance.shortfall(self.share, self.minimum_percent)

    @property
    def shown_total(self) -> int | None:
        """The dossiers as they are written wherever people read them: blank where nothing was reported (rule 1)."""
        return self.share.total if self.share else None

    @property
    def shown_online(self) -> int | None:
        return self.share.online if self.share else None

    @property
    def shown_shortfall(self) -> int | None:
        """Blank where there is nothing to be short of, or nothing reported to be short by."""
        return self.shortfall if self.share and self.target else None

    @cached_property
    def shown_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.minimum_percent)

    @cached_property
    def shown_attainment(self) -> Decimal | None:
        return compliance.shown_attainment(self.share, self.minimum_percent)

    @property
    def attainment_percent(self) -> Decimal | None:
        return compliance.attainment_percent(self.share, self.minimum_percent)

    @cached_property
    def months_missing(self) -> tuple[Month, ...]:
        return tuple(month for month in self.months_expected if month not in self.months)

    @cached_property
    def months_to_come(self) -> tuple[Month, ...]:
        """The months not sent that are not over or not due yet: no reader would call them missing."""
        return tuple(month for month in self.months_missing if month in self.months_ahead)

    @cached_property
    def months_overdue(self) -> tuple[Month, ...]:
        """The months missing that the unit may be urged for."""
        return tuple(month for month in self.months_missing if month not in self.months_ahead)

    @cached_property
    def months_late(self) -> tuple[Month, ...]:
        """The months that were reported after their due date; one without a period has none."""
        came_due = self.months_due.intersection(self.months)
        return tuple(
            month
            for month in self.months_expected
            if month in came_due and month not in self.months_in_time
        )

    @cached_property
    def completeness(self) -> Completeness:
        return Completeness(
            len(self.months_expected) - len(self.months_missing), len(self.months_expected)
        )

    @cached_property
    def timeliness(self) -> Timeliness:
        expected = set(self.months_expected)
        in_time = self.months_in_time & expected
        return Timeliness(len(in_time), len(in_time | (self.months_due & expected)))


def standings(
    decision: Decision, span: Span, today: date, *, states: Collection[State] = COUNTING
) -> list[Standing]:
    """Every unit that exists in the span or has a target, in the Decision's own order.

    `states` are those in which a submission counts (rule 3); the public sees accepted ones alone.
    """
    targets = {target.unit_id: target for target in decision.targets.order_by()}
    units = _units(decision, span, targets)
    expected = queries.months_expected(units, span, today)
    due_dates = queries.due_dates(span)
    due = frozenset(month for month, day in due_dates.items() if day < today)
    ahead = frozenset(month for month in span if due_dates.get(month, month.last_day) >= today)
    reports = reports_by_unit(decision, span, units)
    return _ranked(
        [
            Standing(
                unit=unit,
                target=targets.get(unit.pk),
                months={one.month: one.share for one in reports[unit.pk] if one.state in states},
                months_expected=tuple(expected[unit.pk]),
                months_in_time=frozenset(
                    one.month for one in reports[unit.pk] if one.is_in_time(due_dates)
                ),
                months_due=due,
                months_ahead=ahead,
            )
            for unit in units
        ]
    )


def standings_seen(user: User, decision: Decision, span: Span, today: date) -> list[Standing]:
    """The standings of the units that a person sees, each with its rank among all of its group."""
    rows = standings(decision, span, today)
    seen = permissions.visible_among(user, [row.unit for row in rows])
    return [row for row in rows if row.unit.pk in seen]


def _units(decision: Decision, span: Span, targets: Collection[int]) -> list[Unit]:
    existing = Unit.objects.existing_in(span).filter(province=decision.province).in_bulk()
    units = existing | Unit.objects.in_bulk(set(targets) - existing.keys())
    districts = {unit.parent_id for unit in units.values()} - {None, *units}
    # A commune's district is most often one of them, and need not come again with each of its communes.
    known = units | Unit.objects.in_bulk(districts)
    for unit in units.values():
        unit.parent = known.get(unit.parent_id)
    return sorted(units.values(), key=lambda unit: (unit.order, unit.code))


def _ranked(rows: list[Standing]) -> list[Standing]:
    ranks: dict[Unit, int] = {}
    for group in Unit.Kind:
        judged = [row for row in rows if row.group == group and row.status in JUDGED]
        ranks |= league_table.ranks({row.unit: row.attainment for row in judged})
    return [row.with_rank(ranks.get(row.unit)) for row in rows]
