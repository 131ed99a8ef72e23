"""The list of rankings and the differences of one as sheets; a ranking itself goes out in its pack."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import Ranking
from reporting.presenters.rankings.differences import CountRow, DifferenceRow, PlaceSide
from targets.exports.sheets import Column, Kind, Sheet
from targets.templatetags.figures import span as written_span


def rankings_sheet(rankings: Iterable[Ranking]) -> Sheet:
    """Rankings, each with what it is of and where it stands."""
    columns = [
        Column(_("Code")),
        Column(_("Decision")),
        Column(_("Months"), width=34),
        Column(_("State"), width=24),
        Column(_("Scoring rule"), width=34),
        Column(_("Drawn up")),
        Column(_("Drawn up by"), width=24),
        Column(_("Replaces")),
        Column("SHA-256", width=66),
    ]
    rows = [
        [
            one.written_code,
            one.decision.number,
            written_span(one.span),
            one.get_state_display(),
            str(one.rule),
            date_format(one.drawn_up_at, "SHORT_DATE_FORMAT"),
            str(one.drawn_up_by),
            one.replaces.written_code if one.replaces else None,
            one.sha256,
        ]
        for one in rankings
    ]
    title = _("Rankings")
    return Sheet(title, columns, rows, [title])


def differences_sheet(ranking: Ranking, rows: Iterable[DifferenceRow], title: str) -> Sheet:
    """Each figure that differs in a line, with the places of its unit; a unit without figures to be shown in one line."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        *_side_columns(
            _("Rank before"), _("Rank in district before"), _("Points before"), _("Class before")
        ),
        *_side_columns(
            _("Rank after"), _("Rank in district after"), _("Points after"), _("Class after")
        ),
        Column(_("Month")),
        Column(_("Procedure code")),
        Column(_("Total before"), Kind.WHOLE),
        Column(_("Online before"), Kind.WHOLE),
        Column(_("Total after"), Kind.WHOLE),
        Column(_("Online after"), Kind.WHOLE),
        Column(_("Entered by"), width=30),
        Column(_("Entered at"), width=26),
    ]
    lines = [line for row in rows for line in _lines(row)]
    return Sheet(title, columns, lines, [title, ranking.written_code, ranking.decision.number])


def _side_columns(rank: str, in_district: str, points: str, name: str) -> list[Column]:
    ranks = [Column(rank, Kind.WHOLE), Column(in_district, Kind.WHOLE)]
    return [*ranks, Column(points, Kind.DECIMAL, places=2), Column(name)]


def _lines(row: DifferenceRow) -> Iterator[list[object]]:
    unit = [row.unit.code, row.unit.name, *_side(row.before), *_side(row.after)]
    for one in row.counts:
        yield [*unit, *_count(one)]
    for month in row.months:
        yield [*unit, month.month, *[None] * 7]
    if not row.counts and not row.months:
        yield [*unit, *[None] * 8]


def _side(side: PlaceSide | None) -> list[object]:
    if side is None:
        return [None] * 4
    return [side.rank, side.rank_in_district, side.points, side.class_name or side.why_unranked]


def _count(one: CountRow) -> list[object]:
    before, after = one.before or (None, None), one.after or (None, None)
    return [one.month, one.procedure, *before, *after, one.by or None, one.at]
