"""The tables of the pages of all units as sheets, from the presenters that the pages draw from."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reporting.exports.columns import unit_cells, unit_columns, wholes
from reporting.labels import CELL_LABELS
from reporting.presenters.dashboard import Summary
from reporting.presenters.matrix import MatrixRow
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet
from targets.periods import Month, Span


def summaries_sheet(title: str, summaries: Iterable[Summary], asked: str) -> Sheet:
    """Groups, or districts with their communes: how many of each stand where."""
    counts = (
        _("Units"),
        _("Reach their minimum"),
        _("Not met"),
        _("No dossiers"),
        _("Not reported"),
        _("Total"),
        _("Online"),
    )
    reports = (_("Reports in"), _("Reports expected"), _("Sent in time"), _("Due or sent ahead"))
    columns = [
        Column(title, width=30),
        *wholes(*counts),
        Column(_("Share together"), Kind.PERCENT),
        *wholes(*reports),
    ]
    rows = [
        [
            str(summary.label),
            summary.units,
            summary.reached,
            summary.not_met,
            summary.no_dossiers,
            summary.not_reported,
            summary.shown_total,
            summary.shown_online,
            summary.shown_percent,
            summary.completeness.reported,
            summary.completeness.expected,
            summary.timeliness.in_time,
            summary.timeliness.due,
        ]
        for summary in summaries
    ]
    return Sheet(title, columns, rows, [title, asked])


def missing_sheet(rows: Iterable[Standing], asked: str) -> Sheet:
    """Units that have not sent a month, and which; and of these the ones whose due date has passed."""
    columns = [
        *unit_columns(),
        *wholes(pgettext("reports", "Not sent")),
        Column(_("Months"), width=40),
        *wholes(pgettext("reports", "Overdue")),
        Column(_("Overdue months"), width=40),
    ]
    lines = [
        [
            *unit_cells(row),
            *_number_and_names(row.months_missing),
            *_number_and_names(row.months_overdue),
        ]
        for row in rows
    ]
    return Sheet(_("Reports not sent"), columns, lines, [_("Reports not sent"), asked])


def _number_and_names(months: Sequence[Month]) -> tuple[int, str]:
    return len(months), ", ".join(map(str, months))


def matrix_sheet(rows: Iterable[MatrixRow], span: Span, asked: str) -> Sheet:
    """Units by months, each cell the state in words."""
    columns = [*unit_columns(), *[Column(str(month), width=18) for month in span]]
    lines = [
        [*unit_cells(row.standing), *[str(CELL_LABELS[cell.state][1]) for cell in row.cells]]
        for row in rows
    ]
    return Sheet(_("Reports by month"), columns, lines, [_("Reports by month"), asked])


def letters_sheet(rows: Iterable[Standing], asked: str) -> Sheet:
    """Units to be written to: below their minimum, or without every report."""
    columns = [
        *unit_columns(),
        Column(_("Minimum"), Kind.PERCENT),
        Column(_("Share"), Kind.PERCENT),
        *wholes(_("Short by")),
        Column(_("Months not reported"), width=40),
    ]
    lines = [
        [
            *unit_cells(row),
            row.minimum_percent,
            row.shown_percent,
            row.shown_shortfall,
            ", ".join(map(str, row.months_overdue)),
        ]
        for row in rows
    ]
    return Sheet(_("Units to write to"), columns, lines, [_("Units to write to"), asked])
