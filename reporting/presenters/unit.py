"""A unit's page: its months, and its procedures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting import compliance, queries
from reporting.compliance import NOTHING, Share
from reporting.presenters.dashboard import Summary, summary
from reporting.standings import Standing
from targets.models import Decision, Procedure, Submission
from targets.periods import Month, Span


@dataclass(frozen=True)
class MonthRow:
    """One month: its own share, the share from the first month through it, and the state of its submission."""

    month: Month
    share: Share | None
    cumulative: Share | None
    minimum: Decimal | None
    submission: Submission | None
    is_expected: bool

    @property
    def shown_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.minimum)

    @property
    def shown_cumulative(self) -> Decimal | None:
        return compliance.shown_percent(self.cumulative, self.minimum)


@dataclass(frozen=True)
class ProcedureRow:
    """One procedure over the span."""

    procedure: Procedure
    share: Share
    minimum: Decimal | None

    @property
    def shown_percent(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.minimum)

    @property
    def shortfall(self) -> int:
        return compliance.shortfall(self.share, self.minimum)


@dataclass(frozen=True)
class CommunesTogether:
    """A district's communes as one row; `shortfall` adds up what each is short of its own minimum, in dossiers.

    It is blank where none of them reported.
    """

    summary: Summary
    shortfall: int | None


def month_rows(span: Span, standing: Standing, today: date) -> list[MonthRow]:
    """The months of the span up to today's."""
    submissions = {
        submission.month: submission for submission in standing.unit.submissions.within(span)
    }
    rows = []
    cumulative: Share | None = None
    for month in span:
        if month > Month.of(today):
            break
        share = standing.months.get(month)
        if share is not None:
            cumulative = (cumulative or NOTHING) + share
        rows.append(
            MonthRow(
                month=month,
                share=share,
                cumulative=cumulative,
                minimum=standing.minimum_percent,
                submission=submissions.get(month),
                is_expected=month in standing.months_expected,
            )
        )
    return rows


def procedure_rows(decision: Decision, span: Span, standing: Standing) -> list[ProcedureRow]:
    """The procedures that count in the span, the largest shortfall first."""
    shares = queries.shares_by_procedure(decision, span, standing.unit)
    procedures = Procedure.objects.in_bulk(list(shares))
    rows = [
        ProcedureRow(procedures[key], share, standing.minimum_percent)
        for key, share in shares.items()
    ]
    return sorted(rows, key=lambda row: (-row.shortfall, -row.share.total, row.procedure.code))


def communes_of(
    standings: Sequence[Standing], district: Standing, seen: Collection[int]
) -> list[Standing]:
    """The communes of a district that the person sees, in the Decision's order."""
    return [row for row in standings if row.unit.parent == district.unit and row.unit.pk in seen]


def communes_together(communes: Sequence[Standing]) -> CommunesTogether | None:
    """The communes of a district summed; None where none of them has a target."""
    found = summary("", communes)
    if not found.units:
        return None
    short = [row.shown_shortfall for row in communes if row.shown_shortfall is not None]
    return CommunesTogether(found, sum(short) if short else None)
