"""The cells of a matrix of shares, which stand in a page by the thousand.

Built here and not in a template, which takes ten times as long for them.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.compliance import Status
from reporting.labels import STATUS_LABELS
from reporting.presenters.courses import UnitCourse
from reporting.presenters.heat import HeatCell, heat_cells
from targets.templatetags.figures import decimal

register = template.Library()

# Said by a shape beside the colour: above, at and below the minimum.
SIGNS = {Status.EXCEEDED: "▲", Status.MET: "=", Status.NOT_MET: "▼"}
FEW = "~"
# Where a phone leaves the figure out, a cell without a shade says that there is one.
NO_SHADE = "•"


@register.simple_tag
def heat_row(course: UnitCourse, view: str) -> str:
    """The cells of one unit's months: their own shares in the view `month`, else those since the first month."""
    shares = course.own if view == "month" else course.shares
    return format_html_join("", "{}", ((_cell(cell),) for cell in heat_cells(course, shares)))


def _cell(cell: HeatCell) -> SafeString:
    if cell.shown is None:
        words = STATUS_LABELS[Status.NOT_REPORTED if cell.share is None else Status.NO_DOSSIERS]
        sign = "–" if cell.share is None else "○"
        return format_html(
            '<td class="number heat"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></td>',
            sign,
            words,
        )
    few, unshaded = (_few(), " few") if cell.is_small else ("", "")
    if cell.shade is None:
        return format_html(
            '<td class="number heat"><i class="on-narrow" aria-hidden="true">{}</i>{}{}</td>',
            NO_SHADE,
            few,
            _figure(cell),
        )
    return format_html(
        '<td class="number heat shade-{}{}"><i aria-hidden="true">{}</i><span class="visually-hidden">{} </span>{}{}</td>',
        cell.shade,
        unshaded,
        SIGNS[cell.status],
        STATUS_LABELS[cell.status],
        few,
        _figure(cell),
    )


def _figure(cell: HeatCell) -> SafeString:
    return format_html('<span class="shown">{}</span>', decimal(cell.shown))


def _few() -> SafeString:
    return format_html(
        '<b aria-hidden="true">{}</b><span class="visually-hidden">{} </span>',
        FEW,
        _("few dossiers"),
    )
