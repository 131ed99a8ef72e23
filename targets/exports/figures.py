"""Tables of figures as sheets: a unit's month, and what a decision changes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from targets.actions.decisions import TargetChange
from targets.exports.sheets import Column, Kind, Sheet
from targets.imports.headings import COUNT_COLUMNS
from targets.monthly import MonthlyReport
from targets.templatetags.figures import month as in_words


def month_sheet(report: MonthlyReport) -> Sheet:
    """The figures stored for a unit's month, under the headings of a table of counts: it may come in again."""
    columns = [
        Column(COUNT_COLUMNS["period"]),
        Column(COUNT_COLUMNS["unit_code"]),
        Column(COUNT_COLUMNS["procedure_code"]),
        Column(_("Name of the procedure"), width=60),
        Column(_("Level"), Kind.WHOLE, 8),
        Column(COUNT_COLUMNS["total"], Kind.WHOLE),
        Column(COUNT_COLUMNS["online"], Kind.WHOLE),
        Column(_("Total last month"), Kind.WHOLE),
        Column(_("Online last month"), Kind.WHOLE),
    ]
    rows = []
    for procedure in report.procedures:
        before = report.last_month.get(procedure.pk)
        rows.append(
            [
                str(report.month),
                report.unit.code,
                procedure.code,
                procedure.name,
                procedure.level_in_month,
                *report.stored.get(procedure.pk, (None, None)),
                before and before.total,
                before and before.online,
            ]
        )
    return Sheet(_("Counts"), columns, rows, [f"{report.unit}, {in_words(report.month)}"])


def decision_sheet(number: str, changes: Iterable[TargetChange]) -> Sheet:
    """What a decision changes for each unit."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Clause before")),
        Column(_("Minimum before"), Kind.PERCENT),
        Column(_("Clause after")),
        Column(_("Minimum after"), Kind.PERCENT),
    ]
    rows = [
        [
            change.unit.code,
            change.unit.name,
            *(change.before or (None, None)),
            *(change.after or (None, None)),
        ]
        for change in changes
    ]
    return Sheet(_("Changes"), columns, rows, [_("Decision %s") % number])
