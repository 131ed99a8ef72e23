"""One table as a file of any of the kinds in which tables go out."""

import json
from collections.abc import Callable

from targets.exports.ods import to_ods
from targets.exports.sheets import Sheet, to_csv
from targets.exports.xlsx import to_xlsx


def to_json(sheet: Sheet) -> bytes:
    """A list with one object for each row, by the headings; percentages and other decimals are strings, as they are shown."""
    headings = [column.heading for column in sheet.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode()


# By extension: the content type, and what writes it.
FILES: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda sheet: to_xlsx([sheet]),
    ),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", lambda sheet: to_ods([sheet])),
    "csv": (
        "text/csv; charset=utf-8",
        lambda sheet: to_csv([column.heading for column in sheet.columns], sheet.rows),
    ),
    "json": ("application/json", to_json),
}
