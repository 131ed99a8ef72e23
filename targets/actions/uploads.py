"""Keep a file that somebody sent, and store its counts."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from targets.actions.counts import import_counts
from targets.actions.outcome import Outcome
from targets.imports.tables import Table
from targets.kept_content import put_content
from targets.models import Delivery, Upload, User


@transaction.atomic
def keep_upload(
    *, name: str, content: bytes, by: User | None, at: datetime, delivery: Delivery | None = None
) -> Upload:
    """Keep the file as it came."""
    upload = Upload.objects.create(
        delivery=delivery,
        name=name[-255:],
        content=b"",
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=at,
    )
    put_content(upload, content)
    return upload


@transaction.atomic
def import_file(
    *, name: str, content: bytes, table: Table, today: date, by: User | None, at: datetime
) -> Outcome:
    """Keep a file and store its counts, `table`, at once. Raises Faulty; then neither is kept."""
    upload = keep_upload(name=name, content=content, by=by, at=at)
    outcome = import_counts(table=table, today=today, by=by, at=at, upload=upload)
    mark_stored(upload=upload, outcome=outcome, at=at)
    return outcome


def mark_stored(*, upload: Upload, outcome: Outcome, at: datetime) -> None:
    """Note on the file what storing its counts did."""
    upload.stored_at = at
    upload.rows, upload.new, upload.changed = outcome.rows, outcome.new, outcome.changed
    upload.not_counted = outcome.not_counted
    upload.save(update_fields=["stored_at", "rows", "new", "changed", "not_counted"])
