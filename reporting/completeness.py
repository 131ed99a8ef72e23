"""How completely and how timely units report (rule 11), never mixed into compliance. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    """Submissions sent, out of the submissions expected."""

    reported: int
    expected: int

    @property
    def missing(self) -> int:
        """Submissions expected and not sent."""
        return max(0, self.expected - self.reported)


def together(units: Iterable[Completeness]) -> Completeness:
    """The completeness of several units."""
    found = list(units)
    return Completeness(sum(one.reported for one in found), sum(one.expected for one in found))


@dataclass(frozen=True)
class Timeliness:
    """Months sent by their due date, out of those whose due date has passed or that came before it did."""

    in_time: int
    due: int


def timely_together(units: Iterable[Timeliness]) -> Timeliness:
    """The timeliness of several units."""
    found = list(units)
    return Timeliness(sum(one.in_time for one in found), sum(one.due for one in found))
