"""The league tables as files: one writer for each extension, all from the same standings."""

from collections.abc import Callable
from dataclasses import dataclass

from reporting.exports.plain import to_csv, to_json
from reporting.exports.ranking import Ranking
from reporting.exports.spreadsheets import to_ods, to_xlsx


@dataclass(frozen=True)
class Writer:
    """Turns a ranking into the bytes of a file."""

    write: Callable[[Ranking], bytes]
    content_type: str


WRITERS = {
    "xlsx": Writer(to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": Writer(to_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": Writer(to_csv, "text/csv; charset=utf-8"),
    "json": Writer(to_json, "application/json"),
}

__all__ = ["WRITERS", "Ranking", "Writer"]
