"""The list of units as a table, in the Decision's own order."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import UNIT_COLUMNS
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.models import Unit


@dataclass(frozen=True)
class UnitRows:
    """A checked table: its units, unsaved, and the district of each commune, both by code."""

    units: list[Unit]
    districts: dict[str, str]


def read_units(table: Table) -> UnitRows:
    """The units of a table; a unit's row is its place in the order. Raises Faulty with every fault."""
    return _UnitReader(Reader(table, UNIT_COLUMNS)).read()


class _UnitReader:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.units: dict[str, Unit] = {}
        self.districts: dict[str, str] = {}
        self.rows: dict[str, Row] = {}

    def read(self) -> UnitRows:
        for row in self.reader.rows():
            self._read_row(row)
        self._check_districts()
        self.reader.finish()
        return UnitRows(list(self.units.values()), self.districts)

    def _read_row(self, row: Row) -> None:
        code = row.read("code", cells.unit_code)
        kind = row.read("kind", cells.unit_kind)
        name = row.read("name", cells.text)
        district = row.read("parent_code", cells.optional_unit_code)
        start = row.read("valid_from", cells.optional_date)
        end = row.read("valid_to", cells.optional_date)
        if start is not None and end is not None and end < start:
            row.fault("valid_to", _("A unit cannot end before it begins."))
        if code in self.units:
            row.fault(
                "code",
                _("Unit %(unit)s already stands in row %(row)s.")
                % {"unit": code, "row": self.rows[code].number},
            )
        elif code is not None:
            self.rows[code] = row
            self.units[code] = Unit(
                code=code, kind=kind, name=name, valid_from=start, valid_to=end, order=row.number
            )
            if district:
                self.districts[code] = district

    def _check_districts(self) -> None:
        for code, unit in self.units.items():
            district = self.units.get(self.districts.get(code, ""))
            if unit.kind == Unit.Kind.COMMUNE and (
                district is None or district.kind != Unit.Kind.DISTRICT
            ):
                self.rows[code].fault(
                    "parent_code",
                    _("Name the district of the commune, which must be in this file."),
                )
            elif unit.kind in (Unit.Kind.AGENCY, Unit.Kind.DISTRICT) and code in self.districts:
                self.rows[code].fault("parent_code", _("Only a commune has a district."))
