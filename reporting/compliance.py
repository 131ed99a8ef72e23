"""How a unit stands against its minimum share (rules 5 to 9). Pure and exact: integers and fractions, no Django.

A minimum is an exact number of percent (an int, a Decimal or a Fraction), None where no target was given. A share is
None where nothing that counts was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Percent = int | Decimal | Fraction


class Status(StrEnum):
    """Where a unit stands (rule 7)."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"
    NO_DOSSIERS = "no_dossiers"
    NOT_REPORTED = "not_reported"
    NO_TARGET = "no_target"


# The unit has reached its minimum.
REACHED = frozenset({Status.EXCEEDED, Status.MET})
# The unit has a share that can be held against a minimum, and so a rank.
JUDGED = REACHED | {Status.NOT_MET}


@dataclass(frozen=True)
class Share:
    """Dossiers received and processed online, out of all dossiers (rules 1 and 5)."""

    online: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.online <= self.total:
            raise ValueError(f"{self.online} online of {self.total} dossiers")

    def __add__(self, other: "Share") -> "Share":
        return Share(self.online + other.online, self.total + other.total)

    @property
    def percent(self) -> Fraction | None:
        """The share in percent, exact; None for 0 of 0, which is no share (rule 7)."""
        return Fraction(self.online * 100, self.total) if self.total else None


NOTHING = Share(0, 0)


def together(shares: Iterable[Share | None]) -> Share:
    """The share of several units: a ratio of sums, never a mean of ratios (rule 5)."""
    online = total = 0
    for share in shares:
        if share is not None:
            online += share.online
            total += share.total
    return Share(online, total)


def status(share: Share | None, minimum: Percent | None) -> Status:
    """Where a unit stands against its minimum, compared exactly (rules 6 and 7)."""
    if minimum is None:
        return Status.NO_TARGET
    if share is None:
        return Status.NOT_REPORTED
    if share.total == 0:
        return Status.NO_DOSSIERS
    over, under = minimum.as_integer_ratio()
    margin = share.online * 100 * under - share.total * over
    if margin > 0:
        return Status.EXCEEDED
    return Status.MET if margin == 0 else Status.NOT_MET


def attainment(share: Share | None, minimum: Percent | None) -> Fraction | None:
    """Share / minimum, exact (rule 9); None where there is no share or no minimum."""
    if minimum is None or share is None or share.total == 0:
        return None
    over, under = minimum.as_integer_ratio()
    return Fraction(share.online * 100 * under, share.total * over)


def shortfall(share: Share | None, minimum: Percent | None) -> int:
    """How many of the dossiers received should also have come online (rule 9)."""
    if minimum is None or share is None:
        return 0
    over, under = minimum.as_integer_ratio()
    needed = -(-share.total * over // (100 * under))
    return max(0, needed - share.online)


def shortfall_together(parts: Iterable[tuple[Share, Percent]]) -> int:
    """How many dossiers several shares are short of, each held against its own minimum: rounded up once, at the end."""
    parts = list(parts)
    needed = sum((share.total * Fraction(minimum) for share, minimum in parts), Fraction(0))
    return max(0, int(-(-needed // 100)) - together(share for share, _minimum in parts).online)


def shown_percent(share: Share | None, minimum: Percent | None) -> Decimal | None:
    """The share in percent with two decimals, as it may be shown (rule 8)."""
    if share is None or share.total == 0:
        return None
    return _rounded(share.online * 100, share.total, places=2, bound=minimum)


def shown_attainment(share: Share | None, minimum: Percent | None) -> Decimal | None:
    """The attainment with four decimals, as it may be shown (rule 9)."""
    exact = attainment(share, minimum)
    return None if exact is None else _rounded(*exact.as_integer_ratio(), places=4, bound=1)


def attainment_percent(share: Share | None, minimum: Percent | None) -> Decimal | None:
    """The same figure in percent, as pages and pictures write it: `93,96 %`, where files have `0.9396`."""
    shown = shown_attainment(share, minimum)
    return None if shown is None else shown.scaleb(2)


def _rounded(part: int, whole: int, *, places: int, bound: Percent | None) -> Decimal:
    """part / whole half up; but rounded down where what is below the bound would be shown as reaching it."""
    scale = 10**places
    units = (part * scale * 2 + whole) // (whole * 2)
    if bound is not None:
        over, under = bound.as_integer_ratio()
        if part * under < over * whole and over * scale <= units * under:
            units = part * scale // whole
    return Decimal(units).scaleb(-places)
