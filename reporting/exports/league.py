"""What a file of league tables holds; a published ranking, frozen with its figures, goes out in its `pack`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext_lazy

from reporting import queries
from reporting.standings import Standing
from targets.models import Decision, Submission
from targets.periods import Span


@dataclass(frozen=True)
class League:
    """The standings of a decision over a span, as they were at the moment at which they were asked for."""

    decision: Decision
    span: Span
    standings: Sequence[Standing]
    at: datetime
    # What the file calls itself; the group's name takes the place of %s.
    title: str = gettext_lazy("League table: %s")

    @cached_property
    def is_sample(self) -> bool:
        """Whether any of its figures is sample data, which the file must say."""
        return Submission.objects.counting().within(self.span).has_sample()

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day that the span's periods cover."""
        return queries.days_covered(self.span)
