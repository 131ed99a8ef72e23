"""The tables from which mutated ones are made: as LibreOffice, openpyxl and this house write them, and as text."""

from pathlib import Path

from targets.exports.ods import to_ods
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.xlsx import to_xlsx
from targets.imports.headings import COUNT_COLUMNS

WORKBOOKS = Path(__file__).parent / "workbooks"
UNITS = ("X1", "X2")
PROCEDURES = ("1.000656", "1.000894")


def corpus() -> list[tuple[str, bytes]]:
    """The name and the content of each file."""
    real = [(path.name, path.read_bytes()) for path in sorted(WORKBOOKS.iterdir())]
    return [*real, *_own_workbooks(), *_texts()]


def _rows() -> list[tuple[str, str, str, int, int]]:
    return [
        (f"2018-{month:02}", unit, procedure, 10 * month, 4 * month)
        for month in range(1, 8)
        for unit in UNITS
        for procedure in PROCEDURES
    ]


def _own_workbooks() -> list[tuple[str, bytes]]:
    kinds = (Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.WHOLE)
    columns = [Column(heading, kind) for heading, kind in zip(COUNT_COLUMNS, kinds, strict=True)]
    sheet = Sheet(title="Số liệu", columns=columns, rows=_rows())
    return [("own.xlsx", to_xlsx([sheet])), ("own.ods", to_ods([sheet]))]


def _texts() -> list[tuple[str, bytes]]:
    table = [list(COUNT_COLUMNS.values()), *_rows()]
    return [
        (f"{encoding}.csv", "\n".join(sign.join(map(str, row)) for row in table).encode(encoding))
        for encoding, sign in (("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"))
    ]
