"""The five shades of a map: how far a share is from its minimum, on either side of it. The status keeps its own sign."""

from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

# The first attainment of each shade but the first; the minimum itself begins the first of those that reach it.
BEGINNINGS = [Fraction(1, 2), Fraction(4, 5), Fraction(1), Fraction(5, 4)]


def shade(attainment: Fraction | None) -> int | None:
    """Its number, from 1 to 5, compared exactly (rule 6); none without a share against a minimum."""
    if attainment is None:
        return None
    return 1 + sum(attainment >= beginning for beginning in BEGINNINGS)


def shades() -> list[tuple[int, str]]:
    """All of them, each with what it stands for in words."""
    percents = [int(beginning * 100) for beginning in BEGINNINGS]
    words = [
        _("under %(end)s%%") % {"end": percents[0]},
        *[
            _("%(start)s to under %(end)s%%") % {"start": a, "end": b}
            for a, b in pairwise(percents)
        ],
        _("%(start)s%% and more") % {"start": percents[-1]},
    ]
    return list(enumerate(words, start=1))
