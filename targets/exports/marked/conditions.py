"""A cell's content as a condition, so that a highlight goes by itself once the cell is mended."""

import datetime
import math
import re
from typing import Any

from targets.imports.tables import ErrorCell

# Excel's limit for a text in a formula, in UTF-16 units.
LONGEST_TEXT = 255
# Both programs count days in the same way from here on.
FIRST_YEAR = 1901

# Controls, half characters, and what OOXML reads as a character by its number.
_UNSAYABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


def still_holds(reference: str, cell: Any) -> str:
    """A formula that is true while the cell there holds the same; TRUE where no formula can say so."""
    match cell:
        case None:
            return f"LEN(TRIM({reference}))=0"
        case str():
            return _text(reference, cell)
        case bool():
            return f"AND(ISLOGICAL({reference}),{reference}={str(cell).upper()})"
        case int() | float():
            return _number(reference, cell)
        case datetime.date() if cell.year >= FIRST_YEAR:
            day = f"DATE({cell.year},{cell.month},{cell.day})"
            return f"AND(ISNUMBER({reference}),INT({reference})={day})"
        case ErrorCell():
            return f"ISERROR({reference})"
    return "TRUE"


def _text(reference: str, text: str) -> str:
    # Programs differ in the spaces that they keep around a text; none of them makes a fault.
    trimmed = " ".join(filter(None, text.split(" ")))
    if not trimmed:
        return f"LEN(TRIM({reference}))=0"
    if _UNSAYABLE.search(trimmed) or len(trimmed.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        return "TRUE"
    if _TIME.fullmatch(trimmed):
        # A time of day or a duration is a number in the sheet, and a text in the table.
        return "TRUE"
    quoted = trimmed.replace('"', '""')
    return f'EXACT(TRIM({reference}),"{quoted}")'


_TIME = re.compile(r"(-?\d+ days?, )?\d+:\d\d:\d\d(\.\d+)?")


def _number(reference: str, number: float) -> str:
    # Excel keeps fifteen digits of a number in a formula.
    written = f"{number:.15G}"
    if not math.isfinite(number) or float(written) != number:
        return "TRUE"
    return f"AND(ISNUMBER({reference}),{reference}={written})"
