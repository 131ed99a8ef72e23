"""The places of a ranking as its pages show them, all groups in one table; the rows that are handed over are in its pack."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.exports.columns import unit_columns, wholes
from reporting.models import Ranking
from reporting.presenters.rankings.differences import PlaceSide
from reporting.presenters.rankings.tables import PlaceRow, RankingTable
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.written import yes_or_no
from targets.templatetags.figures import span as written_span


def places_sheet(ranking: Ranking, tables: Sequence[RankingTable]) -> Sheet:
    """Every unit that the tables show, by group and rank; where later corrections would put it, if a table says so."""
    decimals = ranking.figures.rule.rule.decimals
    has_moves = any(table.has_moves for table in tables)
    columns = [*_columns(decimals), *(_columns_now(decimals) if has_moves else [])]
    rows = [
        [table.label, *_row(row), *(_side(row.now) if has_moves else [])]
        for table in tables
        for row in table.rows
    ]
    notes = [
        _("Ranking %s") % ranking.written_code,
        str(ranking.get_state_display()),
        _("Decision %(decision)s, %(span)s")
        % {"decision": ranking.figures.decision.number, "span": written_span(ranking.span)},
    ]
    return Sheet(_("Ranking"), columns, rows, notes)


def _columns(decimals: int) -> list[Column]:
    return [
        Column(_("Group"), width=20),
        *wholes(_("Rank"), _("In its district")),
        *unit_columns(),
        Column(_("Points"), Kind.DECIMAL, places=decimals),
        Column(_("Taken off"), Kind.DECIMAL),
        Column(_("Class"), width=16),
        Column(_("Why it is not ranked"), width=30),
        Column(_("Attainment"), Kind.DECIMAL),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Few dossiers")),
        Column(_("95 percent interval from"), Kind.PERCENT),
        Column(_("95 percent interval to"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        *wholes(_("Online"), _("Total"), _("Months late"), _("Months missing")),
    ]


def _columns_now(decimals: int) -> list[Column]:
    return [
        *wholes(_("Rank would be now"), _("In its district now")),
        Column(_("Points would be now"), Kind.DECIMAL, places=decimals),
        Column(_("Class would be now"), width=16),
    ]


def _row(row: PlaceRow) -> list[object]:
    unit, score = row.unit, row.score
    return [
        score.rank,
        score.rank_in_district,
        unit.code,
        unit.name,
        unit.parent_name or None,
        score.points,
        None if score.points is None else Decimal(score.off),
        score.class_name,
        row.why_unranked or None,
        row.shown_attainment,
        row.shown_percent,
        yes_or_no(row.is_small),
        *(row.interval or (None, None)),
        unit.minimum,
        row.online,
        row.total,
        score.case.late,
        score.case.missing,
    ]


def _side(now: PlaceSide | None) -> list[object]:
    """Nothing of a unit that would stay where it is."""
    if now is None:
        return [None] * 4
    return [now.rank, now.rank_in_district, now.points, now.class_name or now.why_unranked]
