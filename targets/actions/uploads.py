"""Keep a file that somebody sent, and store its counts once he has seen what they would change."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from targets.actions.counts import import_counts
from targets.actions.outcome import Outcome
from targets.imports.tables import Table, read_table
from targets.models import Upload, User


def keep_upload(*, name: str, content: bytes, by: User | None, at: datetime) -> Upload:
    """Keep the file as it came."""
    return Upload.objects.create(
        name=name[-255:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=at,
    )


def store_upload(*, upload: Upload, today: date, by: User, at: datetime) -> None:
    """Store the counts of the file, once: a second call changes nothing. Raises Faulty as `import_counts` does."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.stored_at is None:
            table = read_table(bytes(upload.content), upload.name)
            _store(upload, table, today=today, by=by, at=at)


def import_file(
    *, name: str, content: bytes, table: Table, today: date, by: User | None, at: datetime
) -> Outcome:
    """Keep a file and store its counts, `table`, at once. Raises Faulty; then neither is kept."""
    with transaction.atomic():
        upload = keep_upload(name=name, content=content, by=by, at=at)
        return _store(upload, table, today=today, by=by, at=at)


def _store(upload: Upload, table: Table, *, today: date, by: User | None, at: datetime) -> Outcome:
    outcome = import_counts(table=table, today=today, by=by, at=at, upload=upload)
    upload.stored_at = at
    upload.rows, upload.new, upload.changed = outcome.rows, outcome.new, outcome.changed
    upload.not_counted = outcome.not_counted
    upload.save(update_fields=["stored_at", "rows", "new", "changed", "not_counted"])
    return outcome
