"""From the database to what is frozen with a ranking."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from reporting import queries
from reporting.models import ScoringRule
from reporting.rankings.frozen import (
    DrawnUp,
    Figures,
    FrozenClause,
    FrozenCount,
    FrozenDecision,
    FrozenDefinition,
    FrozenMonth,
    FrozenProcedure,
    FrozenPublication,
    FrozenRule,
    FrozenUnit,
)
from reporting.standings import Standing
from targets.models import Count, Decision, Procedure, Submission, User
from targets.periods import Month, Span
from targets.workflow import COUNTING


class Inconsistent(Exception):
    """A unit's counts and its monthly shares say different things: `check_shares` finds where."""


def take(
    *,
    decision: Decision,
    span: Span,
    rows: Collection[Standing],
    rule: FrozenRule,
    drawn_up: DrawnUp,
    definitions: Iterable[FrozenDefinition],
) -> Figures:
    """Everything that a ranking is computed from, as the database has it now; `rows` are the standings of the span."""
    months = _months(decision, span, rows)
    figures = Figures(
        decision=frozen_decision(decision),
        first=str(span.first),
        through=str(span.last),
        rule=rule,
        drawn_up=drawn_up,
        people={},
        definitions=tuple(definitions),
        procedures=_procedures(months),
        units=tuple(_unit(row, months[row.unit.pk]) for row in rows),
    )
    return replace(figures, people=_people(set(figures.people_named())))


def frozen_rule(rule: ScoringRule) -> FrozenRule:
    """A version of a scoring rule as it is frozen."""
    return FrozenRule(
        name=rule.name,
        version=rule.version,
        note=rule.note,
        is_example=rule.is_example,
        made_at=moment_as_frozen(rule.made_at),
        made_by=_person(rule.made_by_id) or "",
        definition=rule.definition,
    )


def frozen_decision(decision: Decision) -> FrozenDecision:
    """A decision as it is frozen, with its clauses in their order."""
    leaves_out_since = decision.leaves_out_since
    return FrozenDecision(
        number=decision.number,
        title=decision.title,
        issuer=decision.issuer,
        issued_on=decision.issued_on.isoformat(),
        first_month=str(decision.first_month),
        last_month=str(decision.last_month),
        leaves_out_since=leaves_out_since.isoformat() if leaves_out_since else None,
        clauses=tuple(
            FrozenClause(clause.label, clause.wording) for clause in decision.clauses.all()
        ),
    )


def check_agreement(figures: Figures, rows: Iterable[Standing]) -> None:
    """Raise Inconsistent where the counts, added up here, are not what the portal's pages say of the same moment."""
    differing = [
        unit.code
        for unit, row in zip(figures.units, rows, strict=True)
        if (unit.share, unit.months_reported) != (row.share, {str(m) for m in row.months_reported})
    ]
    if differing:
        raise Inconsistent(", ".join(differing))


def _unit(row: Standing, months: tuple[FrozenMonth, ...]) -> FrozenUnit:
    unit, parent = row.unit, row.unit.parent
    return FrozenUnit(
        code=unit.code,
        name=unit.name,
        group=unit.kind,
        parent=parent.code if parent else None,
        parent_name=parent.name if parent else "",
        clause=row.clause,
        minimum_percent=None if row.minimum_percent is None else f"{row.minimum_percent:f}",
        months=months,
    )


def _months(
    decision: Decision, span: Span, rows: Collection[Standing]
) -> dict[int, tuple[FrozenMonth, ...]]:
    """The months of each unit (its primary key), those without a report too."""
    due_dates = queries.due_dates(span)
    counts = _counts(decision, span)
    submissions = {
        (one.unit_id, one.month): one for one in Submission.objects.within(span).order_by()
    }
    return {
        row.unit.pk: tuple(
            _month(row, month, due_dates.get(month), submissions.get((row.unit.pk, month)), counts)
            for month in span
        )
        for row in rows
    }


def _month(
    row: Standing,
    month: Month,
    due_on: date | None,
    submission: Submission | None,
    counts: dict[int, list[FrozenCount]],
) -> FrozenMonth:
    return FrozenMonth(
        month=str(month),
        is_expected=month in row.months_expected,
        is_late=month in row.months_late,
        is_missing=month in row.months_overdue,
        due_on=due_on.isoformat() if due_on else None,
        state=submission.status if submission else None,
        is_sample=bool(submission and submission.is_sample),
        first_submitted_at=_moment(submission.first_submitted_at) if submission else None,
        submitted_at=_moment(submission.submitted_at) if submission else None,
        submitted_by=_person(submission.submitted_by_id) if submission else None,
        accepted_at=_moment(submission.accepted_at) if submission else None,
        accepted_by=_person(submission.accepted_by_id) if submission else None,
        counts=tuple(counts[submission.pk]) if submission else (),
    )


def _counts(decision: Decision, span: Span) -> dict[int, list[FrozenCount]]:
    """The counts of each counting submission (its primary key), in the order of their codes."""
    that_count = set(queries.counted(decision, span).order_by().values_list("pk", flat=True))
    found = defaultdict(list)
    rows = (
        Count.objects.filter(
            submission__status__in=COUNTING,
            submission__month__gte=span.first,
            submission__month__lte=span.last,
            total__isnull=False,
            online__isnull=False,
        )
        .order_by("procedure__code")
        .values_list(
            "pk",
            "submission",
            "procedure__code",
            "total",
            "online",
            "entered_at",
            "entered_by",
            "source_row",
            "upload__name",
        )
    )
    for key, submission, code, total, online, at, by, source_row, file in rows:
        found[submission].append(
            FrozenCount(
                procedure=code,
                total=total,
                online=online,
                counts=key in that_count,
                entered_at=_moment(at),
                entered_by=_person(by),
                source_file=file or "",
                source_row=source_row if file else None,
            )
        )
    return found


def _procedures(months: dict[int, tuple[FrozenMonth, ...]]) -> dict[str, FrozenProcedure]:
    """The procedures that were counted, each with its publications."""
    codes = {one.procedure for unit in months.values() for month in unit for one in month.counts}
    procedures = Procedure.objects.filter(code__in=codes).prefetch_related("publications")
    return {
        procedure.code: FrozenProcedure(
            name=procedure.name,
            publications=tuple(
                FrozenPublication(
                    level=one.level,
                    first=one.published_from.isoformat(),
                    last=one.published_to.isoformat() if one.published_to else None,
                    by=one.published_by,
                )
                for one in sorted(
                    procedure.publications.all(), key=lambda publication: publication.published_from
                )
            ),
        )
        for procedure in procedures
    }


def _people(keys: set[str]) -> dict[str, str]:
    users = User.objects.filter(pk__in=[key for key in keys if key])
    return {str(user.pk): name_as_frozen(user) for user in users}


def name_as_frozen(user: User) -> str:
    """A person as rankings name him."""
    return f"{user} ({user.username})"


def _person(key: Any) -> str | None:
    return None if key is None else str(key)


def moment_as_frozen(at: datetime) -> str:
    """A moment as it is frozen: in the portal's own time, to the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment_as_frozen(at)
