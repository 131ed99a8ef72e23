"""How what is frozen with a ranking is written: moments, days, people, exact numbers, in the language that is active."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.labels import UNRANKED_LABELS
from reporting.rankings.frozen import Figures, FrozenCount, FrozenPublication
from reporting.scoring import Unranked
from targets.periods import Month, Span
from targets.templatetags.figures import NO_FIGURE, decimal, percent_sign
from targets.templatetags.figures import span as written_span

# As many decimals of a number without end are written before it breaks off.
PLACES = 6


def exact(value: Fraction | Decimal) -> str:
    """A number with all its decimals; one without end breaks off, never rounded up, with three dots."""
    scaled = Fraction(value) * 10**PLACES
    whole = int(scaled)
    text = f"{Decimal(whole).scaleb(-PLACES):f}"
    if whole != scaled:
        return decimal(text) + "…"
    return decimal(text.rstrip("0").rstrip("."))


def as_percent(value: Fraction | Decimal) -> str:
    """A percentage with all its decimals, written as by `exact`."""
    return exact(value) + percent_sign()


def moment(text: str | None) -> str:
    """A frozen moment, in the portal's own time; a dash for none."""
    if text is None:
        return NO_FIGURE
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "SHORT_DATETIME_FORMAT")


def day(text: str | None) -> str:
    """A frozen day; a dash for none."""
    return NO_FIGURE if text is None else date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")


def person(figures: Figures, key: str | None) -> str:
    """Who did it; nobody is named where it was done from the command line."""
    return figures.people.get(key, NO_FIGURE) if key else NO_FIGURE


def frozen_span(figures: Figures) -> str:
    """The months of a ranking in words."""
    return written_span(Span(Month.parse(figures.first), Month.parse(figures.through)))


def source(count: FrozenCount) -> str:
    """The file and its row, as the figures were imported; blank where they were typed."""
    if count.source_row is None:
        return count.source_file
    return _("%(file)s, row %(row)s") % {"file": count.source_file, "row": count.source_row}


def publication(one: FrozenPublication) -> str:
    """When a procedure was published, at which level."""
    if one.last is None:
        return _("level %(level)s since %(first)s") % {"level": one.level, "first": day(one.first)}
    return _("level %(level)s from %(first)s to %(last)s") % {
        "level": one.level,
        "first": day(one.first),
        "last": day(one.last),
    }


def why_unranked(reason: Unranked) -> str:
    """Why a unit has no rank."""
    return str(UNRANKED_LABELS[reason])
