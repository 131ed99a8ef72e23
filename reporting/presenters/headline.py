"""The headline in words: what the figures say, each phrase with the way to the figures behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting import movement
from reporting.change import shown_points
from reporting.compliance import Status
from reporting.presenters.course import Point
from reporting.presenters.dashboard import Summary, summary
from reporting.presenters.districts import DistrictSummary
from reporting.presenters.intake import Intake, never_reported, owing, owing_in_words
from reporting.presenters.why_nothing import why_nothing_is_judged
from reporting.standings import Standing
from targets.models import Unit
from targets.templatetags.figures import decimal, month, whole


class Direction(StrEnum):
    """Which way a figure moved, where a phrase speaks of that."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NONE = ""

    @classmethod
    def of(cls, change: int | Fraction) -> "Direction":
        if change == 0:
            return cls.SAME
        return cls.UP if change > 0 else cls.DOWN


@dataclass(frozen=True)
class Phrase:
    """A sentence or a part of one that stands by itself; the address leads to its figures."""

    text: str
    address: str
    direction: Direction = Direction.NONE


@dataclass(frozen=True)
class Headline:
    """The main phrase, and those that follow it."""

    main: Phrase
    phrases: Sequence[Phrase]


def headline(
    standings: Sequence[Standing],
    last: Point,
    lacking: Sequence[Intake],
    districts: Sequence[DistrictSummary],
    address: Callable[..., str],
) -> Headline:
    """What is said of the units summed; `address` makes an address of the page from what changes in its question.

    `lacking` are the last months of which reports are missing: how the figures moved is read with that in mind.
    """
    overall = summary("", standings)
    nothing = why_nothing_is_judged(standings)
    if not overall.units:
        return Headline(Phrase(nothing, "#units"), [])
    how_far = [Phrase(one.in_words, "#missing") for one in lacking]
    if nothing:
        return Headline(Phrase(nothing, "#missing"), [*how_far, *_owing(standings)])
    reports = [_never_reported(overall, address), *_owing(standings)]
    communes = _communes(districts, partial(_beside_the_month_before, address, last))
    phrases = [change(last, address), *how_far, *reports, *communes]
    return Headline(_reached(overall, address), phrases)


def change(last: Point, address: Callable[..., str]) -> Phrase:
    """How the number of units that reach their minimum moved against the month before; of the first month, that it is.

    It leads to the units that made the difference.
    """
    if last.change is None:
        words = _("no comparison: %(month)s is the first month of the span")
        return Phrase(words % {"month": month(last.month)}, "#course")
    text = _change_in_words(last.change) % {
        "number": whole(abs(last.change)),
        "month": month(last.month.previous()),
    }
    units = _beside_the_month_before(address, last, crossed=1) + "#units"
    return Phrase(text, units, Direction.of(last.change))


def _beside_the_month_before(address: Callable[..., str], last: Point, **changes: object) -> str:
    """The comparison of the span through a month with the one that ends a month earlier."""
    asked = {"through": last.month, "status": "", "find": ""} | changes
    return reverse("compare") + address(**asked)


def _change_in_words(change: int) -> str:
    if change == 0:
        return _("as many as through %(month)s")
    if change > 0:
        return ngettext(
            "%(number)s unit more than through %(month)s",
            "%(number)s units more than through %(month)s",
            change,
        )
    return ngettext(
        "%(number)s unit fewer than through %(month)s",
        "%(number)s units fewer than through %(month)s",
        -change,
    )


def _reached(overall: Summary, address: Callable[..., str]) -> Phrase:
    words = ngettext(
        "%(met)s of %(all)s unit reaches its minimum",
        "%(met)s of %(all)s units reach their minimum",
        overall.units,
    )
    text = words % {"met": whole(overall.reached), "all": whole(overall.units)}
    return Phrase(text, address(status="reached") + "#units")


def _never_reported(overall: Summary, address: Callable[..., str]) -> Phrase:
    number = overall.not_reported
    listed = address(status=Status.NOT_REPORTED.value) + "#units"
    return Phrase(never_reported(number), listed if number else "#missing")


def _owing(standings: Sequence[Standing]) -> list[Phrase]:
    number = owing(standings)
    return [Phrase(owing_in_words(number), "#missing")] if number else []


def _communes(districts: Sequence[DistrictSummary], beside: Callable[..., str]) -> list[Phrase]:
    """Of several districts whose communes rose most; of one how its communes moved. Nothing without a month before."""
    compared = [each for each in districts if each.rise is not None]
    if not compared:
        return []
    if len(districts) == 1:
        return [_of_one(compared[0], beside)]
    rises = {each.district: each.rise for each in compared}
    first, rise = movement.greatest_rise(rises)
    if rise is None:
        return [Phrase(_("the communes of no district rose"), "#districts", Direction.SAME)]
    return [_rose_most([each for each in compared if each.district in first], rise, beside)]


def _rose_most(
    first: Sequence[DistrictSummary], rise: Fraction, beside: Callable[..., str]
) -> Phrase:
    words = ngettext(
        "the communes of %(districts)s rose most, by %(points)s percentage points",
        "the communes of %(districts)s rose most and alike, by %(points)s percentage points",
        len(first),
    )
    text = words % {
        "districts": ", ".join(each.place for each in first),
        "points": _points(rise),
    }
    where = _communes_of(first[0], beside) if len(first) == 1 else "#districts"
    return Phrase(text, where, Direction.UP)


def _of_one(one: DistrictSummary, beside: Callable[..., str]) -> Phrase:
    rise = one.rise or Fraction(0)
    if rise == 0:
        words = _("the share of the communes of %(district)s is as it was")
    elif rise > 0:
        words = _("the communes of %(district)s rose by %(points)s percentage points")
    else:
        words = _("the communes of %(district)s fell by %(points)s percentage points")
    text = words % {"district": one.place, "points": _points(rise)}
    return Phrase(text, _communes_of(one, beside), Direction.of(rise))


def _communes_of(one: DistrictSummary, beside: Callable[..., str]) -> str:
    return beside(district=one.district.code, group=Unit.Kind.COMMUNE.value)


def _points(change: Fraction) -> str:
    """Percentage points with two decimals; a change too small for them is never shown as none."""
    shown = abs(shown_points(change))
    if shown == 0 and change != 0:
        return _("less than %s") % decimal(shown_points(Fraction(1, 100)))
    return decimal(shown)
