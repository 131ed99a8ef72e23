"""A table that is kept nowhere, carried by the page that shows it until its reader takes it out.

It is signed for that reader, so that what goes out is what the portal showed to him.
"""

from typing import Any

from django.core import signing

from targets.exports.sheets import Column, Kind, Sheet
from targets.models import User

# As many faults as are kept of a file that was sent (targets/actions/deliveries.py); with more a page would grow heavy.
MOST_CARRIED = 5_000


def carry(sheet: Sheet, *, name: str, reader: User) -> str:
    """The sheet as a field of a form, with the name of its file; its first rows, whose cells are text, whole numbers or none."""
    columns = [[column.heading, column.kind.value, column.width] for column in sheet.columns]
    carried = [name, sheet.title, columns, list(sheet.rows)[:MOST_CARRIED], list(sheet.notes)]
    return signing.dumps(carried, salt=_salt(reader), compress=True)


def carried(field: str, *, reader: User) -> tuple[str, Sheet]:
    """The name of the file and the sheet. Raises BadSignature for whatever was not shown to this reader."""
    name, title, columns, rows, notes = signing.loads(field, salt=_salt(reader))
    return name, Sheet(title, [_column(*each) for each in columns], rows, notes)


def _column(heading: str, kind: Any, width: int) -> Column:
    return Column(heading, Kind(kind), width)


def _salt(reader: User) -> str:
    return f"carried table {reader.pk}"
