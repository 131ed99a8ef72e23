"""What stands in each row of a table of all units: a share against its minimum as a bar, and a line for phones.

Built here and not in templates, which take ten times as long for them.
"""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.presenters.dumbbell import HEIGHT, MINIMUM_X, WIDTH, Dumbbell
from reporting.presenters.holding_back import GapRow
from reporting.standings import Standing
from targets.templatetags.figures import minimum, percent, plain, whole

register = template.Library()

_WHOLE_BAR = 200
# The head of an arrow about the point where it is put, in the direction of the way.
_ARROWS = {"up": "m6 0l-10-6v12z", "down": "m-6 0l10-6v12z", "level": "m-5-5h10v10h-10z"}


@register.simple_tag
def bar(row: Standing) -> str:
    """A share as a bar, which can be printed and read aloud, with a line at the minimum if there is one; nothing without a share."""
    if row.shown_percent is None:
        return ""
    return format_html(
        '<svg class="bar bar-{}" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" x="0" y="2" width="100" height="8"/><rect class="fill" x="0" y="2" width="{}" height="8"/>{}'
        "</svg>",
        row.status,
        _in_words(row),
        plain(row.shown_percent),
        _line_at(plain(row.minimum_percent)) if row.target else "",
    )


def _line_at(place: str) -> SafeString:
    return format_html(
        '<line class="minimum" x1="{0}" x2="{0}" y1="0" y2="12" vector-effect="non-scaling-stroke"/>',
        place,
    )


def _in_words(row: Standing) -> str:
    share = _("Share %(share)s") % {"share": percent(row.shown_percent)}
    if not row.target:
        return share
    return share + _(", minimum %(minimum)s") % {"minimum": minimum(row.minimum_percent)}


@register.simple_tag
def gap_bar(row: GapRow, rows: Sequence[GapRow]) -> str:
    """What is missing in a procedure beside the largest of them, whose bar is the longest; its figure stands beside it."""
    length = row.gap * _WHOLE_BAR / max(each.gap for each in rows)
    return format_html(
        '<svg class="bar bar-gap{}" viewBox="0 0 {} 12" preserveAspectRatio="none" aria-hidden="true"><rect class="fill" x="0" y="2" width="{}" height="8"/></svg>',
        "" if row.procedure else " bar-several",
        _WHOLE_BAR,
        str(max(1, round(length))),
    )


@register.simple_tag
def dumbbell(drawn: Dumbbell | None) -> str:
    """From a ring, the share so far, to an arrow at that of the last months; the columns beside it have both. Nothing for none."""
    if drawn is None:
        return ""
    x, now, middle = drawn.recent_x, drawn.now_x, HEIGHT // 2
    return format_html(
        '<svg class="dumbbell way-{}" viewBox="0 0 {} {}" aria-hidden="true"><path class="ground" d="M0 {m}H{}"/><path class="minimum" d="M{} 0V{}"/>'
        '<path class="bell" d="M{} {m}H{}"/><circle class="now" cx="{}" cy="{m}" r="5"/><path class="recent" d="M{} {m}{}"/></svg>',
        *(drawn.way, WIDTH, HEIGHT, WIDTH, MINIMUM_X, HEIGHT, now, x, now, x, _ARROWS[drawn.way]),
        m=middle,
    )


@register.simple_tag
def on_a_phone(row: Standing) -> str:
    """The figures that have no column of their own on a phone, to stand under the name of the unit."""
    parts = []
    if row.share is not None:
        figures = {"online": whole(row.online), "total": whole(row.total)}
        parts.append(_("%(online)s/%(total)s online") % figures)
    if row.target:
        parts.append(_("minimum %(minimum)s") % {"minimum": minimum(row.minimum_percent)})
    if row.rank:
        attainment = {"attainment": percent(row.attainment_percent)}
        parts.append(_("attainment %(attainment)s") % attainment)
    if not parts:
        return ""
    return format_html('<small class="on-narrow">{}</small>', " · ".join(parts))
