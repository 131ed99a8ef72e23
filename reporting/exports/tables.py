"""The tables of the pages of `reporting` as sheets, from the presenters that the pages draw from."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reporting.compliance import Status
from reporting.labels import CELL_LABELS, STATUS_LABELS
from reporting.presenters.dashboard import Summary
from reporting.presenters.matrix import MatrixRow
from reporting.presenters.unit import MonthRow, ProcedureRow
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet
from targets.models import Decision
from targets.periods import Span
from targets.templatetags.figures import span as written_span


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
    reports = (_("Reports in"), _("Reports expected"), _("Due ones in time"), _("Reports due"))
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
            summary.share.total,
            summary.share.online,
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
    """Units that owe a month, and which."""
    columns = [
        *unit_columns(),
        *wholes(pgettext("reports", "Missing")),
        Column(_("Months"), width=40),
    ]
    lines = [
        [*unit_cells(row), len(row.months_missing), ", ".join(map(str, row.months_missing))]
        for row in rows
    ]
    return Sheet(_("Missing reports"), columns, lines, [_("Missing reports"), asked])


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
            row.shortfall,
            ", ".join(map(str, row.months_overdue)),
        ]
        for row in rows
    ]
    return Sheet(_("Units to write to"), columns, lines, [_("Units to write to"), asked])


def months_sheet(standing: Standing, rows: Iterable[MonthRow], asked: str) -> Sheet:
    """A unit's months, each alone and from the first through it."""
    columns = [
        Column(_("Month")),
        Column(_("State"), width=20),
        *wholes(_("Total"), _("Online")),
        Column(_("Share of the month"), Kind.PERCENT),
        Column(_("Share since the first month"), Kind.PERCENT),
    ]
    lines = [
        [
            str(row.month),
            _state(row),
            row.share and row.share.total,
            row.share and row.share.online,
            row.shown_percent,
            row.shown_cumulative,
        ]
        for row in rows
    ]
    return Sheet(_("Month by month"), columns, lines, [str(standing.unit), asked])


def procedures_sheet(standing: Standing, rows: Iterable[ProcedureRow], asked: str) -> Sheet:
    """A unit's procedures over the span, the ones that leave it shortest first."""
    columns = [
        Column(_("Code"), width=16),
        Column(_("Procedure"), width=60),
        *wholes(_("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
        *wholes(_("Short of the minimum by")),
    ]
    lines = [
        [
            row.procedure.code,
            row.procedure.name,
            row.share.total,
            row.share.online,
            row.shown_percent,
            row.shortfall if standing.target else None,
        ]
        for row in rows
    ]
    return Sheet(_("Procedures"), columns, lines, [str(standing.unit), asked])


def asked_in_words(decision: Decision, span: Span) -> str:
    """What a page was asked about, as its head says it."""
    return _("Decision %(decision)s, %(span)s") % {
        "decision": decision,
        "span": written_span(span),
    }


def _state(row: MonthRow) -> str:
    if row.submission:
        return row.submission.get_status_display()
    if row.is_expected:
        return str(STATUS_LABELS[Status.NOT_REPORTED])
    return _("nothing to report")


def unit_columns() -> list[Column]:
    """The columns that say which unit a row is of."""
    return [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("District"), width=26),
    ]


def unit_cells(row: Standing) -> Sequence[str | None]:
    """The cells of these columns."""
    return row.unit.code, row.unit.name, row.unit.parent and row.unit.parent.name


def wholes(*headings: str) -> list[Column]:
    """Columns of whole numbers."""
    return [Column(heading, Kind.WHOLE) for heading in headings]
