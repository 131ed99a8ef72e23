"""The record of changes as tables that go out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.written import moment
from targets.figures import NOT_REPORTED
from targets.models import ReportingPeriod, Unit
from targets.record import Change, Step
from targets.reference_record import ReferenceChange
from targets.templatetags.states import state_label


def unit_sheet(unit: Unit, changes: Sequence[Change], steps: Sequence[Step]) -> Sheet:
    """The changes of a unit's figures and of its months' states in one table, the newest first."""
    covered = ReportingPeriod.objects.days_covered(row.month for row in [*changes, *steps])
    rows = [
        [
            moment(row.at),
            str(row.month),
            *map(str, covered[row.month]),
            *_what(row),
            row.by,
            row.way,
            _reason(row),
        ]
        for row in sorted([*changes, *steps], key=lambda row: row.at, reverse=True)
    ]
    columns = [
        Column(_("When"), width=20),
        Column(_("Month"), width=10),
        Column(_("Covers from"), width=12),
        Column(_("Covers until"), width=12),
        Column(_("Procedure"), width=14),
        Column(_("Total before"), Kind.WHOLE),
        Column(_("Online before"), Kind.WHOLE),
        Column(_("Total after"), Kind.WHOLE),
        Column(_("Online after"), Kind.WHOLE),
        Column(_("State before")),
        Column(_("State after")),
        Column(_("By"), width=24),
        Column(_("Way"), width=32),
        Column(_("Reason"), width=40),
    ]
    return Sheet(_("Changes"), columns, rows, [str(unit)])


def _what(row: Change | Step) -> list[object]:
    """The procedure, its figures and the state, each before and after."""
    if isinstance(row, Step):
        before = state_label(row.before) if row.before else None
        return [None] * 5 + [before, state_label(row.after)]
    return [row.code, *(row.before or NOT_REPORTED), *(row.after or NOT_REPORTED), None, None]


def _reason(row: Change | Step) -> str | None:
    """Why a month was returned."""
    return (row.reason or None) if isinstance(row, Step) else None


def reference_sheet(title: str, changes: Sequence[ReferenceChange]) -> Sheet:
    """The changes of one table of `/changes/`, a row for each field."""
    headings = [
        _("When"),
        _("What"),
        _("Change"),
        _("Field"),
        _("Before"),
        _("After"),
        _("By"),
        _("Way"),
    ]
    rows = [
        [
            moment(change.at),
            change.subject,
            change.kind,
            detail.label,
            detail.before,
            detail.after,
            change.by,
            change.way,
        ]
        for change in changes
        for detail in change.details
    ]
    return Sheet(title, [Column(heading, width=22) for heading in headings], rows)
