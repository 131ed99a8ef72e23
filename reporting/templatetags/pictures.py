"""The words and the signs of pictures."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.compliance import Status
from reporting.labels import GROUP_LABELS, STATUS_LABELS
from reporting.presenters.outlook import Ahead
from reporting.presenters.signs import SIGNS
from reporting.standings import Standing
from reporting.unit_names import without_committee
from targets.models import Unit
from targets.templatetags.figures import minimum, percent, whole

register = template.Library()


@register.filter
def sign(status: str) -> str:
    """The path of a status's sign, about the point where it is put."""
    return SIGNS[Status(status)]


@register.filter
def group_label(group: str) -> str:
    """The name of a group."""
    return str(GROUP_LABELS[group])


@register.filter
def short_name(unit: Unit) -> str:
    """What a unit is called where it is plain that a People's Committee is meant: `phường Vạn Thạnh`."""
    return without_committee(unit.name)


@register.filter
def in_words(standing: Standing) -> str:
    """What a dot or a tile stands for: the unit, its share, its minimum, its status."""
    parts = [standing.unit.name]
    if standing.shown_percent is not None:
        parts.append(percent(standing.shown_percent))
    if standing.target:
        parts.append(_("minimum %s") % minimum(standing.minimum_percent))
    return ", ".join([*parts, str(STATUS_LABELS[standing.status])])


@register.filter
def ahead_in_words(ahead: Ahead) -> str:
    """What the picture of a unit's year says of the months to come."""
    coming = whole(ahead.outlook.expected.likely)
    figures = {"needed": whole(ahead.outlook.needed), "coming": coming}
    words = [_("Needed online: %(needed)s of the %(coming)s dossiers expected.") % figures]
    if ahead.end_percent is not None:
        words.append(_("The year ends at about %s") % ends_in_words(ahead) + ".")
    return " ".join(words)


@register.filter
def ends_in_words(ahead: Ahead) -> str:
    """The likely end of the year, and between which two it lies where they differ."""
    likely, ends = percent(ahead.end_percent), ahead.end_percents
    if ends[0] == ends[-1]:
        return likely
    between = _("between %(low)s and %(high)s")
    return f"{likely} ({between % {'low': percent(ends[0]), 'high': percent(ends[-1])}})"


@register.filter
def of_minimum(value: Fraction) -> str:
    """A multiple of the minimum as the axis of attainment has it: `50 %`, `100 %`."""
    return percent(Decimal(int(value * 100)))


@register.inclusion_tag("reporting/pictures/files.html")
def picture_files(name: str, *parts: str, picture: str, query: str = "") -> dict[str, Any]:
    """A link for each kind of file of a picture: `name` and `parts` are the address, `query` the filters of the page."""
    end = f"?{query}" if query else ""
    kinds = [
        (kind, kind.upper(), reverse(name, args=[*parts, kind]) + end) for kind in ("svg", "png")
    ]
    return {"picture": picture, "files": kinds}
