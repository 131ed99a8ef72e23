"""The districts with their communes: how many reach their minimum, their share together, and how it moved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reporting import movement
from reporting.movement import Months
from reporting.presenters.dashboard import Summary, summary
from reporting.standings import Standing
from reporting.unit_names import without_committee
from targets.models import Unit
from targets.periods import Span


@dataclass(frozen=True)
class DistrictSummary(Summary):
    """A district and its communes together, and its communes alone."""

    district: Unit
    communes: Summary
    # By how many percentage points the communes' share rose in the last month; None where that cannot be said.
    rise: Fraction | None

    @property
    def place(self) -> str:
        """The district itself, without the committee that governs it: its communes are the place's."""
        return without_committee(self.district.name)


def district_summaries(
    standings: Sequence[Standing], months: Mapping[Unit, Months], summed: Span
) -> list[DistrictSummary]:
    """One summary for each district that has a unit with a target: of the district itself and its communes."""
    summaries = [
        _summary(district, rows, months, summed)
        for district, rows in by_district(standings).items()
    ]
    return [district for district in summaries if district.units]


def have_communes(districts: Sequence[DistrictSummary]) -> bool:
    """Whether anything is said of communes: under the filters there may be districts alone."""
    return any(district.communes.units for district in districts)


def by_district(standings: Sequence[Standing]) -> dict[Unit, list[Standing]]:
    """The standings of each district and of its communes, the districts in the Decision's own order."""
    found: dict[Unit, list[Standing]] = defaultdict(list)
    for row in standings:
        district = row.unit if row.group == Unit.Kind.DISTRICT else row.unit.parent
        if district:
            found[district].append(row)
    return {district: found[district] for district in sorted(found, key=lambda one: one.order)}


def _summary(
    district: Unit, rows: Sequence[Standing], months: Mapping[Unit, Months], summed: Span
) -> DistrictSummary:
    communes = [row for row in rows if row.group == Unit.Kind.COMMUNE]
    moved = [months[row.unit] for row in communes if row.target]
    return DistrictSummary(
        **vars(summary(district.name, rows)),
        district=district,
        communes=summary(district.name, communes),
        rise=_rise(moved, summed),
    )


def _rise(communes: Sequence[Months], summed: Span) -> Fraction | None:
    """How the share of some units together moved in the last month; nothing is said of the first month."""
    if summed.first == summed.last:
        return None
    return movement.rise(
        movement.together(communes, summed.last.previous()),
        movement.together(communes, summed.last),
    )
