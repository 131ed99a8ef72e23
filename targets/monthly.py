"""What one unit has to fill in for one month: its published procedures, what is stored, and last month beside it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery

from targets.figures import NOT_REPORTED, Figures
from targets.models import Count, Procedure, Publication, Submission, Unit
from targets.periods import Month, Span
from targets.workflow import State


@dataclass(frozen=True)
class MonthlyReport:
    """A unit's month, begun or not."""

    unit: Unit
    month: Month

    @cached_property
    def submission(self) -> Submission | None:
        return Submission.objects.filter(unit=self.unit, month=self.month).first()

    @cached_property
    def shows_sample_figures(self) -> bool:
        """Whether its figures, or those of the month before that stand beside them, are made up."""
        months = [self.month.previous(), self.month]
        return Submission.objects.filter(unit=self.unit, month__in=months).has_sample()

    @cached_property
    def procedures(self) -> list[Procedure]:
        """The procedures to be counted, each with its `level_in_month`, the last one where it changed."""
        publications = Publication.objects.overlapping(Span(self.month, self.month))
        latest = publications.filter(procedure=OuterRef("pk")).order_by("-published_from")
        procedures = Procedure.objects.of(self.unit).published_in(self.month)
        return list(procedures.annotate(level_in_month=Subquery(latest.values("level")[:1])))

    @cached_property
    def stored(self) -> dict[int, Figures]:
        """What the database holds, by procedure (its primary key)."""
        counts = self._counts(self.month)
        return {
            procedure: Figures(count.total, count.online) for procedure, count in counts.items()
        }

    @cached_property
    def last_month(self) -> dict[int, Count]:
        """Last month's counts by procedure (its primary key)."""
        return self._counts(self.month.previous())

    @cached_property
    def reasons(self) -> dict[int, str]:
        """The reasons given for unusual figures, by procedure (its primary key)."""
        if self.submission is None:
            return {}
        return dict(self.submission.explanations.values_list("procedure", "reason"))

    @property
    def version(self) -> int:
        return self.submission.version if self.submission else 0

    @property
    def is_open(self) -> bool:
        """Whether the unit may change the figures now."""
        return self.submission is None or self.submission.is_open_to_the_unit

    @property
    def is_submitted(self) -> bool:
        return self.submission is not None and self.submission.status == State.SUBMITTED

    @property
    def is_accepted(self) -> bool:
        return self.submission is not None and self.submission.status == State.ACCEPTED

    @property
    def filled_in(self) -> int:
        """How many of the procedures have both figures."""
        return sum(
            self.stored.get(procedure.pk, NOT_REPORTED).are_reported
            for procedure in self.procedures
        )

    def _counts(self, month: Month) -> dict[int, Count]:
        counts = Count.objects.filter(submission__unit=self.unit, submission__month=month)
        return {count.procedure_id: count for count in counts}
