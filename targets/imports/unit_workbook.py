"""A file of one unit's month, read into the monthly form: whatever stands in its cells, good or not, goes to theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.bare_text import typed
from targets.imports.headings import COUNT_COLUMNS, SHARED_COUNT_COLUMNS, is_blank
from targets.imports.origin import Origin, read_origin
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.models import Unit
from targets.monthly import MonthlyReport
from targets.problems import Fault, faulty_file
from targets.templatetags.figures import month as in_words


class TypedFigure(NamedTuple):
    """What the file has for one cell of the form, and where it stands: its row, and the heading of its column."""

    text: str
    row: int
    heading: str


@dataclass(frozen=True)
class TypedFigures:
    """What the file has by the names of the form's cells, and the rows that are of no use to it."""

    figures: Mapping[str, TypedFigure]
    faults: list[Fault]


def typed_figures(table: Table, report: MonthlyReport) -> TypedFigures:
    """What the file has for the form; its blank cells are left out.

    A figure that is none is left for the form to refuse at its cell. A row of a procedure that is not asked for, or that
    stands twice, is a fault. Raises Faulty where the file is of another unit or month, or an old template's.
    """
    origin = read_origin(table)
    _check_origin(origin, report)
    reader = Reader(table, COUNT_COLUMNS, SHARED_COUNT_COLUMNS)
    rows = list(reader.rows())
    if origin is not None and origin.is_of_a_year:
        # Of the workbook of its year the form takes its own month.
        rows = [row for row in rows if row.read("period", cells.month) in (report.month, None)]
    _check_whose(rows, report)
    reader.finish()
    asked_for = partial(
        _asked_for, {procedure.code: procedure.pk for procedure in report.procedures}
    )
    by_procedure: dict[int, list[Row]] = {}
    for row in rows:
        procedure = row.read("procedure_code", asked_for)
        if procedure is not None:
            by_procedure.setdefault(procedure, []).append(row)
    figures = {
        f"{column}-{procedure}": TypedFigure(
            typed(row.cells[column]), row.number, reader.heading(column)
        )
        for procedure, [row, *others] in by_procedure.items()
        # Which of several rows is meant is not guessed.
        if not _repeated(row, others)
        for column in ("total", "online")
        if not is_blank(row.cells[column])
    }
    return TypedFigures(figures, reader.faults)


def _repeated(first: Row, others: list[Row]) -> bool:
    """Whether the procedure stands in other rows too, which is a fault of each of these."""
    for row in others:
        message = _("The same procedure already stands in row %s.") % first.number
        row.fault("procedure_code", message)
    return bool(others)


def _check_origin(origin: Origin | None, report: MonthlyReport) -> None:
    """Raise Faulty where the workbook is of another unit or of other months."""
    if origin is None:
        return
    if origin.unit_code != report.unit.code or report.month not in origin.months:
        message = _("This file is of %(file)s; this form is of %(form)s.")
        whose = _whose(origin.unit_code, origin.written_months)
        raise faulty_file(message % {"file": whose, "form": _whose_form(report)})


def _check_whose(rows: list[Row], report: MonthlyReport) -> None:
    """Raise Faulty where rows are of another unit or month; which are, is told once."""
    own = (report.unit.code, report.month)
    found = [
        (row.number, row.read("unit_code", cells.unit_code), row.read("period", cells.month))
        for row in rows
    ]
    others = [
        (number, code, month)
        for number, code, month in found
        if code is not None and month is not None and (code, month) != own
    ]
    if not others:
        return
    number, code, month = others[0]
    if len(others) == len(rows):
        message = _("This file is of %(file)s; this form is of %(form)s.")
    else:
        message = _("Row %(row)s of the file is of %(file)s; this form is of %(form)s.")
    whose = _whose(code, in_words(month))
    raise faulty_file(message % {"row": number, "file": whose, "form": _whose_form(report)})


def _whose_form(report: MonthlyReport) -> str:
    return _whose(report.unit.code, in_words(report.month))


def _whose(code: str, written_months: str) -> str:
    """A unit, by name as far as it is known, and some months: `UBND xã Cam Tân (22435), tháng 9/2018`."""
    unit = Unit.objects.filter(code=code).first()
    named = f"{unit.name} ({code})" if unit else _("the unit %s") % code
    return f"{named}, {written_months}"


def _asked_for(procedures: dict[str, int], cell: Any) -> int:
    code = cells.procedure_code(cell)
    if code not in procedures:
        raise ValueError(_("Procedure %s is not reported by this unit in this month.") % code)
    return procedures[code]
