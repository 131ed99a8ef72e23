"""Monthly counts as a table: each row checked against the units, the catalogue and the day."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import COUNT_COLUMNS, is_blank
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table, no_search_for_cycles
from targets.imports.unit_workbook import check_template
from targets.locks import locked_months, open_windows
from targets.models import Procedure, Unit
from targets.periods import Month
from targets.problems import Fault, Faulty


class CountRow(NamedTuple):
    """Checked figures for one unit, month and procedure, and the row of the file in which they stand."""

    row: int
    unit_id: int
    month: Month
    procedure_id: int
    total: int
    online: int
    # Otherwise it is stored and does not count (rule 2).
    is_published: bool


@dataclass(frozen=True)
class CheckedCounts:
    """What a table holds: how many rows, those without a fault, the faults, and the units (their primary keys) that have one."""

    rows_read: int
    rows: list[CountRow]
    faults: list[Fault]
    faulty_units: frozenset[int]

    @property
    def rows_of_good_units(self) -> list[CountRow]:
        """The rows of the units without a fault."""
        if not self.faulty_units:
            return self.rows
        return [row for row in self.rows if row.unit_id not in self.faulty_units]


class Known:
    """What rows are held against on a day: units, procedures, publications and locks, asked for once for many files."""

    def __init__(self, today: date) -> None:
        self.this_month = Month.of(today)
        self.locked = locked_months(today)
        self.windows = open_windows(today)
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.procedures = {
            procedure.code: procedure for procedure in Procedure.objects.defer("name", "field")
        }
        self._published: dict[Month, set[int]] = {}

    def published_in(self, month: Month | None) -> set[int]:
        """The procedures (their primary keys) that were published in a month; none in no month."""
        if month is None:
            return set()
        if month not in self._published:
            procedures = Procedure.objects.published_in(month)
            self._published[month] = set(procedures.values_list("pk", flat=True))
        return self._published[month]


def check_counts(
    table: Table, *, known: Known, writable: Collection[int] | None = None
) -> CheckedCounts:
    """The counts of a table, good and bad. Raises Faulty where it has not the headings.

    `writable` limits the units (their primary keys) that the person may write; None is all of them.
    """
    check_template(table)
    reader = _CountReader(Reader(table, COUNT_COLUMNS), known, writable)
    # In a unit's own workbook every procedure has a row; one without figures is not filled in yet.
    with no_search_for_cycles():
        return reader.read(skips_blank=bool(table.origin))


def read_counts(
    table: Table, *, today: date, writable: Collection[int] | None = None
) -> list[CountRow]:
    """The counts of a table. Raises Faulty with every fault; then nothing of the table may be stored."""
    checked = check_counts(table, known=Known(today), writable=writable)
    if checked.faults:
        raise Faulty(checked.faults)
    return checked.rows


class _Place(NamedTuple):
    """What is the same for all the rows of one unit and month."""

    # Column and message of what is wrong with each of them.
    faults: list[tuple[str, str]]
    # Procedures, by primary key, and the row in which each stands first.
    published: set[int]
    first_rows: dict[int, int]


class _CountReader:
    def __init__(self, reader: Reader, known: Known, writable: Collection[int] | None) -> None:
        self.reader = reader
        self.known = known
        self.writable = writable
        self.places: dict[tuple[int | None, Month | None], _Place] = {}
        # Where the row before belonged: mostly the next one belongs there too.
        self.last: tuple[Unit | None, Month | None, _Place] | None = None
        self.faulty_units: set[int] = set()

    def read(self, *, skips_blank: bool) -> CheckedCounts:
        rows = [
            self._count(row)
            for row in self.reader.rows()
            if not (skips_blank and is_blank(row.cells["total"]) and is_blank(row.cells["online"]))
        ]
        return CheckedCounts(
            len(rows),
            [row for row in rows if row is not None],
            sorted(self.reader.faults, key=lambda fault: fault.row),
            frozenset(self.faulty_units),
        )

    def _count(self, row: Row) -> CountRow | None:
        """The figures of a row; None where it has a fault, and then its unit has one."""
        faults_before = len(self.reader.faults)
        month = row.read("period", cells.month)
        unit = row.read("unit_code", self._unit)
        count = self._checked(row, month, unit)
        if unit is not None and len(self.reader.faults) > faults_before:
            self.faulty_units.add(unit.pk)
            return None
        return count

    def _checked(self, row: Row, month: Month | None, unit: Unit | None) -> CountRow | None:
        procedure = row.read("procedure_code", self._procedure)
        figures = read_figures(row)
        place = self._place(unit, month)
        for column, message in place.faults:
            row.fault(column, message)
        if unit is not None and procedure is not None and not procedure.belongs_to(unit):
            row.fault(
                "procedure_code",
                _("Procedure %(procedure)s is not one of %(unit)s.")
                % {"procedure": procedure.code, "unit": unit},
            )
        if month is None or unit is None or procedure is None:
            return None
        check_once(row, place.first_rows.setdefault(procedure.id, row.number))
        if figures is None:
            return None
        is_published = procedure.id in place.published
        return CountRow(row.number, unit.id, month, procedure.id, *figures, is_published)

    def _place(self, unit: Unit | None, month: Month | None) -> _Place:
        """Where a row belongs; either is None where its cell is faulty."""
        last = self.last
        if last is not None and last[0] is unit and last[1] is month:
            return last[2]
        key = (unit and unit.id, month)
        place = self.places.get(key)
        if place is None:
            faults = list(self._faults_of(unit, month))
            place = self.places[key] = _Place(faults, self.known.published_in(month), {})
        self.last = (unit, month, place)
        return place

    def _faults_of(self, unit: Unit | None, month: Month | None) -> Iterator[tuple[str, str]]:
        if month is None:
            return
        if self.known.this_month < month:
            yield "period", _("%s has not begun yet.") % written_month(month)
        if unit is None:
            return
        if month in self.known.locked and (unit.pk, month) not in self.known.windows:
            yield "period", _("%s is locked.") % written_month(month)
        if not unit.exists_in(month):
            message = _("%(unit)s did not exist in %(month)s.")
            yield "unit_code", message % {"unit": unit, "month": written_month(month)}

    def _unit(self, cell: Any) -> Unit:
        code = cells.unit_code(cell)
        unit = self.known.units.get(code)
        if unit is None:
            raise ValueError(_("There is no unit %s.") % code)
        if self.writable is not None and unit.id not in self.writable:
            raise ValueError(_("You may not enter figures for %s.") % code)
        return unit

    def _procedure(self, cell: Any) -> Procedure:
        code = cells.procedure_code(cell)
        procedure = self.known.procedures.get(code)
        if procedure is None:
            raise ValueError(_("There is no procedure %s.") % code)
        return procedure


def read_figures(row: Row) -> tuple[int, int] | None:
    """Total and online of a row; None where one of them is faulty, which is noted."""
    total = row.read("total", cells.whole_number)
    online = row.read("online", cells.whole_number)
    if total is None or online is None:
        return None
    if online > total:
        row.fault(
            "online",
            _("There are more online dossiers (%(online)s) than dossiers (%(total)s).")
            % {"online": online, "total": total},
        )
    return total, online


def check_once(row: Row, first: int) -> None:
    """Note where the unit, month and procedure of a row stood before; `first` is the row in which they stand first."""
    if first != row.number:
        row.fault(
            "procedure_code",
            _("The same unit, period and procedure already stand in row %s.") % first,
        )


def written_month(month: Month) -> str:
    return f"{month.number:02}/{month.year}"
