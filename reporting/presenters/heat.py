"""Units by months as a matrix of shares: how far each lies from its minimum, the sign of reaching it, and its figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting import compliance
from reporting.compliance import Share, Status
from reporting.interval import has_few_dossiers
from reporting.presenters.courses import UnitCourse
from reporting.shades import shade


@dataclass(frozen=True)
class HeatCell:
    """One month of one unit; without a share where it is not reported."""

    share: Share | None
    minimum: Decimal | None

    @property
    def shade(self) -> int | None:
        return shade(compliance.attainment(self.share, self.minimum))

    @property
    def status(self) -> Status:
        return compliance.status(self.share, self.minimum)

    @property
    def shown(self) -> Decimal | None:
        return compliance.shown_percent(self.share, self.minimum)

    @property
    def is_small(self) -> bool:
        return has_few_dossiers(self.share)


def heat_cells(course: UnitCourse, shares: Sequence[Share | None]) -> list[HeatCell]:
    """The months of a unit, from its own shares or those since the first month."""
    return [HeatCell(share, course.standing.minimum_percent) for share in shares]
