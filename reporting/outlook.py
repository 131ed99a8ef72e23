"""What the rest of the decision's year asks of a unit, and whether it is on course. Pure and exact: no Django.

The method, which is stated wherever it is shown: a coming month brings as many dossiers as the mean of the months
reported; the fewest and the most that any of them brought say how uncertain that is. The coming dossiers come online
at the share of the last three months reported.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from reporting import compliance
from reporting.compliance import REACHED, Percent, Share
from reporting.interval import is_small

RECENT_MONTHS = 3


class Course(StrEnum):
    """Whether the year ends at or above the minimum if things go on as of late."""

    ON_COURSE = "on_course"
    SHORT = "short"
    # The fewest and the most dossiers expected give different answers.
    NOT_CERTAIN = "not_certain"
    # Too few dossiers or months to say.
    NOT_SAID = "not_said"


@dataclass(frozen=True)
class Expected:
    """How many dossiers the months that are left bring: likely, and between the least and the most."""

    likely: int
    least: int
    most: int

    @property
    def is_a_range(self) -> bool:
        return self.least < self.most


@dataclass(frozen=True)
class Outlook:
    """A unit's months so far (each month's own share, in order) before the months that are left."""

    months: tuple[Share, ...]
    minimum: Percent
    months_left: int

    @cached_property
    def so_far(self) -> Share:
        return compliance.together(self.months)

    @cached_property
    def recent(self) -> Share:
        """The last three months reported."""
        return compliance.together(self.months[-RECENT_MONTHS:])

    @cached_property
    def expected(self) -> Expected:
        totals = [month.total for month in self.months]
        coming, months = sum(totals) * self.months_left, len(totals)
        return Expected(
            # The mean for each month left, half up.
            likely=(coming * 2 + months) // (months * 2),
            least=min(totals) * self.months_left,
            most=max(totals) * self.months_left,
        )

    def needed_of(self, coming: int) -> int:
        """How many of the coming dossiers must come online to reach the minimum by the end."""
        at_the_end = Share(self.so_far.online, self.so_far.total + coming)
        return compliance.shortfall(at_the_end, self.minimum)

    @property
    def needed(self) -> int:
        return self.needed_of(self.expected.likely)

    @property
    def is_safe(self) -> bool:
        """Whether the minimum is reached even if none of the coming dossiers comes online."""
        return self.needed == 0

    @property
    def beyond_reach_by(self) -> int:
        """How many online dossiers are missing at the end even if every coming one comes online."""
        return max(0, self.needed - self.expected.likely)

    @property
    def has_few_months(self) -> bool:
        return len(self.months) < RECENT_MONTHS

    @property
    def is_small(self) -> bool:
        """Whether there is too little to forecast from: then nothing of the outlook is shown but that."""
        return self.has_few_months or is_small(self.so_far.total)

    def end_with(self, coming: int) -> Share:
        """The share at the end if the coming dossiers come online at the recent share.

        These are rarely whole dossiers: both figures are multiplied by the recent total, which leaves their ratio exact.
        """
        times = self.recent.total
        so_far, coming_online = self.so_far, self.recent.online * coming
        return Share(so_far.online * times + coming_online, (so_far.total + coming) * times)

    @cached_property
    def ends(self) -> tuple[Share, Share, Share] | None:
        """The share at the end with the fewest, the likely and the most dossiers; None where too little is known to say."""
        if self.is_small or not self.recent.total:
            return None
        least, likely, most = map(
            self.end_with, (self.expected.least, self.expected.likely, self.expected.most)
        )
        return least, likely, most

    @cached_property
    def course(self) -> Course:
        if self.ends is None:
            return Course.NOT_SAID
        reached = {compliance.status(end, self.minimum) in REACHED for end in self.ends}
        if len(reached) > 1:
            return Course.NOT_CERTAIN
        return Course.ON_COURSE if reached == {True} else Course.SHORT


@lru_cache(maxsize=5_000)
def outlook(months: tuple[Share, ...], minimum: Percent | None, months_left: int) -> Outlook | None:
    """None where there is nothing to look ahead to (no target, no month left) or from (no dossier yet).

    Remembered by its months: from one change to the next those of most units stay as they are.
    """
    if minimum is None or not months_left or not any(month.total for month in months):
        return None
    return Outlook(months, minimum, months_left)
