"""The rows of each table of the dump, in an order that no collation moves."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Collate
from django.utils import timezone

from reporting.open_data import what_is_entered as entered
from reporting.open_data.extent import Extent
from reporting.open_data.schema import Table
from reporting.open_data.what_it_means import SHARES
from reporting.presenters.records import record
from reporting.standings import standings
from targets.models import (
    Clause,
    Count,
    Procedure,
    Publication,
    ReportingPeriod,
    Submission,
    Target,
    Unit,
)

AT_ONCE = 5_000
Rows = Iterable[Iterable[Any]]


def decisions(extent: Extent) -> Rows:
    for decision in extent.decisions:
        yield [getattr(decision, name) for name in entered.DECISIONS.headings]


def clauses(extent: Extent) -> Rows:
    found = Clause.objects.filter(decision__in=extent.decisions)
    ordered = found.order_by("decision__issued_on", "decision__number", "order", "label")
    return ordered.values_list("decision__number", "label", "order", "wording")


def targets(extent: Extent) -> Rows:
    found = Target.objects.filter(decision__in=extent.decisions)
    ordered = found.order_by(
        "decision__issued_on", "decision__number", "unit__order", _code("unit__code")
    )
    return ordered.values_list("decision__number", "unit__code", "clause", "minimum_percent")


def units(_extent: Extent) -> Rows:
    return Unit.objects.order_by("order", _code("code")).values_list(
        "code", "kind", "name", "parent__code", "valid_from", "valid_to", "order"
    )


def procedures(_extent: Extent) -> Rows:
    return Procedure.objects.order_by(_code("code")).values_list(
        "code", "name", "field", "agency__code", "for_districts", "for_communes"
    )


def publications(_extent: Extent) -> Rows:
    return Publication.objects.order_by(_code("procedure__code"), "published_from").values_list(
        "procedure__code",
        "level",
        "published_from",
        "published_to",
        "published_by",
        "is_sample",
    )


def periods(_extent: Extent) -> Rows:
    return ReportingPeriod.objects.order_by("month").values_list(*entered.PERIODS.headings)


def submissions(extent: Extent) -> Rows:
    found = counting(extent).order_by("month", "unit__order", _code("unit__code"))
    named = found.values_list("unit__code", "month", "status", "first_submitted_at", "is_sample")
    for unit, month, state, at, is_sample in named.iterator(AT_ONCE):
        yield unit, month, state, timezone.localdate(at), is_sample


def counts(extent: Extent) -> Rows:
    found: QuerySet[Count] = Count.objects.filter(submission__in=counting(extent))
    ordered = found.order_by(
        "submission__month",
        "submission__unit__order",
        _code("submission__unit__code"),
        _code("procedure__code"),
    )
    return ordered.values_list(
        "submission__unit__code",
        "submission__month",
        "procedure__code",
        "total",
        "online",
        "submission__status",
    ).iterator(AT_ONCE)


def shares(extent: Extent) -> Iterator[list[Any]]:
    """As `compliance --format json` has them; every month through the last has begun, so that no clock is needed."""
    for decision in extent.decisions:
        span = extent.span_of(decision)
        if span is None:
            continue
        for standing in standings(decision, span, span.last.last_day):
            yield [decision.number, span.first, span.last, *record(standing).values()]


def counting(extent: Extent) -> QuerySet[Submission]:
    """The submissions whose counts go out: submitted or accepted ones (rulings)."""
    return Submission.objects.counting().within(extent.span)


def _code(column: str) -> Collate:
    return Collate(F(column), "C")


TABLES: dict[Table, Callable[[Extent], Rows]] = {
    entered.DECISIONS: decisions,
    entered.CLAUSES: clauses,
    entered.TARGETS: targets,
    entered.UNITS: units,
    entered.PROCEDURES: procedures,
    entered.PUBLICATIONS: publications,
    entered.PERIODS: periods,
    entered.SUBMISSIONS: submissions,
    entered.COUNTS: counts,
    SHARES: shares,
}
