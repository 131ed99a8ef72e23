"""A province's year, made by rule from a fixed seed: 162 units × 60 procedures × 12 months."""

import random
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from targets.actions.catalogue import import_procedures
from targets.imports.headings import COUNT_COLUMNS, PROCEDURE_COLUMNS
from targets.imports.tables import Table
from targets.models import Unit

PROCEDURES = 60
MONTHS = [f"2018-{number:02}" for number in range(1, 13)]

# The cells of a row of counts, in the order of COUNT_COLUMNS.
Cells = tuple[str, str, str, int, int]


def add_procedures() -> None:
    """Store sixty published procedures for every agency, for the districts and for the communes."""
    agencies = Unit.objects.filter(kind=Unit.Kind.AGENCY)
    rows: list[list[object]] = [list(PROCEDURE_COLUMNS)]
    for agency in agencies:
        rows += _procedures("agency", agency.code)
    rows += _procedures("district", "") + _procedures("commune", "")
    import_procedures(table=Table(rows), is_sample=True)


def _procedures(level: str, agency: str) -> list[list[object]]:
    return [
        [code, f"Thủ tục {code}", level, agency, "", "3", "2013-07-01", "", ""]
        for code in _codes(agency or level)
    ]


def _codes(owner: str) -> list[str]:
    return [f"{owner}.{number:06}" for number in range(1, PROCEDURES + 1)]


def counts() -> Iterator[Cells]:
    """The counts of every unit with a target, month by month."""
    chance = random.Random(852)
    units = [
        (unit.code, _codes(unit.code if unit.kind == Unit.Kind.AGENCY else unit.kind))
        for unit in Unit.objects.filter(targets__decision__number="852/QĐ-UBND")
    ]
    for month in MONTHS:
        for unit, codes in units:
            for code in codes:
                total = chance.randint(0, 300)
                yield month, unit, code, total, chance.randint(0, total)


def write_workbook(rows: list[Cells], file: Path) -> None:
    """The counts as an .xlsx, codes and periods as text."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(list(COUNT_COLUMNS))
    for row in rows:
        sheet.append(row)
    workbook.save(file)
