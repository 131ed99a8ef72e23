"""How fast counts come in, from the file's bytes to committed rows."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bench.floor import copy_and_upsert, ready_lines
from bench.surroundings import ROOT
from bench.timing import line, median_seconds
from quota_portal.clock import today
from targets.actions.counts import import_counts
from targets.actions.deliveries import read_some, send_files, store_delivery
from targets.actions.undo import undo_upload
from targets.actions.uploads import import_file
from targets.delivered import Delivered
from targets.imports.archives import SentFile
from targets.imports.counts import read_counts
from targets.imports.tables import Table, read_table
from targets.models import Upload, User

RUNS = 5


def measure(file: Path, rows: int) -> None:
    """Print rows a second beside the floor's: into an empty database, the same file again, and where the time goes."""
    content = file.read_bytes()
    print(
        f"\nImporting {rows:,} counts, median of {RUNS} runs (.xlsx, {len(content) / 1e6:.1f} MB)"
    )
    User.objects.create_user("operator", role=User.Role.ADMINISTRATOR)
    # The first import warms up, and leaves the submissions that the floor needs.
    _import(read_table(content, file.name))
    _compare("new", file, rows, empty=_empty)
    _compare("unchanged", file, rows, empty=lambda *tables: None)
    _split(content, file.name)


def measure_undoing(file: Path) -> None:
    """Print how long it takes to undo the whole import; it leaves the database without counts."""
    content, name = file.read_bytes(), file.name
    table = read_table(content, name)
    by = User.objects.get(username="operator")

    def store() -> None:
        _empty("targets_count", "targets_submission")
        import_file(
            name=name, content=content, table=table, today=today(), by=by, at=timezone.now()
        )

    def undo() -> None:
        upload = Upload.objects.latest("pk")
        undo_upload(upload=upload, today=today(), by=by, at=timezone.now())

    print("\nUndoing that import")
    line(
        "every figure and state back to what it was",
        f"{median_seconds(undo, runs=RUNS, before=store):.2f} s",
    )


def store(file: Path) -> None:
    """Leave the year in the database, for the pages."""
    _empty("targets_count", "targets_submission")
    _import(read_table(file.read_bytes(), file.name))


def _compare(title: str, file: Path, rows: int, *, empty: Callable[..., None]) -> None:
    content, lines = file.read_bytes(), ready_lines()
    with _without_the_record():
        floor = median_seconds(
            lambda: copy_and_upsert(lines), runs=RUNS, before=lambda: empty("targets_count")
        )
    _rate(f"{title}: COPY and one upsert (the floor)", rows, floor, floor)
    for label, action in (
        ("preview and confirm, from bytes to commit", lambda: _deliver(content, file.name)),
        ("import_counts, from bytes to commit", lambda: _import(read_table(content, file.name))),
        ("the same without the record", lambda: _unrecorded(read_table(content, file.name))),
        ("manage.py import_counts, the whole process", lambda: _command(file)),
    ):
        taken = median_seconds(
            action, runs=RUNS, before=lambda: empty("targets_count", "targets_submission")
        )
        _rate(f"{title}: {label}", rows, taken, floor)


def _split(content: bytes, name: str) -> None:
    table = read_table(content, name)
    reading = median_seconds(lambda: read_table(content, name), runs=RUNS)
    checking = median_seconds(lambda: read_counts(table, today=today()), runs=RUNS)
    storing = median_seconds(
        lambda: _import(table),
        runs=RUNS,
        before=lambda: _empty("targets_count", "targets_submission"),
    )
    line("the time's split: read the workbook", f"{reading:.2f} s")
    line("the time's split: check the rows", f"{checking:.2f} s")
    line("the time's split: store them as new", f"{storing - checking:.2f} s")


def _rate(label: str, rows: int, taken: float, floor: float) -> None:
    line(label, f"{rows / taken:,.0f} rows/s", f"{taken:.2f} s, {floor / taken:.2f} of the floor")


def _import(table: Table) -> None:
    import_counts(table=table, today=today(), by=None, at=timezone.now())


def _deliver(content: bytes, name: str) -> None:
    """What the upload page does: keep the file, look into it, and store what was seen."""
    by = User.objects.get(username="operator")
    files = [SentFile(name, content)]
    delivery = send_files(files=files, by=by, at=timezone.now())
    read_some(delivery=delivery, today=today(), at=timezone.now())
    store_delivery(
        delivery=delivery,
        seen=Delivered(delivery).newest_reading,
        only_good_units=False,
        today=today(),
        by=by,
        at=timezone.now(),
    )


def _unrecorded(table: Table) -> None:
    with _without_the_record():
        _import(table)


@contextlib.contextmanager
def _without_the_record() -> Iterator[None]:
    """The triggers that keep the record of changes rest: the floor has none."""
    _triggers("DISABLE")
    yield
    _triggers("ENABLE")


def _triggers(what: str) -> None:
    with connection.cursor() as cursor:
        for table in ("targets_count", "targets_submission"):
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")


def _command(file: Path) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "import_counts", str(file)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _empty(*tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}, targets_countevent CASCADE")
