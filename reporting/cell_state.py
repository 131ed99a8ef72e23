"""In what state one unit's report of one month is, for the matrix of a year."""

from enum import StrEnum


class CellState(StrEnum):
    """What the reader is told of one unit's month."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    IN_WORK = "in_work"
    # The due date, or without one the end of the month, is past.
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_EXPECTED = "not_expected"
