"""What a unit reported against what another source counted. Pure: no Django."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reporting.compliance import Share, shown_percent
from targets.periods import Month


class Outside(StrEnum):
    """Why a figure of another source stands beside no report (rule 2)."""

    UNKNOWN = "unknown"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class SourceComparison:
    """Dossiers reported and dossiers counted elsewhere, of the same unit and months; None where one of them is missing."""

    reported: Share | None
    source: Share | None

    @property
    def total_difference(self) -> int | None:
        """All dossiers reported, less those counted elsewhere; None where either is missing."""
        if self.reported is None or self.source is None:
            return None
        return self.reported.total - self.source.total

    @property
    def online_difference(self) -> int | None:
        """Online dossiers reported, less those counted elsewhere; None where either is missing."""
        if self.reported is None or self.source is None:
            return None
        return self.reported.online - self.source.online

    @property
    def reported_percent(self) -> Decimal | None:
        """The share reported as it may be shown, held against no minimum."""
        return shown_percent(self.reported, None)

    @property
    def source_percent(self) -> Decimal | None:
        return shown_percent(self.source, None)

    @property
    def agrees(self) -> bool:
        return self.total_difference == 0 and self.online_difference == 0


@dataclass(frozen=True)
class Coverage:
    """Which months can be compared: those that are reported and that the source speaks of."""

    compared: tuple[Month, ...]
    not_reported: tuple[Month, ...]
    not_in_source: tuple[Month, ...]

    @property
    def is_whole(self) -> bool:
        return not self.not_reported and not self.not_in_source


def coverage(
    *, reported: Collection[Month], in_source: Collection[Month], expected: Iterable[Month]
) -> Coverage:
    """Like is compared with like, month by month; `expected` are months of which the source should say something."""
    return Coverage(
        compared=tuple(sorted(month for month in in_source if month in reported)),
        not_reported=tuple(sorted(month for month in in_source if month not in reported)),
        not_in_source=tuple(sorted(month for month in expected if month not in in_source)),
    )
