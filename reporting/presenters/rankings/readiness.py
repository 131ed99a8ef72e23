"""What a ranking would be drawn up from: whether the figures are ready for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reporting.compliance import JUDGED, Status
from reporting.standings import Standing
from targets.models import Submission
from targets.periods import Span
from targets.workflow import State


@dataclass(frozen=True)
class Readiness:
    """Units that would be ranked, units that would not, and months that somebody may still change."""

    judged: int
    not_reported: int
    no_dossiers: int
    no_target: int
    months_overdue: int
    units_overdue: int
    months_not_accepted: int
    # Not sent yet, and not due yet.
    months_ahead: int
    units_ahead: int
    # Months of the span whose last day has not passed.
    months_not_over: int

    @property
    def is_ready(self) -> bool:
        return not (
            self.months_overdue
            or self.months_ahead
            or self.months_not_accepted
            or self.months_not_over
        )


def readiness(rows: Collection[Standing], span: Span, today: date) -> Readiness:
    """How ready the standings of a span are on that day."""

    def with_status(status: Status) -> int:
        return sum(row.status == status for row in rows)

    waiting = Submission.objects.within(span).filter(
        status=State.SUBMITTED, unit__in=[row.unit.pk for row in rows]
    )
    ahead = [len(row.months_missing) - len(row.months_overdue) for row in rows]
    return Readiness(
        judged=sum(row.status in JUDGED for row in rows),
        not_reported=with_status(Status.NOT_REPORTED),
        no_dossiers=with_status(Status.NO_DOSSIERS),
        no_target=with_status(Status.NO_TARGET),
        months_overdue=sum(len(row.months_overdue) for row in rows),
        units_overdue=sum(bool(row.months_overdue) for row in rows),
        months_ahead=sum(ahead),
        units_ahead=sum(map(bool, ahead)),
        months_not_accepted=waiting.count(),
        months_not_over=sum(month.last_day >= today for month in span),
    )
