"""What the sheet “why this place” says, written as it is printed, on one to three pages of A4. Pure: no Django.

Its words are Vietnamese whatever language the reader's pages are in; those that do not change stand in ranking_sheet.typ.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ContestPart:
    """One rank: its title, how it follows, what one rank higher would have taken, and the units nearby as cells."""

    title: str
    working: str
    higher: str
    rows: Sequence[Sequence[str]]
    # In what the last cell of each row says how far it is.
    measure: str
    # Which of the rows is the unit itself.
    own: int


@dataclass(frozen=True)
class Sheet:
    """The whole sheet; tables as rows of cells."""

    title: str
    unit: str
    place: str
    owner: str
    decision: str
    span: str
    code: str
    short_sha: str
    state: str
    drawn_up: str
    rule: str
    check_at: str
    headline: str
    wording: str
    steps: Sequence[Sequence[str]]
    unranked: str
    small_numbers: str
    contests: Sequence[ContestPart]
    months: Sequence[Sequence[str]]
    procedures: Sequence[Sequence[str]]
    procedures_more: str
    not_counted: Sequence[Sequence[str]]
    not_counted_more: str
    # Where it stands who entered each figure, when and from which file.
    cells_at: str
    is_sample: bool
