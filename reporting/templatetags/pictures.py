"""The words and the signs of pictures."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.compliance import Status
from reporting.labels import GROUP_LABELS, STATUS_LABELS
from reporting.presenters.signs import SIGNS
from reporting.standings import Standing
from targets.models import Unit
from targets.templatetags.figures import minimum, percent

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
    return unit.name.removeprefix("UBND ")


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
