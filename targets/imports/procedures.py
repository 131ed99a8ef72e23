"""Procedures and their publications as a table, judged on what the catalogue would hold after the import."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from targets.imports import cells
from targets.imports.headings import PROCEDURE_COLUMNS
from targets.imports.reading import Reader, Row
from targets.imports.tables import Table
from targets.models import Procedure, Publication, Unit

# What describes the procedure itself, and so is the same in each of its rows.
_DESCRIPTION = ("name", "authority_level", "agency_code", "field")


@dataclass(frozen=True)
class PublicationRow:
    """One publication of a procedure (its code) as a file gives it; its row is None where it was stored before."""

    row: int | None
    code: str
    level: int
    published_from: date
    published_to: date | None
    published_by: str

    def overlaps(self, later: "PublicationRow") -> bool:
        """Whether this one is still in force when one that begins no earlier begins."""
        return self.published_to is None or self.published_to >= later.published_from


@dataclass(frozen=True)
class CatalogueRows:
    """A checked table: its procedures, unsaved, and their publications."""

    procedures: list[Procedure]
    publications: list[PublicationRow]


def read_procedures(table: Table) -> CatalogueRows:
    """The catalogue that a table holds. Raises Faulty with every fault; then nothing of it may be stored."""
    return _ProcedureReader(Reader(table, PROCEDURE_COLUMNS)).read()


class _ProcedureReader:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.agencies = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.AGENCY)}
        self.descriptions: dict[str, dict[str, object]] = {}
        self.procedures: dict[str, Procedure] = {}
        self.publications: list[PublicationRow] = []

    def read(self) -> CatalogueRows:
        for row in self.reader.rows():
            self._read_row(row)
        self._check_overlaps()
        self.reader.finish()
        return CatalogueRows(list(self.procedures.values()), self.publications)

    def _read_row(self, row: Row) -> None:
        code = row.read("code", cells.procedure_code)
        description = self._description(row)
        publication = self._publication(row, code)
        if code is None:
            return
        self._check_same_description(row, code, description)
        if publication is not None:
            self.publications.append(publication)

    def _description(self, row: Row) -> dict[str, object]:
        levels = row.read("authority_level", cells.authority_levels)
        agency_code = row.read("agency_code", cells.optional_unit_code)
        if levels is not None and agency_code is not None:
            self._check_agency(row, Unit.Kind.AGENCY in levels, agency_code)
        return {
            "name": row.read("name", cells.name),
            "authority_level": levels,
            "agency_code": agency_code,
            "field": row.read("field", cells.optional_text),
        }

    def _check_agency(self, row: Row, is_of_an_agency: bool, code: str) -> None:
        if is_of_an_agency and not code:
            row.fault("agency_code", _("Name the agency that handles the procedure."))
        elif is_of_an_agency and code not in self.agencies:
            row.fault("agency_code", _("There is no agency %s.") % code)
        elif code and not is_of_an_agency:
            row.fault("agency_code", _("Leave this blank: no agency handles the procedure."))

    def _publication(self, row: Row, code: str | None) -> PublicationRow | None:
        level = row.read("level", cells.level)
        start = row.read("published_from", cells.date)
        faults_before = len(self.reader.faults)
        end = row.read("published_to", cells.optional_date)
        by = row.read("published_by", cells.optional_text)
        if start is not None and end is not None and end < start:
            row.fault("published_to", _("A publication cannot end before it begins."))
        if (
            code is None
            or level is None
            or start is None
            or len(self.reader.faults) > faults_before
        ):
            return None
        return PublicationRow(row.number, code, level, start, end, by or "")

    def _check_same_description(self, row: Row, code: str, description: dict[str, object]) -> None:
        first = self.descriptions.setdefault(code, description)
        for column in _DESCRIPTION:
            if (
                None not in (first[column], description[column])
                and first[column] != description[column]
            ):
                row.fault(column, _("This differs from an earlier row of procedure %s.") % code)
        if first is description and None not in description.values():
            self.procedures[code] = self._procedure(code, description)

    def _procedure(self, code: str, description: dict[str, object]) -> Procedure:
        levels = description["authority_level"]
        return Procedure(
            code=code,
            name=description["name"],
            field=description["field"],
            agency=self.agencies.get(description["agency_code"]),
            for_districts=Unit.Kind.DISTRICT in levels,
            for_communes=Unit.Kind.COMMUNE in levels,
        )

    def _check_overlaps(self) -> None:
        by_code: dict[str, list[PublicationRow]] = defaultdict(list)
        for publication in self._stored() + self.publications:
            by_code[publication.code].append(publication)
        for publications in by_code.values():
            publications.sort(key=lambda publication: publication.published_from)
            for earlier, later in itertools.pairwise(publications):
                if earlier.overlaps(later):
                    self._overlap(earlier, later)

    def _stored(self) -> list[PublicationRow]:
        """What is stored of the same procedures and would stay beside the rows of the file."""
        replaced = {(row.code, row.published_from) for row in self.publications}
        stored = Publication.objects.filter(
            procedure__code__in={row.code for row in self.publications}
        )
        return [
            PublicationRow(None, code, level, start, end, by)
            for code, level, start, end, by in stored.values_list(
                "procedure__code", "level", "published_from", "published_to", "published_by"
            )
            if (code, start) not in replaced
        ]

    def _overlap(self, earlier: PublicationRow, later: PublicationRow) -> None:
        """Name the one in the way at a row of the file: the later of the two rows, or the only one."""
        at, other = (later, earlier) if (later.row or 0) > (earlier.row or 0) else (earlier, later)
        period = _("from %(start)s to %(end)s") if other.published_to else _("from %(start)s on")
        days = period % {
            "start": _written(other.published_from),
            "end": other.published_to and _written(other.published_to),
        }
        where = _("row %s") % other.row if other.row else _("already stored")
        self.reader.fault(
            at.row,
            "published_from",
            _("This overlaps the publication %(days)s (%(where)s).")
            % {"days": days, "where": where},
        )


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
