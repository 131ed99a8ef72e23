"""The table of `/compare/` as a sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reporting.exports.columns import asked_in_words, unit_cells, unit_columns
from reporting.labels import STATUS_LABELS
from reporting.presenters.comparison import Comparison, Moved, Side
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet


def comparison_sheet(compared: Comparison) -> Sheet:
    """The units that stand on both sides, each with its figures then and now."""
    return Sheet(
        title=_("Then and now"),
        columns=[
            *unit_columns(),
            *_of_a_side(pgettext("comparison", "then")),
            *_of_a_side(pgettext("comparison", "now")),
            Column(_("Change in percentage points"), Kind.DECIMAL),
        ],
        rows=[_row(moved) for moved in compared.units],
        notes=[
            _("Then and now"),
            f"{pgettext('comparison', 'Then')}: {_asked(compared.then)}",
            f"{pgettext('comparison', 'Now')}: {_asked(compared.now)}",
        ],
    )


def _asked(side: Side) -> str:
    words = asked_in_words(side.decision, side.span)
    return f"{words}; {side.scope}" if side.scope else words


def _of_a_side(side: str) -> list[Column]:
    wholes = [Column(f"{name}, {side}", Kind.WHOLE) for name in (_("Total"), _("Online"))]
    percents = [Column(f"{name}, {side}", Kind.PERCENT) for name in (_("Share"), _("Minimum"))]
    return [*wholes, *percents, Column(f"{_('Status')}, {side}", width=18)]


def _row(moved: Moved) -> list[object]:
    return [
        *unit_cells(moved.now),
        *_figures(moved.then),
        *_figures(moved.now),
        moved.shown_points,
    ]


def _figures(row: Standing) -> list[object]:
    return [
        row.shown_total,
        row.shown_online,
        row.shown_percent,
        row.minimum_percent,
        str(STATUS_LABELS[row.status]),
    ]
