"""What files that were sent would change, as sheets: by file, by unit, row by row, and what is wrong with them."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from targets.actions.outcome import Outcome
from targets.delivered import Delivered
from targets.exports.sheets import Column, Kind, Sheet
from targets.templatetags.faults import column


def files_sheet(delivered: Delivered) -> Sheet:
    """A row for each file."""
    columns = [
        Column(_("File"), width=40),
        Column(_("Units"), Kind.WHOLE),
        *_outcome_columns(),
        Column(_("Faults"), Kind.WHOLE),
    ]
    rows = [
        [
            file.upload.name,
            file.units,
            file.reading.rows_read,
            *_outcome(file.outcome),
            file.reading.number_of_faults,
        ]
        for file in delivered.by_file
    ]
    return Sheet(_("By file"), columns, rows)


def units_sheet(delivered: Delivered) -> Sheet:
    """A row for each unit."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Months"), width=24),
        *_outcome_columns(),
        Column(_("State"), width=24),
    ]
    rows = [
        [
            row.unit.code,
            row.unit.name,
            ", ".join(map(str, row.months)),
            row.rows_read,
            *_outcome(row.outcome),
            row.state,
        ]
        for row in delivered.by_unit
    ]
    return Sheet(_("By unit"), columns, rows)


def changes_sheet(delivered: Delivered) -> Sheet:
    """A row for each row of the files that changes something."""
    columns = [
        Column(_("File"), width=40),
        Column(_("Row"), Kind.WHOLE),
        Column(_("Month")),
        Column(_("Unit code")),
        Column(_("Procedure"), width=16),
        Column(_("Total before"), Kind.WHOLE),
        Column(_("Online before"), Kind.WHOLE),
        Column(_("Total after"), Kind.WHOLE),
        Column(_("Online after"), Kind.WHOLE),
    ]
    rows = [
        [
            seen.name,
            seen.change.row,
            str(seen.change.month),
            seen.unit.code,
            seen.procedure.code,
            *(seen.change.before or (None, None)),
            *seen.change.after,
        ]
        for seen in delivered.every_change()
    ]
    return Sheet(_("Changes"), columns, rows)


def faults_sheet(delivered: Delivered) -> Sheet:
    """A row for each fault."""
    columns = [
        Column(_("File"), width=40),
        Column(_("Row"), Kind.WHOLE, 8),
        Column(_("Column"), width=22),
        Column(_("What is wrong"), width=90),
    ]
    rows = [
        [name, fault.row, column(fault.column), fault.message]
        for name, fault in delivered.faults(None)
    ]
    return Sheet(_("Faults"), columns, rows)


DELIVERY_SHEETS: dict[str, Callable[[Delivered], Sheet]] = {
    "files": files_sheet,
    "units": units_sheet,
    "changes": changes_sheet,
    "faults": faults_sheet,
}


def _outcome_columns() -> list[Column]:
    headings = (_("Rows read"), _("New"), _("Changed"), _("Unchanged"), _("Not counted"))
    return [Column(heading, Kind.WHOLE) for heading in headings]


def _outcome(outcome: Outcome) -> list[int]:
    return [outcome.new, outcome.changed, outcome.unchanged, outcome.not_counted]
