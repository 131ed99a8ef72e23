"""Monthly counts as a table: each row checked against the units, the catalogue and the day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from targets.figures import Figures
from targets.imports import cells
from targets.imports.closed_months import ClosedMonths
from targets.imports.headings import COUNT_COLUMNS, SHARED_COUNT_COLUMNS, is_blank
from targets.imports.origin import Origin, read_origin
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table, no_search_for_cycles
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
    """What a table holds: how many rows, those without a fault, the faults, and the units that these hold back.

    Those are the units (their primary keys) that have a fault, or may lack a row that does not say whose it is.
    """

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
        self.closed = ClosedMonths(today)
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
    origin = read_origin(table)
    reader = _CountReader(
        Reader(table, COUNT_COLUMNS, SHARED_COUNT_COLUMNS), known, writable, origin
    )
    # In a unit's own workbook every procedure has a row; one without figures is not filled in yet.
    with no_search_for_cycles():
        return reader.read(skips_blank=origin is not None)


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
    # Where the month is closed for the unit, the figures by procedure that a row may say again.
    frozen: Mapping[int, Figures] | None


class _CountReader:
    def __init__(
        self,
        reader: Reader,
        known: Known,
        writable: Collection[int] | None,
        origin: Origin | None,
    ) -> None:
        self.reader = reader
        self.known = known
        self.writable = writable
        self.origin = origin
        self.places: dict[tuple[int | None, Month | None], _Place] = {}
        # Where the row before belonged: mostly the next one belongs there too.
        self.last: tuple[Unit | None, Month | None, _Place] | None = None
        self.faulty_units: set[int] = set()
        # Of the rows that name no unit: the month and the procedure, None where that cell is faulty too.
        self.unnamed: set[tuple[Month | None, Procedure | None]] = set()

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
            frozenset(self.faulty_units | self._lacking()),
        )

    def _lacking(self) -> set[int]:
        """The units of the table to which a row may belong that names none: stored without it they would be half stored."""
        named = {unit for unit, _month in self.places} - self.faulty_units
        return {
            unit.pk
            for unit in self.known.units.values()
            if unit.pk in named
            and any(self._may_lack(unit, month, procedure) for month, procedure in self.unnamed)
        }

    def _may_lack(self, unit: Unit, month: Month | None, procedure: Procedure | None) -> bool:
        if month is None or procedure is None:
            return True
        place = self.places.get((unit.pk, month))
        has_its_own = place is not None and procedure.pk in place.first_rows
        return procedure.belongs_to(unit) and not has_its_own

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
        if month is not None and place.frozen is not None and not _is_in(place, procedure, figures):
            row.fault("period", self.known.closed.refusal(month))
        if unit is not None and procedure is not None and not procedure.belongs_to(unit):
            row.fault(
                "procedure_code",
                _("Procedure %(procedure)s is not one of %(unit)s.")
                % {"procedure": procedure.code, "unit": unit},
            )
        if unit is None:
            self.unnamed.add((month, procedure))
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
            frozen = self._frozen(unit, month)
            published = self.known.published_in(month)
            place = self.places[key] = _Place(faults, published, {}, frozen)
        self.last = (unit, month, place)
        return place

    def _frozen(self, unit: Unit | None, month: Month | None) -> Mapping[int, Figures] | None:
        """The figures that a row of a closed month may say: in the unit's own workbook those stored, elsewhere none."""
        if unit is None or month is None or not self.known.closed.include(unit, month):
            return None
        return self.known.closed.figures(unit, month) if self.origin else {}

    def _faults_of(self, unit: Unit | None, month: Month | None) -> Iterator[tuple[str, str]]:
        if month is None:
            return
        if self.origin is not None and month not in self.origin.months:
            yield "period", _("This workbook is of %s.") % self.origin.written_months
        if self.known.this_month < month:
            yield "period", _("%s has not begun yet.") % written_month(month)
        if unit is None:
            return
        if self.origin is not None and unit.code != self.origin.unit_code:
            yield "unit_code", _("This workbook is of the unit %s.") % self.origin.unit_code
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


def _is_in(place: _Place, procedure: Procedure | None, figures: tuple[int, int] | None) -> bool:
    """Whether a closed month holds these very figures."""
    if not place.frozen or procedure is None or figures is None:
        return False
    return place.frozen.get(procedure.pk) == figures


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
