"""Writes a dump: the same data give the same bytes, whenever and wherever they are written."""

import csv
import hashlib
import io
import itertools
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from reporting.exports.archives import EARLIEST, entry
from reporting.open_data.extent import Extent
from reporting.open_data.package import Part, descriptor, readme
from reporting.open_data.rows import AT_ONCE, TABLES
from reporting.open_data.schema import Table
from targets.formulas import harmless

# Opens the file of that name in the dump, to be written.
Opener = Callable[[str], AbstractContextManager[IO[bytes]]]
_BYTE_ORDER_MARK = "\ufeff"


def write_folder(folder: Path, extent: Extent) -> None:
    """The dump as files in a folder, which is made where there is none. Raises OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(lambda name: (folder / name).open("wb"), extent)


def write_zip(file: IO[bytes], extent: Extent) -> None:
    """The dump as one .zip."""
    with zipfile.ZipFile(file, "w") as archive:
        _write(lambda name: archive.open(entry(name, EARLIEST), "w"), extent)


def _write(opened: Opener, extent: Extent) -> None:
    with _one_moment():
        parts = []
        for table, rows in TABLES.items():
            with opened(f"{table.name}.csv") as file:
                parts.append(_write_table(file, table, rows(extent)))
        for name, content in (
            ("datapackage.json", descriptor(extent, parts)),
            ("README.txt", readme(extent)),
        ):
            with opened(name) as file:
                file.write(content)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it stands now, whatever others store meanwhile."""
    is_within = connection.in_atomic_block
    with transaction.atomic():
        if not is_within:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_table(file: IO[bytes], table: Table, rows: Iterable[Iterable[Any]]) -> Part:
    digest, size = hashlib.sha256(), 0
    lines = itertools.chain([table.headings], rows)
    mark = _BYTE_ORDER_MARK
    while some := list(itertools.islice(lines, AT_ONCE)):
        text = io.StringIO(mark, newline="")
        text.seek(0, io.SEEK_END)
        csv.writer(text, lineterminator="\r\n").writerows(
            [_written(cell) for cell in row] for row in some
        )
        content = text.getvalue().encode()
        digest.update(content)
        size += len(content)
        file.write(content)
        mark = ""
    return Part(table, size, digest.hexdigest())


def _written(cell: Any) -> Any:
    """A cell as table schemas have it: `true`, `2018-06`, `2018-06-01`; text never becomes a formula."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
    return harmless(cell)
