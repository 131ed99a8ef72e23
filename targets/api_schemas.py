"""What programs send about a unit's month and get back, as its description says it."""

from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema

from targets.imports.cells import LARGEST, LONGEST_PROCEDURE_CODE
from targets.periods import Month


def _month(value: Any) -> Month:
    return value if isinstance(value, Month) else Month.parse(value)


# In an address the same months are possible as on the portal's pages.
MonthText = Annotated[
    Month,
    PlainValidator(_month),
    WithJsonSchema(
        {"type": "string", "pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$", "example": "2018-09"}
    ),
]
# A figure is never guessed: no text, no decimals, no truth value.
Whole = Annotated[int, Field(strict=True, ge=0, le=LARGEST)]


class Problem(Schema):
    """Why a call was refused."""

    detail: str = Field(description=_("What is wrong, in the language asked for."))


class FaultOut(Schema):
    """What is wrong at one place of what was sent."""

    row: int | None = Field(description=_("The place in the list, counted from 1; null elsewhere."))
    column: str = Field(description=_("The field."))
    message: str = Field(description=_("What is wrong there, in the language asked for."))


class Faults(Problem):
    """Why nothing was stored: all that is wrong, at its place."""

    faults: list[FaultOut]


class CountIn(Schema):
    """The dossiers of one procedure in the month."""

    model_config = ConfigDict(extra="forbid")

    procedure_code: str = Field(
        min_length=1,
        max_length=LONGEST_PROCEDURE_CODE,
        description=_("The code of the procedure, as in the national database."),
        examples=["1.000656"],
    )
    total: Whole = Field(description=_("Dossiers received by any channel."), examples=[25])
    online: Whole = Field(
        description=_("Those received and processed online at level 3 or 4; not above the total."),
        examples=[7],
    )


class Stored(Schema):
    """What a push did, or in a trial run would do."""

    rows: int = Field(description=_("Counts read."))
    new: int = Field(description=_("Counts that were not stored before."))
    changed: int = Field(description=_("Counts whose figures were others before."))
    unchanged: int = Field(description=_("Counts that were stored like this already."))
    not_counted: int = Field(
        description=_(
            "Counts of procedures that were not published in the month: stored, not counted."
        )
    )
    dry_run: bool = Field(
        description=_("Whether nothing was stored because only a trial was asked for.")
    )


class CountOut(Schema):
    """What is stored for one procedure; null is not known yet."""

    procedure_code: str
    total: int | None
    online: int | None


class MonthOut(Schema):
    """A unit's month as it stands."""

    unit: str = Field(description=_("The code of the unit."))
    month: str
    state: str | None = Field(
        description=_("draft, submitted, returned or accepted; null where nothing was entered.")
    )
    is_locked: bool = Field(
        description=_("Whether figures are refused: the month has locked, or has not opened yet.")
    )
    is_sample: bool = Field(description=_("Whether the figures are made up."))
    faultless: bool = Field(
        description=_("Whether nothing is missing and nothing is unusual without a reason.")
    )
    missing: list[str] = Field(description=_("Codes of procedures whose figures are missing."))
    unusual: list[str] = Field(
        description=_("Codes of procedures whose figures are unusual and not explained.")
    )
    counts: list[CountOut]


class ProcedureOut(Schema):
    """A procedure whose dossiers the unit counts in the month."""

    code: str
    name: str
    level: int = Field(description=_("Published as online at level 3 or 4."))
