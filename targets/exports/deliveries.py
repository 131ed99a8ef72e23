"""What files that were sent would change or did, as sheets: by file, by unit, row by row, and what is wrong with them."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from targets import fault_words
from targets.actions.outcome import Outcome
from targets.actions.undo import Obstacle
from targets.delivered import Delivered
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.written import moment
from targets.figures import NOT_REPORTED
from targets.models import Upload
from targets.problems import Fault


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
            *(seen.change.before or NOT_REPORTED),
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
        [name, fault.row, fault_words.column(fault.column), fault.message]
        for name, fault in delivered.faults(None)
    ]
    return Sheet(_("Faults"), columns, rows)


def file_faults_sheet(faults: Iterable[Fault], *, row: str = "", column: str = "") -> Sheet:
    """The faults of one file that is not kept; `row` and `column` are their headings where it is no table."""
    columns = [
        Column(row or _("Row"), Kind.WHOLE, 8),
        Column(column or _("Column"), width=22),
        Column(_("What is wrong"), width=90),
    ]
    rows = [[fault.row, fault_words.column(fault.column), str(fault.message)] for fault in faults]
    return Sheet(_("Faults"), columns, rows)


def overlaps_sheet(delivered: Delivered) -> Sheet:
    """A row for each month of a unit and each of the files that have it."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Month")),
        Column(_("Files"), width=80),
    ]
    rows = [
        [overlap.unit.code, overlap.unit.name, str(overlap.month), ", ".join(overlap.names)]
        for overlap in delivered.overlaps
    ]
    return Sheet(_("Months that stand in several files"), columns, rows)


def stored_sheet(uploads: Iterable[Upload]) -> Sheet:
    """The files of a delivery that is stored, each with what it did; of a file of which nothing is stored, its faults alone."""
    columns = [
        Column(_("File"), width=40),
        *_outcome_columns(),
        Column(_("Faults"), Kind.WHOLE),
        Column(_("Undone"), width=20),
    ]
    rows = [
        [
            upload.name,
            *([upload.rows, *_outcome(upload)] if upload.stored_at else [None] * 5),
            upload.reading.number_of_faults,
            moment(upload.undone_at),
        ]
        for upload in uploads
    ]
    return Sheet(_("By file"), columns, rows)


def obstacles_sheet(obstacles: Iterable[Obstacle]) -> Sheet:
    """What stands in the way of an undoing."""
    columns = [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("Month")),
        Column(_("Reason"), width=80),
    ]
    rows = [
        [obstacle.unit.code, obstacle.unit.name, str(obstacle.month), str(obstacle.reason)]
        for obstacle in obstacles
    ]
    return Sheet(_("What stands in the way"), columns, rows)


DELIVERY_SHEETS: dict[str, Callable[[Delivered], Sheet]] = {
    "files": files_sheet,
    "units": units_sheet,
    "changes": changes_sheet,
    "faults": faults_sheet,
    "overlaps": overlaps_sheet,
}


def _outcome_columns() -> list[Column]:
    headings = (_("Rows read"), _("New"), _("Changed"), _("Unchanged"), _("Not counted"))
    return [Column(heading, Kind.WHOLE) for heading in headings]


def _outcome(outcome: Outcome | Upload) -> list[int]:
    return [outcome.new, outcome.changed, outcome.unchanged, outcome.not_counted]
