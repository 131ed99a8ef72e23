"""What a cell may hold: a parser for each kind, which never guesses.

Each takes a cell as the file gives it (text, number, date, truth value or nothing), and returns its value or raises
ValueError with a message for the reader.
"""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from targets.models.units import Unit
from targets.periods import Month

LARGEST = 2_147_483_647
LONGEST_CODE = 32
LONGEST_TEXT = 200

_DIGITS = re.compile(r"[0-9]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
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
    number = _whole(cell)
    if number > LARGEST:
        raise ValueError(_("This number is too large."))
    return number


def _whole(cell: Any) -> int:
    if type(cell) in (int, float) and cell >= 0 and float(cell).is_integer():
        return int(cell)
    text = _required(cell)
    if type(cell) is str and (_DIGITS.fullmatch(text) or _THOUSANDS.fullmatch(text)):
        digits = text.replace(".", "").lstrip("0") or "0"
        return int(digits) if len(digits) <= len(str(LARGEST)) else LARGEST + 1
    raise ValueError(_("“%s” is not a whole number from 0 on.") % _shortened(text))


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
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _limited(_required(cell), LONGEST_CODE)


def optional_unit_code(cell: Any) -> str:
    """The code of a unit, or nothing."""
    return "" if _text(cell) == "" else unit_code(cell)


def procedure_code(cell: Any) -> str:
    """The code of a procedure; a number cell is written with six decimals, as national codes are."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(Decimal(repr(cell)).quantize(Decimal("0.000001"), ROUND_HALF_UP))
    return _limited(_required(cell), LONGEST_CODE)


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
    return _limited(_required(cell), 2_000)


def text(cell: Any) -> str:
    """A short text that is not blank."""
    return _limited(_required(cell), LONGEST_TEXT)


def optional_text(cell: Any) -> str:
    """A short text, or nothing."""
    return _limited(_text(cell), LONGEST_TEXT)


def _required(cell: Any) -> str:
    found = _text(cell)
    if not found:
        raise ValueError(_("This cell is blank."))
    return found


def _text(cell: Any) -> str:
    """The cell as text, composed (NFC) and without blanks around it."""
    if cell is None:
        return ""
    found = unicodedata.normalize("NFC", str(cell)).strip()
    if any(
        unicodedata.category(character) == "Cc" and character not in "\n\t\r" for character in found
    ):
        raise ValueError(_("This cell holds a character that cannot be shown."))
    return found


def _limited(found: str, longest: int) -> str:
    if len(found) > longest:
        raise ValueError(_("This is longer than %s characters.") % longest)
    return found


def _shortened(found: str) -> str:
    return found if len(found) <= 40 else found[:39] + "…"
