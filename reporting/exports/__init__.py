"""The league tables as files: one writer for each extension, all from the same standings."""

from collections.abc import Callable
from dataclasses import dataclass

from reporting.exports.league import League
from reporting.exports.league_plain import to_csv, to_json
from reporting.exports.league_workbooks import to_ods, to_xlsx


@dataclass(frozen=True)
class Writer:
    """Turns the league tables into the bytes of a file."""

    write: Callable[[League], bytes]
    content_type: str


WRITERS = {
    "xlsx": Writer(to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": Writer(to_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": Writer(to_csv, "text/csv; charset=utf-8"),
    "json": Writer(to_json, "application/json"),
}

__all__ = ["WRITERS", "League", "Writer"]
