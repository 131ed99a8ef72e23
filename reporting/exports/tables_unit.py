"""The tables of a unit's page and of the pages of procedures as sheets."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from reporting.compliance import Status
from reporting.exports.columns import procedure_columns, unit_cells, unit_columns, wholes
from reporting.labels import STATUS_LABELS
from reporting.presenters.holding_back import HoldingBack
from reporting.presenters.neighbours import Neighbours
from reporting.presenters.procedures import GroupOfUnits, ProcedureSum
from reporting.presenters.unit import CommunesTogether, MonthRow, ProcedureRow
from reporting.rounding import half_up
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet
from targets.models import Procedure


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


def _state(row: MonthRow) -> str:
    if row.submission:
        return row.submission.get_status_display()
    if row.is_expected:
        return str(STATUS_LABELS[Status.NOT_REPORTED])
    return _("nothing to report")


def procedures_sheet(standing: Standing, rows: Iterable[ProcedureRow], asked: str) -> Sheet:
    """A unit's procedures over the span, the largest shortfall first."""
    columns = [*_columns(), *wholes(_("Short of the minimum by"))]
    lines = [[*_cells(row), row.shortfall if standing.target else None] for row in rows]
    return Sheet(_("Procedures"), columns, lines, [str(standing.unit), asked])


def gaps_sheet(standing: Standing, held_back: HoldingBack | None, asked: str) -> Sheet:
    """Every procedure of a unit with its gap, below zero where it helps; four decimals hold a gap exactly."""
    columns = [*_columns(), Column(_("Short of the minimum by"), Kind.DECIMAL)]
    gaps = held_back.gaps if held_back else []
    lines = [[*_cells(row), half_up(gap, 4)] for row, gap in gaps]
    notes = [
        str(standing.unit),
        asked,
        _("A gap is minimum × total / 100 − online. Their sum, rounded up, is the shortfall."),
    ]
    return Sheet(_("What holds the unit back"), columns, lines, notes)


def _columns() -> list[Column]:
    """The columns of a unit's figures in a procedure."""
    share = Column(_("Share"), Kind.PERCENT)
    return [*procedure_columns(), *wholes(_("Total"), _("Online")), share]


def _cells(row: ProcedureRow) -> list[object]:
    procedure, share = row.procedure, row.share
    return [procedure.code, procedure.name, share.total, share.online, row.shown_percent]


def communes_sheet(
    standing: Standing, rows: Iterable[Standing], together: CommunesTogether | None, asked: str
) -> Sheet:
    """The communes of a district, and where any has a target a last row of those together, which has no code."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        *wholes(_("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        Column(_("Status"), width=18),
        *wholes(_("Shortfall")),
    ]
    lines = [
        [
            row.unit.code,
            row.unit.name,
            row.shown_total,
            row.shown_online,
            row.shown_percent,
            row.minimum_percent,
            str(STATUS_LABELS[row.status]),
            row.shown_shortfall,
        ]
        for row in rows
    ]
    if together:
        lines.append(_together(together))
    return Sheet(_("Communes of the district"), columns, lines, [str(standing.unit), asked])


def _together(row: CommunesTogether) -> list[object]:
    """Minimums and statuses are of single communes."""
    summed = row.summary
    share = [summed.shown_total, summed.shown_online, summed.shown_percent]
    figures = [*share, None, None, row.shortfall]
    return [None, _("All communes together"), *figures]


def neighbours_sheet(standing: Standing, found: Neighbours, asked: str) -> Sheet:
    """The units ranked next to one; below zero are those behind it."""
    columns = [
        *wholes(_("Rank")),
        *unit_columns(),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        Column(_("Attainment"), Kind.DECIMAL),
        Column(_("Percentage points ahead"), Kind.DECIMAL, places=2),
    ]
    lines = [
        [
            row.standing.rank,
            *unit_cells(row.standing),
            row.standing.shown_percent,
            row.standing.minimum_percent,
            row.standing.shown_attainment,
            row.shown_distance if row.ahead >= 0 else -row.shown_distance,
        ]
        for row in found.rows
    ]
    return Sheet(_("Its place in the group"), columns, lines, [str(standing.unit), asked])


def sums_sheet(rows: Iterable[ProcedureSum], asked: str) -> Sheet:
    """Procedures over the units that the person sees, largest shortfall first."""
    columns = [
        *procedure_columns(),
        *wholes(_("Units"), _("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
        *wholes(_("Short of the minimum by")),
    ]
    lines = [
        [
            row.procedure.code,
            row.procedure.name,
            row.units,
            row.share.total,
            row.share.online,
            row.shown_percent,
            row.shortfall,
        ]
        for row in rows
    ]
    return Sheet(_("Procedures"), columns, lines, [_("Procedures"), asked])


def units_sheet(procedure: Procedure, groups: Sequence[GroupOfUnits], asked: str) -> Sheet:
    """The units that the person sees with one procedure, group by group, best first."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Group"), width=20),
        *wholes(_("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        *wholes(_("Short of the minimum by")),
        Column(_("Remark"), width=20),
    ]
    lines = [
        [
            row.unit.code,
            row.unit.name,
            str(group.label),
            row.share.total,
            row.share.online,
            row.shown_percent,
            row.standing.minimum_percent,
            row.shortfall if row.standing.target else None,
            _("few dossiers") if row.is_small else None,
        ]
        for group in groups
        for row in group.rows
    ]
    return Sheet(_("One procedure"), columns, lines, [str(procedure), asked])
