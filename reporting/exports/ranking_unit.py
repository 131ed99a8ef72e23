"""The tables of “why this place” as sheets: the steps, the neighbours, the months down to each cell, the procedures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reporting.exports.columns import procedure_columns, wholes
from reporting.presenters.rankings.contests import Contest, Neighbour
from reporting.presenters.rankings.months import CountLine, Dossiers, MonthLine
from reporting.presenters.rankings.unit import RankingUnit
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.written import frozen_moment, yes_or_no
from targets.templatetags.figures import NO_FIGURE


def ranking_unit_sheets(place: RankingUnit, decimals: int) -> dict[str, Sheet]:
    """Each table of the page by its name in the address; `decimals` are those of the points.

    A commune is ranked twice, an unranked unit never: whom it is not ranked among has no table.
    """
    return {
        "steps": _steps(place),
        **{contest.kind: _contest(place, contest, decimals) for contest in place.contests},
        "months": _months(place),
        "counts": _counts(place),
        "procedures": _procedures(place),
    }


def _steps(place: RankingUnit) -> Sheet:
    columns = [
        Column(_("Step"), width=26),
        Column(_("Worked out"), width=44),
        Column(_("Result"), width=16),
        Column(_("Note"), width=80),
    ]
    rows = [[step.name, step.working, step.result, step.note or None] for step in place.steps]
    return _sheet(place, _("From the dossiers to the class"), columns, rows)


def _contest(place: RankingUnit, contest: Contest, decimals: int) -> Sheet:
    columns = [
        *wholes(_("Rank")),
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        Column(_("Attainment"), Kind.DECIMAL),
        Column(_("Points"), Kind.DECIMAL, places=decimals),
        Column(_("From this unit, in %(measure)s") % {"measure": contest.measure}, width=34),
    ]
    rows = [_neighbour(row) for row in contest.neighbours]
    title = _("Rank %(rank)s of %(units)s %(among)s") % {
        "rank": contest.rank,
        "units": contest.units,
        "among": contest.among,
    }
    return _sheet(place, title, columns, rows)


def _neighbour(row: Neighbour) -> list[object]:
    """Of a unit that the reader may not see the rank, and on which side of his own it stands."""
    if row.place is None:
        return [row.position, None, _("another unit"), None, None, None, None, row.distance]
    unit = row.place.unit
    return [
        row.position,
        unit.code,
        unit.name,
        row.place.shown_percent,
        unit.minimum,
        row.place.shown_attainment,
        row.place.score.points,
        row.distance or None,
    ]


def _months(place: RankingUnit) -> Sheet:
    columns = [
        Column(_("Month")),
        Column(_("State"), width=20),
        Column(_("Late or missing"), width=30),
        Column(_("Due")),
        Column(_("First submitted"), width=20),
        Column(_("Submitted by"), width=24),
        Column(_("Accepted at"), width=20),
        Column(_("Accepted by"), width=24),
        *_dossier_columns(),
    ]
    return _sheet(place, _("Month by month"), columns, [_month(row) for row in place.months])


def _month(row: MonthLine) -> list[object]:
    frozen = row.frozen
    return [
        frozen.month,
        row.state_label or None,
        row.remark or None,
        frozen.due_on,
        frozen_moment(frozen.first_submitted_at),
        _said(row.submitted_by),
        frozen_moment(frozen.accepted_at),
        _said(row.accepted_by),
        *_dossiers(row),
    ]


def _counts(place: RankingUnit) -> Sheet:
    columns = [
        Column(_("Month")),
        *procedure_columns(),
        *_dossier_columns(),
        Column(_("Does it count?")),
        Column(_("Why it does not count"), width=50),
        Column(_("Entered by"), width=24),
        Column(_("Entered"), width=20),
        Column(_("Source"), width=34),
    ]
    rows = [[month.frozen.month, *_count(row)] for month in place.months for row in month.counts]
    return _sheet(place, _("Procedures of each month"), columns, rows)


def _count(row: CountLine) -> list[object]:
    return [
        row.code,
        row.name,
        *_dossiers(row),
        yes_or_no(not row.why_not),
        row.why_not or None,
        _said(row.entered_by),
        frozen_moment(row.entered),
        row.source or None,
    ]


def _procedures(place: RankingUnit) -> Sheet:
    columns = [
        *procedure_columns(),
        *_dossier_columns(),
        *wholes(_("Short of the minimum by")),
    ]
    rows = [[row.code, row.name, *_dossiers(row), row.short_by] for row in place.procedures.lines]
    return _sheet(place, _("Procedures over all months"), columns, rows)


def _dossier_columns() -> list[Column]:
    return [*wholes(_("Total"), _("Online")), Column(_("Share"), Kind.PERCENT)]


def _dossiers(row: Dossiers) -> list[object]:
    figures = row.figures
    return [figures and figures.total, figures and figures.online, row.shown_percent]


def _said(written: str) -> str | None:
    """What stands as a dash on the page is an empty cell."""
    return None if written == NO_FIGURE else written


def _sheet(
    place: RankingUnit, title: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]
) -> Sheet:
    identity = place.identity
    notes = [
        _("Why this place: %(unit)s") % {"unit": place.name},
        title,
        f"{identity.written_code} ({identity.state})",
        _("Decision %(decision)s, %(span)s")
        % {"decision": identity.decision, "span": identity.span},
    ]
    return Sheet(title, columns, rows, notes)
