"""What units reported beside what other sources say of them; nothing of it enters any other figure (ADR 11)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reporting import compliance, queries, queries_sources
from reporting.compliance import NOTHING, Share
from reporting.queries_sources import Source, Statement
from reporting.source_comparison import Coverage, SourceComparison, coverage
from targets.models import Decision, Unit
from targets.periods import Month, Span


@dataclass(frozen=True)
class MonthLine:
    """One month of one unit: the state of its report, None without one, and what the source says beside it."""

    month: Month
    state: str | None
    comparison: SourceComparison


@dataclass(frozen=True)
class Reconciled:
    """One unit and one source over the months that can be compared; of a form 06, over the form's own span."""

    unit: Unit
    source: Source
    span: Span
    coverage: Coverage
    states: Mapping[str, int]
    comparison: SourceComparison
    # Dossiers that the source counts and of which nobody asks the unit: not published then, or unknown here.
    outside: int
    statements: tuple[Statement, ...]
    # Month by month; a form 06 cannot be taken apart.
    months: tuple[MonthLine, ...] = ()

    @property
    def is_in_source(self) -> bool:
        """Whether the source says anything of the unit; where it does not, there is nothing to differ from."""
        return bool(self.statements)

    @property
    def differs(self) -> bool:
        return self.is_in_source and not self.agrees

    @property
    def agrees(self) -> bool:
        return self.comparison.agrees and self.coverage.is_whole


@dataclass(frozen=True)
class Reports:
    """What units (by their primary keys) reported: which months, the share of each, and the state of its submission."""

    months: Mapping[int, set[Month]]
    shares: Mapping[tuple[int, Month], Share]
    states: Mapping[tuple[int, Month], str]

    def share(self, unit: Unit, months: Iterable[Month]) -> Share:
        return compliance.together(self.shares.get((unit.pk, month), NOTHING) for month in months)


def reconciled(
    decision: Decision, span: Span, units: Collection[Unit]
) -> tuple[list[Reconciled], list[Statement]]:
    """Each unit beside each source that says something of it; and what is said of units that are unknown here."""
    reports = Reports(
        queries.months_reported(span),
        queries.shares_by_unit_and_month(decision, span, units),
        queries_sources.reported_states(span),
    )
    statements = queries_sources.statements(decision, span)
    said: dict[tuple[Source, str], list[Statement]] = defaultdict(list)
    spoken_of: dict[Source, set[Month]] = defaultdict(set)
    for one in statements:
        said[one.source, one.unit_code].append(one)
        spoken_of[one.source].add(one.span.first)
    rows = [
        row
        for unit in units
        for source in sorted(spoken_of)
        for row in _rows(unit, source, said[source, unit.code], spoken_of[source], reports)
    ]
    known = set(Unit.objects.values_list("code", flat=True))
    return rows, [one for one in statements if one.unit_code not in known]


def _rows(
    unit: Unit,
    source: Source,
    statements: Sequence[Statement],
    spoken_of: Iterable[Month],
    reports: Reports,
) -> list[Reconciled]:
    if source.is_form_06:
        return [_form_row(unit, statement, reports) for statement in statements]
    # Where the department's extract speaks of a month, it should speak of every unit that reported dossiers in it.
    expected = [
        month
        for month in ([] if source.by_unit else spoken_of)
        if month in reports.months.get(unit.pk, ()) and reports.share(unit, [month]).total
    ]
    if not statements and not expected:
        return []
    return [_counts_row(unit, source, statements, expected, reports)]


def _counts_row(
    unit: Unit,
    source: Source,
    statements: Sequence[Statement],
    expected: Iterable[Month],
    reports: Reports,
) -> Reconciled:
    by_month = {one.span.first: one for one in statements}
    found = coverage(
        reported=reports.months.get(unit.pk, ()), in_source=by_month.keys(), expected=expected
    )
    months = tuple(
        _month_line(unit, month, by_month.get(month), reports)
        for month in sorted({*by_month, *found.not_in_source})
    )
    return Reconciled(
        unit=unit,
        source=source,
        span=Span(months[0].month, months[-1].month),
        coverage=found,
        states=_states(unit, found, reports),
        comparison=_together([line.comparison for line in months]),
        outside=sum(one.outside for one in statements),
        statements=tuple(by_month[month] for month in sorted(by_month)),
        months=months,
    )


def _month_line(
    unit: Unit, month: Month, statement: Statement | None, reports: Reports
) -> MonthLine:
    state = reports.states.get((unit.pk, month))
    return MonthLine(
        month=month,
        state=state,
        comparison=SourceComparison(
            reports.share(unit, [month]) if state else None,
            statement.counting if statement else None,
        ),
    )


def _together(months: Sequence[SourceComparison]) -> SourceComparison:
    """The months in which both speak; where there are none, what the source says of all, or else the reports."""
    both = [one for one in months if one.total_difference is not None]
    if both:
        return SourceComparison(
            compliance.together(one.reported for one in both),
            compliance.together(one.source for one in both),
        )
    if any(one.source is not None for one in months):
        return SourceComparison(None, compliance.together(one.source for one in months))
    return SourceComparison(compliance.together(one.reported for one in months), None)


def _form_row(unit: Unit, statement: Statement, reports: Reports) -> Reconciled:
    """A form cannot be taken apart: it is compared where every one of its months is reported."""
    found = coverage(
        reported=reports.months.get(unit.pk, ()), in_source=tuple(statement.span), expected=()
    )
    reported = None if found.not_reported else reports.share(unit, found.compared)
    return Reconciled(
        unit=unit,
        source=statement.source,
        span=statement.span,
        coverage=found,
        states=_states(unit, found, reports),
        comparison=SourceComparison(reported, statement.counting),
        outside=0,
        statements=(statement,),
    )


def _states(unit: Unit, found: Coverage, reports: Reports) -> dict[str, int]:
    """How many of the months that can be compared are in which state."""
    return dict(Counter(reports.states[unit.pk, month] for month in found.compared))
