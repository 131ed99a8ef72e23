"""The file formats of the admin's screens: read by `targets.imports`, written by `targets.exports`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format

from targets.exports.ods import to_ods
from targets.exports.sheets import Column, Kind, Sheet, to_csv
from targets.exports.xlsx import to_xlsx


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent; the resource reads it, so that its faults are shown with those of its rows."""

    content: bytes


class AnyTable(Format):
    """Any kind of table that the portal reads; which one it is, its name says."""

    def __init__(self, encoding: str | None = None) -> None:
        """The encoding is import-export's; a table is read from its bytes."""

    def get_title(self) -> Any:
        return _("Table (.xlsx, .ods or .csv)")

    def create_dataset(self, in_stream: bytes | None) -> SentFile:
        # A file that was stored already, or waited for a day, is no longer kept: it is read as an empty one.
        return SentFile(in_stream or b"")

    def can_import(self) -> bool:
        return True


class TableFormat(Format):
    """A format in which tables go out."""

    title: str
    extension: str
    content_type: str

    def write(self, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        raise NotImplementedError

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        return self.write(dataset.headers or [], list(dataset))

    def get_title(self) -> str:
        return self.title

    def get_extension(self) -> str:
        return self.extension

    def get_content_type(self) -> str:
        return self.content_type

    def can_export(self) -> bool:
        return True


class Xlsx(TableFormat):
    title, extension = "Excel (.xlsx)", "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        return _workbook(to_xlsx, headings, rows)


class Ods(TableFormat):
    title, extension = "LibreOffice (.ods)", "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def write(self, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        return _workbook(to_ods, headings, rows)


class Csv(TableFormat):
    title, extension = "CSV (.csv)", "csv"
    content_type = "text/csv; charset=utf-8"

    def write(self, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
        return to_csv(headings, rows)


IMPORT_FORMATS = [AnyTable]
EXPORT_FORMATS = [Xlsx, Ods, Csv]


def _workbook(
    write: Callable[[list[Sheet]], bytes], headings: Sequence[str], rows: Sequence[Sequence[Any]]
) -> bytes:
    first = rows[0] if rows else [""] * len(headings)
    columns = [
        Column(heading, Kind.WHOLE if isinstance(cell, int) else Kind.TEXT, width=18)
        for heading, cell in zip(headings, first, strict=True)
    ]
    return write([Sheet(title="1", columns=columns, rows=rows)])
