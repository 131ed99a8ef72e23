"""With which few procedures a unit would reach its minimum, if they came online as elsewhere. Pure and exact: no Django.

What is asked for is rounded up, what is promised down: a shortfall is the fewest whole dossiers that reach the minimum
(rule 9), a gain the most whole ones that the share elsewhere brings. So a plan that reaches the minimum does reach it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reporting.compliance import Share
from reporting.peers import Peers

MOST = 3


class Level(StrEnum):
    """What “as elsewhere” means: as the unit in the middle does, or as the best quarter do."""

    MEDIAN = "median"
    BEST_QUARTER = "best_quarter"


@dataclass(frozen=True)
class Candidate:
    """A procedure (its primary key), the unit's own share in it, and how others do."""

    procedure: int
    share: Share
    peers: Peers

    def percent(self, level: Level) -> Fraction:
        return self.peers.median if level == Level.MEDIAN else self.peers.best_quarter

    def gain(self, level: Level) -> int:
        """How many more of the dossiers received would have come online; whole ones only, so rounded down."""
        as_elsewhere = self.share.total * self.percent(level) // 100
        return max(0, int(as_elsewhere) - self.share.online)


@dataclass(frozen=True)
class Plan:
    """One to three procedures, the ones that gain most first."""

    level: Level
    procedures: Sequence[Candidate]
    shortfall: int

    @property
    def gain(self) -> int:
        return sum(candidate.gain(self.level) for candidate in self.procedures)

    @property
    def reaches(self) -> bool:
        return self.gain >= self.shortfall


def plan(shortfall: int, candidates: Sequence[Candidate]) -> Plan | None:
    """As few procedures as will do at the level of the middle, else of the best quarter; else the three that gain most.

    None where nothing is short, or nobody elsewhere does better.
    """
    if not shortfall:
        return None
    plans = [_plan(shortfall, candidates, level) for level in Level]
    return next((found for found in plans if found.reaches), None) or (
        plans[-1] if plans[-1].gain else None
    )


def _plan(shortfall: int, candidates: Sequence[Candidate], level: Level) -> Plan:
    helpful = [candidate for candidate in candidates if candidate.gain(level)]
    best = sorted(helpful, key=lambda candidate: -candidate.gain(level))[:MOST]
    for number in range(1, len(best)):
        if Plan(level, best[:number], shortfall).reaches:
            return Plan(level, best[:number], shortfall)
    return Plan(level, best, shortfall)
