"""The public league tables as one sheet."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reporting.exports.columns import asked_in_words, unit_cells, unit_columns
from reporting.labels import PUBLIC_STATUS_LABELS
from reporting.presenters.league import LeagueTable
from reporting.standings import Standing
from targets.exports.sheets import Column, Kind, Sheet
from targets.models import Decision
from targets.periods import Span


def league_sheet(tables: Iterable[LeagueTable], decision: Decision, span: Span) -> Sheet:
    """Every unit by group and rank, by its accepted months."""
    return Sheet(
        title=_("League tables"),
        columns=[
            Column(_("Group"), width=20),
            Column(_("Rank"), Kind.WHOLE, 8),
            *unit_columns(),
            Column(_("Total"), Kind.WHOLE),
            Column(_("Online"), Kind.WHOLE),
            Column(_("Share"), Kind.PERCENT),
            Column(_("Minimum"), Kind.PERCENT),
            Column(_("Attainment"), Kind.DECIMAL),
            Column(_("Status"), width=22),
            Column(_("Months accepted"), Kind.WHOLE),
            Column(_("Months expected"), Kind.WHOLE),
        ],
        rows=[[str(table.label), *_row(row)] for table in tables for row in table.rows],
        notes=[
            _("League tables"),
            asked_in_words(decision, span),
            _("Accepted months only."),
        ],
    )


def _row(row: Standing) -> list[object]:
    return [
        row.rank,
        *unit_cells(row),
        row.shown_total,
        row.shown_online,
        row.shown_percent,
        row.minimum_percent,
        row.shown_attainment,
        str(PUBLIC_STATUS_LABELS[row.status]),
        row.completeness.reported,
        row.completeness.expected,
    ]
