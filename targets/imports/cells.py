"""What a cell may hold: a parser for each kind, which never guesses.

Each takes a cell as the file gives it (text, number, date, truth value or nothing), and returns its value or raises
ValueError with a message for the reader, in the language that is active.
"""

import datetime
import math
import re
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from targets.imports.bare_text import BLANKS, stripped, typed
from targets.imports.tables import ErrorCell, UncalculatedCell
from targets.models.units import Unit
from targets.periods import Month
from targets.plain_text import composed

LARGEST = 2_147_483_647
LONGEST_UNIT_CODE = 20
LONGEST_PROCEDURE_CODE = 32
LONGEST_TEXT = 200
LONGEST_NAME = 2_000

_NUMBER = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+")
_NOISE = Decimal("0.0000000001")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_VIETNAMESE_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")

_LEVEL_NAMES = {
    "agency": Unit.Kind.AGENCY,
    "sở": Unit.Kind.AGENCY,
    "district": Unit.Kind.DISTRICT,
    "huyện": Unit.Kind.DISTRICT,
    "commune": Unit.Kind.COMMUNE,
    "xã": Unit.Kind.COMMUNE,
}


def whole_number(cell: Any) -> int:
    """A whole number from 0 on: a number cell, or digits with or without Vietnamese thousands points."""
    number = int(cell) if _is_whole(cell) else _digits(cell)
    if number > LARGEST:
        raise ValueError(_("This number is too large."))
    return number


def _digits(cell: Any) -> int:
    text = _required(cell)
    if not isinstance(cell, str) or not _NUMBER.fullmatch(text):
        raise ValueError(_cure(cell, text))
    digits = text.replace(".", "").lstrip("0") or "0"
    # Python itself refuses to turn thousands of digits into a number.
    return int(digits) if len(digits) <= len(str(LARGEST)) else LARGEST + 1


def _cure(cell: Any, text: str) -> str:
    """What is wrong with a cell that is no whole number, and how to mend it; which number was meant is not guessed."""
    if isinstance(cell, datetime.date):
        message = _("This cell holds a day (%s): format it as a number and type the figure again.")
        return message % localize(cell)
    if isinstance(cell, float) and math.isfinite(cell) and not cell.is_integer():
        message = _(
            "This cell holds a number with decimals (%s): type a whole number, such as 1234."
        )
        return message % localize(cell)
    if _NUMBER.fullmatch("".join(sign for sign in text if sign not in BLANKS)):
        message = _("“%s” has blanks in it: type the digits without blanks, such as 1234 or 1.234.")
    elif any(sign.isdecimal() and not sign.isascii() for sign in text):
        message = _("“%s” is written in other digits than 0 to 9: type it anew, such as 1234.")
    else:
        message = _("“%s” is not a whole number from 0 on.")
    return message % _shortened(text)


def month(cell: Any) -> Month:
    """A month: `2018-06`, `06/2018`, `6/2018`, or a date cell."""
    if isinstance(cell, datetime.date):
        return Month.of(cell)
    text = _required(cell)
    try:
        return Month.parse(text)
    except ValueError as error:
        message = _("“%s” is not a month: write it as 2018-06 or 06/2018.")
        raise ValueError(message % _shortened(text)) from error


def date(cell: Any) -> datetime.date:
    """A day: `2018-04-01`, `01/04/2018`, or a date cell."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = _required(cell)
    try:
        return _day(text)
    except ValueError as error:
        message = _("“%s” is not a day: write it as 01/04/2018 or 2018-04-01.")
        raise ValueError(message % _shortened(text)) from error


def _day(text: str) -> datetime.date:
    if found := _ISO_DAY.fullmatch(text):
        year, month_number, day = found.groups()
    elif found := _VIETNAMESE_DAY.fullmatch(text):
        day, month_number, year = found.groups()
    else:
        raise ValueError(text)
    return datetime.date(int(year), int(month_number), int(day))


def optional_date(cell: Any) -> datetime.date | None:
    """A day, or None for a blank cell."""
    return None if _text(cell) == "" else date(cell)


def unit_code(cell: Any) -> str:
    """The code of a unit; of a number cell its whole digits."""
    if _is_number(cell) and not _is_whole(cell):
        raise ValueError(_("“%s” is not a code: format the cell as text.") % cell)
    return _limited(_words(cell), LONGEST_UNIT_CODE)


def optional_unit_code(cell: Any) -> str:
    """The code of a unit, or nothing."""
    return "" if _text(cell) == "" else unit_code(cell)


def procedure_code(cell: Any) -> str:
    """The code of a procedure; a number cell is written with six decimals, as national codes are."""
    return _limited(
        _six_decimals(cell) if _is_number(cell) else _words(cell), LONGEST_PROCEDURE_CODE
    )


def _six_decimals(number: float) -> str:
    written = f"{Decimal(repr(number)):.6f}"
    # More decimals than six are no code, unless they are the noise of binary arithmetic.
    if not 0 <= number < 1_000_000 or abs(Decimal(written) - Decimal(repr(number))) > _NOISE:
        raise ValueError(_("“%s” is not a code: format the cell as text.") % number)
    return written


def level(cell: Any) -> int:
    """Level 3 or 4."""
    if cell in (3, 4):
        return int(cell)
    text = _required(cell)
    if text not in ("3", "4"):
        raise ValueError(_("“%s” is not a level: it is 3 or 4.") % _shortened(text))
    return int(text)


def authority_levels(cell: Any) -> frozenset[Unit.Kind]:
    """The levels at which a procedure is handled; several are separated by semicolons."""
    kinds = set()
    for name in _required(cell).split(";"):
        kind = _LEVEL_NAMES.get(name.strip().casefold())
        if kind is None:
            message = _("“%s” is not a level of authority: it is sở, huyện or xã.")
            raise ValueError(message % _shortened(name.strip()))
        kinds.add(kind)
    return frozenset(kinds)


def unit_kind(cell: Any) -> Unit.Kind:
    """The kind of a unit, by the same words."""
    kinds = authority_levels(cell)
    if len(kinds) > 1:
        raise ValueError(_("A unit has one kind."))
    return next(iter(kinds))


def name(cell: Any) -> str:
    """A text that is not blank, of any length that a name may have."""
    return _limited(_words(cell), LONGEST_NAME)


def text(cell: Any) -> str:
    """A short text that is not blank."""
    return _limited(_words(cell), LONGEST_TEXT)


def optional_text(cell: Any) -> str:
    """A short text, or nothing."""
    return "" if _text(cell) == "" else text(cell)


def _words(cell: Any) -> str:
    """The cell as text that is not blank. A spreadsheet turns `1-6` into a day; what was meant is not guessed."""
    found = _required(cell)
    if isinstance(cell, bool | datetime.date):
        raise ValueError(_("“%s” is not text: format the cell as text.") % found)
    return found


def _required(cell: Any) -> str:
    found = _text(cell)
    if not found:
        raise ValueError(_("This cell is blank."))
    return found


def _text(cell: Any) -> str:
    """The cell as text, composed (NFC) and without blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, ErrorCell):
        raise ValueError(_("This cell holds an error of the spreadsheet, such as #N/A."))
    if isinstance(cell, UncalculatedCell):
        raise ValueError(
            _(
                "This cell holds a formula without its result: "
                "open the file in Excel or LibreOffice, save it, and send it again."
            )
        )
    return stripped(composed(typed(cell)))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_whole(cell: Any) -> bool:
    return _is_number(cell) and cell >= 0 and float(cell).is_integer()


def _limited(found: str, longest: int) -> str:
    if len(found) > longest:
        raise ValueError(_("This is longer than %s characters.") % longest)
    return found


def _shortened(found: str) -> str:
    found = " ".join(found.split())
    return found if len(found) <= 40 else found[:39] + "…"
