"""The tables of the dashboard that it alone has, as sheets."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reporting import change
from reporting.exports.columns import procedure_columns, unit_cells, unit_columns, wholes
from reporting.exports.tables import summaries_sheet
from reporting.labels import COURSE_LABELS
from reporting.presenters.by_the_end import UnitAhead
from reporting.presenters.course import Point
from reporting.presenters.districts import DistrictSummary, have_communes
from reporting.presenters.procedures import ProcedureSum
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet


def course_sheet(points: Iterable[Point], asked: str) -> Sheet:
    """How many units reach their minimum from the first month through each."""
    columns = [
        Column(_("Through")),
        *wholes(_("Reach their minimum"), _("Units")),
        Column(_("Of the units"), Kind.PERCENT),
        *wholes(_("Change"), _("Total"), _("Online")),
        Column(_("Share together"), Kind.PERCENT),
    ]
    rows = [
        [
            str(point.month),
            point.reached,
            point.units,
            point.shown_part,
            point.change,
            point.share.total,
            point.share.online,
            point.shown_percent,
        ]
        for point in points
    ]
    return Sheet(_("The year's course"), columns, rows, [_("The year's course"), asked])


def ahead_sheet(units: Iterable[UnitAhead], asked: str) -> Sheet:
    """What the rest of the year asks of each unit, those that are not on course first."""
    columns = [
        *unit_columns(),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        *wholes(_("Needed online"), _("Dossiers to come"), _("At least"), _("At most")),
        Column(_("Share of the last three months"), Kind.PERCENT),
        Column(_("Course"), width=24),
    ]
    lines = [
        [
            *unit_cells(unit.standing),
            unit.standing.shown_percent,
            unit.standing.minimum_percent,
            *_expected(unit),
            str(COURSE_LABELS[unit.course]),
        ]
        for unit in units
    ]
    title = _("Looking ahead, by unit")
    return Sheet(title, columns, lines, [title, asked])


def _expected(unit: UnitAhead) -> list[object]:
    if unit.said is None:
        return [None] * 5
    outlook = unit.said.outlook
    coming = outlook.expected
    needed = [outlook.needed, coming.likely, coming.least, coming.most]
    return [*needed, unit.said.recent_percent]


def behind_sheet(rows: Iterable[Standing], asked: str) -> Sheet:
    """The units that are short of their minimum, the ones that lack most first."""
    columns = [
        *unit_columns(),
        *wholes(_("Short by"), _("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
    ]
    lines = [
        [
            *unit_cells(row),
            row.shortfall,
            row.total,
            row.online,
            row.shown_percent,
            row.minimum_percent,
        ]
        for row in rows
    ]
    title = _("Units furthest short of their minimum")
    return Sheet(title, columns, lines, [title, asked])


def procedures_behind_sheet(rows: Iterable[ProcedureSum], asked: str) -> Sheet:
    """The procedures in which all units together are short of their minimums, the ones that lack most first."""
    columns = [
        *procedure_columns(),
        *wholes(_("Short by"), _("Total"), _("Online")),
        Column(_("Share"), Kind.PERCENT),
    ]
    lines = [
        [
            row.procedure.code,
            row.procedure.name,
            row.shortfall,
            row.share.total,
            row.share.online,
            row.shown_percent,
        ]
        for row in rows
    ]
    title = _("Procedures with the largest shortfall")
    return Sheet(title, columns, lines, [title, asked])


def districts_sheet(districts: Iterable[DistrictSummary], asked: str) -> Sheet:
    """Districts with their communes: what is said of any units, and where there are communes of them alone."""
    districts = list(districts)
    sheet = summaries_sheet(_("Districts with their communes"), districts, asked)
    if not have_communes(districts):
        return sheet
    columns = [
        *sheet.columns,
        *wholes(_("Communes with a target"), _("Communes that reach their minimum")),
        Column(_("Share of the communes together"), Kind.PERCENT),
        Column(_("Change against the month before, percentage points"), Kind.DECIMAL),
    ]
    rows = [
        [
            *row,
            district.communes.units,
            district.communes.reached,
            district.communes.shown_percent,
            change.shown_points(district.rise),
        ]
        for row, district in zip(sheet.rows, districts, strict=True)
    ]
    return Sheet(sheet.title, columns, rows, sheet.notes)
