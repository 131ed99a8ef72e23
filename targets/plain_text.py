"""Text in the one form in which it is kept, so that no file in which it goes out changes it. Pure but for its message."""

import re
import unicodedata

from django.utils.translation import gettext as _

# What no page shows and no workbook can hold: control characters, halves of characters, and what is none.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def composed(text: str) -> str:
    """The text with composed letters (NFC) and lines that end in one way.

    Raises ValueError where it holds a character that cannot be shown.
    """
    found = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if not can_be_shown(found):
        raise ValueError(_("This cell holds a character that cannot be shown."))
    return found


def can_be_shown(text: str) -> bool:
    """Whether every character can be shown on a page and kept in a document."""
    return not _UNSHOWN.search(text)


def shown(text: str) -> str:
    """The text with the usual mark (U+FFFD) in place of each character that cannot be shown."""
    return _UNSHOWN.sub("\ufffd", text)
