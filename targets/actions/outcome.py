"""What an import did, or would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from targets.figures import Figures
from targets.periods import Month


class Change(NamedTuple):
    """What a row does to the stored figures; `before` is None where nothing was stored."""

    row: int
    unit: int
    month: Month
    procedure: int
    before: Figures | None
    after: Figures


class Tally(NamedTuple):
    """What the rows of one unit and month do, and the version of the submission on which they would do it (0: none)."""

    unit: int
    month: Month
    version: int
    rows: int
    new: int
    changed: int
    not_counted: int


@dataclass(frozen=True)
class Outcome:
    """How many rows were read and, of these, how many were new, changed what was stored, or do not count."""

    rows: int
    new: int
    changed: int
    not_counted: int = 0

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> "Outcome":
        """The outcome of several units and months together."""
        tallies = list(tallies)
        return cls(
            sum(tally.rows for tally in tallies),
            sum(tally.new for tally in tallies),
            sum(tally.changed for tally in tallies),
            sum(tally.not_counted for tally in tallies),
        )

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed
