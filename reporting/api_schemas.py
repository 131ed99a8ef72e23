"""What programs read about decisions and standings, as its description says it."""

from datetime import date

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field


class DecisionOut(Schema):
    """A decision that gives units their minimum shares."""

    number: str
    title: str
    issuer: str
    issued_on: date
    first_month: str = Field(description=_("The first month to which it applies."))
    last_month: str = Field(description=_("The last month to which it applies."))


class Record(Schema):
    """One unit under a decision over a span, as `compliance --format json` gives it."""

    unit: str = Field(description=_("The code of the unit."))
    name: str
    group: str = Field(description=_("agency, district or commune."))
    parent: str | None = Field(description=_("The code of a commune's district."))
    clause: str | None
    minimum_percent: str | None = Field(description=_("Two decimals, such as 40.00."))
    total: int = Field(description=_("Dossiers received by any channel."))
    online: int = Field(description=_("Those received and processed online."))
    share_percent: str | None = Field(
        description=_(
            "Two decimals; rounded so that a share below its minimum never looks like it."
        )
    )
    status: str = Field(
        description=_("exceeded, met, not_met, no_dossiers, not_reported or no_target.")
    )
    attainment: str | None = Field(description=_("Share divided by minimum, four decimals."))
    shortfall: int = Field(description=_("Dossiers that should also have come online."))
    rank: int | None = Field(description=_("Among its group; null where it is not ranked."))
    months_reported: int
    months_expected: int


class Standings(Schema):
    """The decision, the span, and a record for each unit."""

    model_config = ConfigDict(populate_by_name=True)

    decision: str
    first: str = Field(alias="from", description=_("The first month of the span."))
    through: str = Field(description=_("The last month of the span."))
    is_sample: bool = Field(description=_("Whether any of the figures is made up."))
    units: list[Record]
