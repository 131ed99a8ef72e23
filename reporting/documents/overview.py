"""What the leadership's page says, written as it is printed. Pure: no Django.

Its words are Vietnamese whatever language the reader's pages are in; those that do not change stand in overview.typ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# What a bar's whole length stands for, in thousandths of it.
WHOLE_BAR = 1_000


@dataclass(frozen=True)
class GroupLine:
    """Some units together; `change` and `change_of_share` are against the month before, blank where there is none."""

    label: str
    units: str
    reached: str
    change: str
    share: str
    change_of_share: str
    sums: str
    not_met: str
    no_dossiers: str
    not_reported: str
    reports: str


@dataclass(frozen=True)
class DistrictLine:
    """The communes of a district: the status of each, those that reach their minimum first, and their share together.

    `bar` and `minimum_mark` are parts of the bar's length out of WHOLE_BAR; there is no mark where minimums differ.
    """

    name: str
    statuses: Sequence[str]
    reached: str
    share: str
    minimum: str
    bar: int
    minimum_mark: int | None


@dataclass(frozen=True)
class UnitLine:
    """A unit below its minimum."""

    name: str
    district: str
    total: str
    online: str
    share: str
    minimum: str
    shortfall: str


@dataclass(frozen=True)
class Owing:
    """The units that owe reports whose due date has passed: how many, the first names, and how many more there are."""

    units: str
    reports: str
    names: Sequence[str]
    more: str
    # Who has never reported, and who has not sent what may still come in time.
    besides: Sequence[str]


@dataclass(frozen=True)
class MonthBar:
    """How many units reach their minimum from the first month through this one, and as a part of all out of WHOLE_BAR.

    A month that nobody has reported is blank; one whose reports are still coming in is unfinished.
    """

    month: str
    reached: str
    part: int
    is_unfinished: bool


@dataclass(frozen=True)
class Outlook:
    """How many units are on which course until the last month, where this is of the past as seen from a month's end."""

    last_month: str
    seen_from: str
    courses: Sequence[str]


@dataclass(frozen=True)
class Overview:
    """The whole page."""

    place: str
    owner: str
    decision: str
    span: str
    covers_from: str
    covers_to: str
    as_of: str
    # What a change is against; blank where nothing is compared, and then why.
    against: str
    not_compared: str
    overall: GroupLine
    groups: Sequence[GroupLine]
    months: Sequence[MonthBar]
    still_lacking: Sequence[str]
    outlook: Outlook | None
    districts: Sequence[DistrictLine]
    bar_end: str
    furthest: Sequence[UnitLine]
    below: str
    owing: Owing
    is_sample: bool
