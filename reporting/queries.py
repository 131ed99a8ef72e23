"""From the database to sums: which counts count (rules 2 to 4), added up by what the reader asks for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)

from reporting.compliance import Share
from targets.models import (
    Count,
    Decision,
    MonthlyShare,
    Procedure,
    Publication,
    ReportingPeriod,
    Submission,
    Unit,
)
from targets.periods import Month, Span
from targets.workflow import COUNTING


def counted(decision: Decision, span: Span) -> QuerySet[Count]:
    """The counts that count for a decision over a span (rules 2 and 3)."""
    return counts_that_count(decision.leaves_out_since).filter(
        submission__status__in=COUNTING,
        submission__month__gte=span.first,
        submission__month__lte=span.last,
    )


def counts_that_count(leaves_out_since: date | None) -> QuerySet[Count]:
    """The counts that count by one way of counting, whatever the state of their submission (rule 2)."""
    return Count.objects.filter(
        *counts_for(leaves_out_since, unit="submission__unit", month="submission__month"),
        # Blank is not zero (rule 1): an import submits a half filled row of a draft along with its own.
        total__isnull=False,
        online__isnull=False,
    )


def counts_for(leaves_out_since: date | None, *, unit: str, month: str) -> list[Q | Exists]:
    """What figures of a `procedure` fulfil that count (rule 2); `unit` and `month` are the ways from them to theirs."""
    conditions = [_belongs_to_the_unit(unit), Exists(_publications_of_the_month(month))]
    if leaves_out_since is not None:
        conditions.append(Exists(_publications_before(leaves_out_since)))
    return conditions


def _belongs_to_the_unit(unit: str) -> Q:
    kind = f"{unit}__kind"
    return (
        Q(**{kind: Unit.Kind.AGENCY}, procedure__agency=F(f"{unit}__pk"))
        | Q(**{kind: Unit.Kind.DISTRICT}, procedure__for_districts=True)
        | Q(**{kind: Unit.Kind.COMMUNE}, procedure__for_communes=True)
    )


def _publications_of_the_month(month: str) -> QuerySet[Publication]:
    month_after = Func(
        OuterRef(month),
        template="(%(expressions)s + interval '1 month')",
        output_field=DateField(),
    )
    return Publication.objects.filter(
        Q(published_to=None) | Q(published_to__gte=OuterRef(month)),
        procedure=OuterRef("procedure__pk"),
        published_from__lt=month_after,
    )


def _publications_before(day: date) -> QuerySet[Publication]:
    return Publication.objects.filter(procedure=OuterRef("procedure__pk"), published_from__lt=day)


def left_out_as_new(decision: Decision) -> set[int]:
    """Procedures (their primary keys) that a decision does not count because they are new in its year (rule 2)."""
    if decision.leaves_out_since is None:
        return set()
    known = Publication.objects.filter(published_from__lt=decision.leaves_out_since)
    new = Procedure.objects.exclude(pk__in=known.values("procedure"))
    return set(new.values_list("pk", flat=True))


def shares(decision: Decision, span: Span) -> QuerySet[MonthlyShare]:
    """The shares of single months that count for a decision over a span: one row for a unit and a month (ADR 15)."""
    return MonthlyShare.objects.filter(
        leaves_out_since=decision.leaves_out_since,
        submission__status__in=COUNTING,
        submission__month__gte=span.first,
        submission__month__lte=span.last,
    )


def share_of_unit(decision: Decision, span: Span, unit: Unit) -> Share:
    """One unit's share over the span; 0 of 0 where nothing that counts was reported."""
    sums = shares(decision, span).filter(submission__unit=unit).aggregate(*_sums())
    return Share(sums["online__sum"] or 0, sums["total__sum"] or 0)


def shares_by_unit_and_month(
    decision: Decision, span: Span, units: Iterable[Unit]
) -> dict[tuple[int, Month], Share]:
    """The share of each of some units (its primary key) in each single month that has counts which count."""
    found = shares(decision, span).filter(submission__unit__in=[unit.pk for unit in units])
    rows = found.values_list("submission__unit", "submission__month", "online", "total")
    return {(unit, month): Share(online, total) for unit, month, online, total in rows}


def shares_by_procedure(decision: Decision, span: Span, unit: Unit) -> dict[int, Share]:
    """One unit's share in each procedure (its primary key) over the span."""
    counts = counted(decision, span).filter(submission__unit=unit)
    sums = counts.values_list("procedure").annotate(*_sums()).order_by()
    return {procedure: Share(online, total) for procedure, online, total in sums}


def _sums() -> tuple[Sum, Sum]:
    return Sum("online"), Sum("total")


def months_reported(span: Span) -> dict[int, set[Month]]:
    """For each unit (its primary key) the months with a counting submission."""
    reported = defaultdict(set)
    submissions = Submission.objects.counting().within(span).order_by()
    for unit, month in submissions.values_list("unit", "month"):
        reported[unit].add(month)
    return reported


def due_dates(span: Span) -> dict[Month, date]:
    """The due date of each month that has a period."""
    periods = ReportingPeriod.objects.filter(month__gte=span.first, month__lte=span.last)
    return dict(periods.values_list("month", "due_on"))


def days_covered(span: Span) -> tuple[date, date]:
    """The first and the last day on which what is counted in the span was received, by the cut-off of its periods."""
    covered = ReportingPeriod.objects.days_covered([span.first, span.last])
    return covered[span.first][0], covered[span.last][1]


def months_expected(units: Collection[Unit], span: Span, today: date) -> dict[int, list[Month]]:
    """For each unit (its primary key) the months, up to today's, in which it exists and has a published procedure."""
    due = [month for month in span if month <= Month.of(today)]
    reporters = _with_a_published_procedure(units, span)
    months_of = {
        reporter: [month for month in due if reporter in reporters[month]]
        for reporter in {_reporter(unit) for unit in units}
    }
    return {
        unit.pk: [month for month in months_of[_reporter(unit)] if unit.exists_in(month)]
        for unit in units
    }


def _reporter(unit: Unit) -> int | str:
    return unit.pk if unit.kind == Unit.Kind.AGENCY else unit.kind


def _with_a_published_procedure(
    units: Collection[Unit], span: Span
) -> dict[Month, set[int | str | None]]:
    """For each month who has a published procedure: an agency's primary key, `district`, `commune`."""
    reporters: dict[Month, set[int | str | None]] = {month: set() for month in span}
    theirs = (
        Q(procedure__agency__in=[unit.pk for unit in units if unit.kind == Unit.Kind.AGENCY])
        | Q(procedure__for_districts=True)
        | Q(procedure__for_communes=True)
    )
    publications = (
        Publication.objects.overlapping(span)
        .filter(theirs)
        .values_list(
            "published_from",
            "published_to",
            "procedure__agency",
            "procedure__for_districts",
            "procedure__for_communes",
        )
    )
    for start, end, agency, for_districts, for_communes in publications.distinct().order_by():
        for month in span:
            if start <= month.last_day and (end is None or end >= month.first_day):
                reporters[month].add(agency)
                if for_districts:
                    reporters[month].add(Unit.Kind.DISTRICT)
                if for_communes:
                    reporters[month].add(Unit.Kind.COMMUNE)
    return reporters
