"""How completely and how timely units report (rule 11), never mixed into compliance. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    """Submissions sent, out of the submissions expected."""

    reported: int
    expected: int

    def __add__(self, other: "Completeness") -> "Completeness":
        return Completeness(self.reported + other.reported, self.expected + other.expected)

    @property
    def missing(self) -> int:
        """Submissions expected and not sent."""
        return max(0, self.expected - self.reported)


def together(units: Iterable[Completeness]) -> Completeness:
    """The completeness of several units."""
    return sum(units, Completeness(0, 0))


@dataclass(frozen=True)
class Timeliness:
    """Months sent by their due date, out of those whose due date has passed or that came before it did."""

    in_time: int
    due: int

    def __add__(self, other: "Timeliness") -> "Timeliness":
        return Timeliness(self.in_time + other.in_time, self.due + other.due)


def timely_together(units: Iterable[Timeliness]) -> Timeliness:
    """The timeliness of several units."""
    return sum(units, Timeliness(0, 0))
