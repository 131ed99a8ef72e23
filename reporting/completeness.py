"""How completely units report (rule 11), never mixed into compliance. Pure: no Django."""

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
