"""Cells as a person would type them, and as he would compare them. No Django: the sheet reader uses it."""

import unicodedata
from typing import Any

# Blanks, and marks without a width, which copied cells often carry along at their ends.
BLANKS = (
    " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)


def stripped(text: str) -> str:
    """The text without blanks around it, the hard and the invisible ones included."""
    return text.strip(BLANKS)


def typed(cell: Any) -> str:
    """A cell as one would type it: `12` for a number cell that holds 12.0, a text as it stands."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def folded(cell: Any) -> str:
    """A cell as headings are compared: in any case, composed or decomposed, broken over lines or not; nothing for a blank one."""
    text = "" if cell is None else stripped(str(cell))
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
