"""What stands beside the decision and the rule, and is told where it is known. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Given:
    """A minimum, and to how many units a clause gives it."""

    minimum_percent: Decimal
    units: int


@dataclass(frozen=True)
class MadeVersion:
    """One version of the scoring rule: who made it and when; blank where nobody is named."""

    version: int
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True)
class Beside:
    """The minimums that each clause gives, and the versions of the rule up to the one in force, the last one first."""

    minimums: Mapping[str, Sequence[Given]] = field(default_factory=dict)
    versions: Sequence[MadeVersion] = ()


NOTHING_BESIDE = Beside()
