"""The list of rankings and the differences of one as sheets; a ranking itself goes out in its pack, its page in `places`."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import Ranking
from reporting.presenters.rankings.differences import (
    CountRow,
    DifferenceRow,
    MonthRow,
    PlaceSide,
)
from reporting.presenters.rankings.words import moment
from targets.exports.sheets import Column, Kind, Sheet
from targets.figures import NOT_REPORTED
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
    """Whatever differs in a line each, with the places of its unit; a unit of which nothing is to be shown in one line."""
    rows = list(rows)
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Rank before"), Kind.WHOLE),
        Column(_("Rank in district before"), Kind.WHOLE),
        Column(_("Points before"), Kind.DECIMAL, places=_decimals(row.before for row in rows)),
        Column(_("Class before")),
        Column(_("Rank after"), Kind.WHOLE),
        Column(_("Rank in district after"), Kind.WHOLE),
        Column(_("Points after"), Kind.DECIMAL, places=_decimals(row.after for row in rows)),
        Column(_("Class after")),
        Column(_("What changed"), width=40),
        Column(_("Month")),
        Column(_("Procedure code")),
        Column(_("Total before"), Kind.WHOLE),
        Column(_("Online before"), Kind.WHOLE),
        Column(_("Total after"), Kind.WHOLE),
        Column(_("Online after"), Kind.WHOLE),
        Column(_("By whom"), width=30),
        Column(_("When"), width=20),
        Column(_("Source"), width=30),
    ]
    lines = [line for row in rows for line in _lines(row)]
    return Sheet(title, columns, lines, [title, ranking.written_code, ranking.decision.number])


def _decimals(sides: Iterable[PlaceSide | None]) -> int:
    """As many decimals as the rule of that side gives to points."""
    points = [side.points for side in sides if side and side.points is not None]
    return max((-int(one.as_tuple().exponent) for one in points), default=0)


def _lines(row: DifferenceRow) -> Iterator[list[object]]:
    unit = [row.unit.code, row.unit.name, *_side(row.before), *_side(row.after)]
    for given in row.given:
        yield [*unit, f"{given.what}: {given.before} → {given.after}", *[None] * 9]
    for month in row.months:
        yield [*unit, month.what, month.month, *[None] * 5, *_who(month), None]
    for one in row.counts:
        yield [*unit, *_count(one)]
    if not (row.given or row.months or row.counts):
        what = _("its own figures") if row.has_other_figures else _("figures of other units")
        yield [*unit, what, *[None] * 9]


def _side(side: PlaceSide | None) -> list[object]:
    if side is None:
        return [None] * 4
    return [side.rank, side.rank_in_district, side.points, side.class_name or side.why_unranked]


def _count(one: CountRow) -> list[object]:
    before, after = one.before or NOT_REPORTED, one.after or NOT_REPORTED
    figures = [one.month, one.procedure, *before, *after]
    return [_("figures"), *figures, *_who(one), one.source or None]


def _who(row: CountRow | MonthRow) -> list[object]:
    return [row.by or None, moment(row.at) if row.at else None]
