"""A decimal number as somebody types it: `0,25` as in Vietnamese, `0.25` too, and nothing that could mean two things."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from targets.imports.bare_text import stripped

MOST_PLACES = 4
_WRITTEN = re.compile(r"-?(?P<whole>[0-9]{1,6})([.,](?P<places>[0-9]{1,4}))?")
# One thousand two hundred and thirty-four, or one and 234 thousandths?
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


def read_exact(typed: str) -> Decimal:
    """The number; raises ValueError with a message for the reader, in the language that is active."""
    text = stripped(typed)
    if _AMBIGUOUS.fullmatch(text):
        message = _(
            "“%s” can be read in two ways: write the decimals behind a comma, such as 0,25."
        )
        raise ValueError(message % text)
    if not _WRITTEN.fullmatch(text):
        message = _("“%s” is not a number with at most %d decimals, such as 10 or 0,25.")
        raise ValueError(message % (text[:40], MOST_PLACES))
    return Decimal(text.replace(",", "."))
