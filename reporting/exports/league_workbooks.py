"""The league tables as workbooks: one sheet for each group, each saying what it is."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.exports.league import League
from reporting.labels import STATUS_LABELS
from reporting.presenters.league import LeagueTable, league_tables
from reporting.standings import Standing
from targets.exports.ods import to_ods as ods
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.xlsx import to_xlsx as xlsx
from targets.templatetags.figures import span as written_span


def to_xlsx(league: League) -> bytes:
    """The league tables for Excel."""
    return xlsx(_sheets(league))


def to_ods(league: League) -> bytes:
    """The league tables for LibreOffice."""
    return ods(_sheets(league))


def _sheets(league: League) -> list[Sheet]:
    return [
        Sheet(
            title=str(table.label),
            columns=_columns(),
            rows=[_row(standing) for standing in table.rows],
            notes=_notes(league, table),
        )
        for table in league_tables(league.standings)
    ]


def _notes(league: League, table: LeagueTable) -> list[str]:
    moment = date_format(timezone.localtime(league.at), "DATETIME_FORMAT")
    notes = [
        str(league.title) % table.label,
        _("Decision %(decision)s, %(span)s (dossiers received from %(first)s to %(last)s)")
        % {
            "decision": league.decision,
            "span": written_span(league.span),
            "first": date_format(league.days[0], "SHORT_DATE_FORMAT"),
            "last": date_format(league.days[1], "SHORT_DATE_FORMAT"),
        },
        _("Figures as of %s") % moment,
    ]
    if league.is_sample:
        notes.append(_("SAMPLE DATA: these figures are made up."))
    return notes


def _columns() -> list[Column]:
    return [
        Column(_("Rank"), Kind.WHOLE, 8),
        Column(_("Unit code"), Kind.TEXT, 13),
        Column(_("Unit"), Kind.TEXT, 40),
        Column(_("District"), Kind.TEXT, 26),
        Column(_("Clause"), Kind.TEXT, 9),
        Column(_("Total dossiers"), Kind.WHOLE, 12),
        Column(_("Online dossiers"), Kind.WHOLE, 12),
        Column(_("Share"), Kind.PERCENT, 11),
        Column(_("Minimum"), Kind.PERCENT, 11),
        Column(_("Attainment"), Kind.DECIMAL, 12),
        Column(_("Shortfall"), Kind.WHOLE, 12),
        Column(_("Status"), Kind.TEXT, 18),
        Column(_("Months reported"), Kind.WHOLE, 11),
        Column(_("Months expected"), Kind.WHOLE, 11),
    ]


def _row(standing: Standing) -> list[object]:
    return [
        standing.rank,
        standing.unit.code,
        standing.unit.name,
        standing.unit.parent.name if standing.unit.parent else None,
        standing.clause,
        standing.shown_total,
        standing.shown_online,
        standing.shown_percent,
        standing.minimum_percent,
        standing.shown_attainment,
        standing.shown_shortfall,
        STATUS_LABELS[standing.status],
        standing.completeness.reported,
        standing.completeness.expected,
    ]
