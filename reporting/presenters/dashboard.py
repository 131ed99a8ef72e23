"""The rows of the dashboard: a summary of each group, and the units that were asked for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting import completeness, compliance
from reporting.completeness import Completeness, Timeliness
from reporting.compliance import REACHED, Share, Status
from reporting.labels import GROUP_LABELS
from reporting.standings import Standing
from targets.models import Unit

# A list of so many rows stands open; a longer one makes way for what comes after it until it is asked for.
MOST_UNFOLDED = 30


@dataclass(frozen=True)
class Summary:
    """How many of some units stand where. Only units with a target are summed (rulings)."""

    label: str
    units: int
    by_status: Counter[Status]
    share: Share
    completeness: Completeness
    timeliness: Timeliness
    # Of the reports not sent those that are not due yet.
    to_come: int

    @property
    def overdue(self) -> int:
        """The reports not sent that could have been: those that are missing, in a reader's words."""
        return self.completeness.missing - self.to_come

    @property
    def reached(self) -> int:
        return sum(self.by_status[status] for status in REACHED)

    @property
    def not_met(self) -> int:
        return self.by_status[Status.NOT_MET]

    @property
    def no_dossiers(self) -> int:
        return self.by_status[Status.NO_DOSSIERS]

    @property
    def not_reported(self) -> int:
        return self.by_status[Status.NOT_REPORTED]

    @property
    def shown_total(self) -> int | None:
        """The dossiers of all together; blank where none of the units reported (rule 1)."""
        return self.share.total if self.not_reported < self.units else None

    @property
    def shown_online(self) -> int | None:
        return self.share.online if self.not_reported < self.units else None

    @property
    def shown_percent(self) -> Decimal | None:
        """The share of all together; held against no minimum, since units of a group may have different ones."""
        return compliance.shown_percent(self.share, None)


def summary(label: str, standings: Sequence[Standing]) -> Summary:
    """The summary of some units."""
    judged = [standing for standing in standings if standing.target]
    return Summary(
        label=label,
        units=len(judged),
        by_status=Counter(standing.status for standing in judged),
        share=compliance.together(standing.share for standing in judged),
        completeness=completeness.together(standing.completeness for standing in judged),
        timeliness=completeness.timely_together(standing.timeliness for standing in judged),
        to_come=sum(len(standing.months_to_come) for standing in judged),
    )


def group_summaries(standings: Sequence[Standing]) -> list[Summary]:
    """One summary for each group that has a unit with a target."""
    summaries = [
        summary(GROUP_LABELS[group], [row for row in standings if row.group == group])
        for group in Unit.Kind
    ]
    return [group for group in summaries if group.units]


def chosen(
    standings: Sequence[Standing], *, group: str, district: Unit | None, status: str = ""
) -> list[Standing]:
    """The standings of one group, of one district and its communes, with one status; blank is all.

    The status `reached` is that of all that reached their minimum.
    """
    statuses = REACHED if status == "reached" else {status}
    return [
        row
        for row in standings
        if (not group or row.group == group)
        and (not district or district in (row.unit, row.unit.parent))
        and (not status or row.status in statuses)
    ]


def missing_reports(standings: Sequence[Standing]) -> list[Standing]:
    """Units with a target that have not sent a month, due or not: those with most overdue first, then those with most unsent."""
    owing = [row for row in standings if row.target and row.months_missing]
    return sorted(owing, key=lambda row: (-len(row.months_overdue), -len(row.months_missing)))
