"""Text as a person would compare it: without blanks around it, composed, in any case. No Django: the sheet reader uses it."""

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


def folded(heading: Any) -> str:
    """A heading as it is compared: in any case, composed or decomposed, broken over lines or not."""
    return " ".join(unicodedata.normalize("NFC", stripped(str(heading))).split()).casefold()
