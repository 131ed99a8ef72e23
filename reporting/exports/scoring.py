"""What a scoring rule that is not stored would make of the figures, as a sheet."""

from django.utils.translation import gettext as _

from reporting.exports.columns import unit_cells, unit_columns, wholes
from reporting.labels import GROUP_LABELS, UNRANKED_LABELS
from reporting.presenters.rankings.scoring_preview import Preview, PreviewRow
from reporting.scoring import Score
from reporting.scoring_rule import Rule
from targets.exports.sheets import Column, Kind, Sheet
from targets.models import Unit


def preview_sheet(found: Preview, rule: Rule, before: Rule | None, asked: str) -> Sheet:
    """Every unit by group and rank; beside it what the version before makes of it, where there is one."""
    columns = [
        Column(_("Group"), width=20),
        *unit_columns(),
        *wholes(_("Online"), _("Total")),
        Column(_("Share"), Kind.PERCENT),
        Column(_("Minimum"), Kind.PERCENT),
        *wholes(_("Months late"), _("Months missing"), _("Rank"), _("In its district")),
        Column(_("Points"), Kind.DECIMAL, places=rule.decimals),
        Column(_("Class"), width=16),
        Column(_("Why it is not ranked"), width=30),
        *(_columns_before(before.decimals) if before else []),
    ]
    rows = [
        [str(GROUP_LABELS[Unit.Kind(group.group)]), *_row(row)]
        for group in found.groups
        for row in group.rows
    ]
    title = _("Preview of a scoring rule")
    return Sheet(title, columns, rows, [title, asked, _("Nothing of it is stored.")])


def _columns_before(decimals: int) -> list[Column]:
    return [
        *wholes(_("Rank before"), _("Rank in district before")),
        Column(_("Points before"), Kind.DECIMAL, places=decimals),
        Column(_("Class before"), width=16),
        Column(_("Why it was not ranked"), width=30),
    ]


def _row(row: PreviewRow) -> list[object]:
    standing, case = row.standing, row.now.case
    return [
        *unit_cells(standing),
        standing.shown_online,
        standing.shown_total,
        standing.shown_percent,
        standing.minimum_percent,
        case.late,
        case.missing,
        *_score(row.now),
        *(_score(row.before) if row.before else []),
    ]


def _score(score: Score) -> list[object]:
    return [
        score.rank,
        score.rank_in_district,
        score.points,
        score.class_name,
        str(UNRANKED_LABELS[score.unranked]) if score.unranked else None,
    ]
