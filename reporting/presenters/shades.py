"""What the shades of a map or a matrix stand for, in words."""

from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from reporting.shades import BEGINNINGS


class Shade(NamedTuple):
    """One of the five, for a legend."""

    number: int
    words: str
    # Whether it is one of those that reach the minimum.
    reaches: bool


def shades() -> list[Shade]:
    """All of them, from the furthest below the minimum on."""
    percents = [int(beginning * 100) for beginning in BEGINNINGS]
    words = [
        _("under %(end)s%%") % {"end": percents[0]},
        *[
            _("%(start)s to under %(end)s%%") % {"start": a, "end": b}
            for a, b in pairwise(percents)
        ],
        _("%(start)s%% and more") % {"start": percents[-1]},
    ]
    starts = [0, *percents]
    return [
        Shade(number, text, reaches=start >= 100)
        for number, (text, start) in enumerate(zip(words, starts, strict=True), start=1)
    ]
