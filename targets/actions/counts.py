"""Write many counts at once: the one path of the command, the upload pages and the admin's import screen."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from targets import permissions
from targets.actions.outcome import Change, Outcome
from targets.imports.counts import CountRow, read_counts
from targets.imports.tables import Table
from targets.locks import hold_calendar
from targets.models import Procedure, Upload, User
from targets.periods import Month


def import_counts(
    *,
    table: Table,
    today: date,
    by: User | None,
    at: datetime,
    upload: Upload | None = None,
) -> Outcome:
    """Store a table's counts and submit every submission in which one changed; `upload` is the file they come from.

    A row replaces the count of the same unit, month and procedure; other counts stay. Where nothing changes, no state
    changes either. Raises Faulty with every fault of the table; then nothing is stored.
    """
    with transaction.atomic():
        hold_calendar()
        rows = read_counts(table, today=today, writable=permissions.writable_units(by))
        return _store(rows, by=by, at=at, upload=upload)


def preview_counts(
    *, table: Table, today: date, by: User | None, at: datetime, limit: int = 0
) -> Outcome:
    """What `import_counts` would do, with its first `limit` changes, and nothing stored."""
    rows = read_counts(table, today=today, writable=permissions.writable_units(by))
    with transaction.atomic():
        with connection.cursor() as cursor:
            _stage(cursor, rows)
            changes = _changes(cursor, limit)
            cursor.execute("DROP TABLE staged_count")
        outcome = _store(rows, by=by, at=at)
        transaction.set_rollback(True)
    return replace(outcome, changes=changes)


def _store(
    rows: Sequence[CountRow], *, by: User | None, at: datetime, upload: Upload | None = None
) -> Outcome:
    with connection.cursor() as cursor:
        _stage(cursor, rows)
        _open_submissions(cursor, by=by, at=at)
        new, changed, submissions = _upsert(cursor, by=by, at=at, upload=upload)
        _submit(cursor, submissions, by=by, at=at)
        cursor.execute("DROP TABLE staged_count")
    return Outcome(len(rows), new, changed, _not_counted(rows))


def _not_counted(rows: Iterable[CountRow]) -> int:
    """How many rows are for a month in which their procedure was not published (rule 2)."""
    published: dict[Month, set[int]] = {}
    unpublished = 0
    for row in rows:
        if row.month not in published:
            procedures = Procedure.objects.published_in(row.month)
            published[row.month] = set(procedures.values_list("pk", flat=True))
        unpublished += row.procedure_id not in published[row.month]
    return unpublished


def _stage(cursor: Any, rows: Iterable[CountRow]) -> None:
    cursor.execute(
        """
        CREATE TEMPORARY TABLE staged_count (
            row_number integer, unit_id bigint, month date, procedure_id bigint, total integer, online integer
        )
        """
    )
    lines = (
        f"{row.row}\t{row.unit_id}\t{row.month}-01\t{row.procedure_id}\t{row.total}\t{row.online}\n"
        for row in rows
    )
    cursor.copy_expert("COPY staged_count FROM STDIN", io.StringIO("".join(lines)))
    cursor.execute("ANALYZE staged_count")


def _open_submissions(cursor: Any, *, by: User | None, at: datetime) -> None:
    """Make the submissions that are missing, and hold all of them against other writers, always in one order."""
    cursor.execute(
        """
        INSERT INTO targets_submission
            (unit_id, month, status, version, is_sample, saved_at, saved_by_id,
             first_submitted_at, submitted_at, submitted_by_id, return_reason)
        SELECT DISTINCT unit_id, month, 'submitted', 0, false, %(at)s::timestamptz, %(by)s::bigint,
            %(at)s::timestamptz, %(at)s::timestamptz, %(by)s::bigint, ''
        FROM staged_count ORDER BY unit_id, month
        ON CONFLICT (unit_id, month) DO NOTHING
        """,
        {"at": at, "by": by and by.pk},
    )
    cursor.execute(
        """
        SELECT id FROM targets_submission
        WHERE (unit_id, month) IN (SELECT unit_id, month FROM staged_count)
        ORDER BY unit_id, month FOR UPDATE
        """
    )


def _changes(cursor: Any, limit: int) -> tuple[Change, ...]:
    cursor.execute(
        """
        SELECT staged.row_number, count.id IS NULL, count.total, count.online, staged.total, staged.online
        FROM staged_count staged
        LEFT JOIN targets_submission submission USING (unit_id, month)
        LEFT JOIN targets_count count
            ON count.submission_id = submission.id AND count.procedure_id = staged.procedure_id
        WHERE (count.total, count.online) IS DISTINCT FROM (staged.total, staged.online)
        ORDER BY staged.row_number LIMIT %s
        """,
        [limit],
    )
    return tuple(
        Change(row, None if is_new else (total, online), (new_total, new_online))
        for row, is_new, total, online, new_total, new_online in cursor.fetchall()
    )


def _upsert(
    cursor: Any, *, by: User | None, at: datetime, upload: Upload | None
) -> tuple[int, int, list[int]]:
    """Write the counts; how many were new, how many changed, and the submissions they belong to."""
    cursor.execute(
        """
        WITH written AS (
            INSERT INTO targets_count AS count
                (submission_id, procedure_id, total, online, entered_at, entered_by_id, upload_id, source_row)
            SELECT submission.id, staged.procedure_id, staged.total, staged.online,
                %(at)s, %(by)s, %(upload)s, staged.row_number
            FROM staged_count staged JOIN targets_submission submission USING (unit_id, month)
            ON CONFLICT (submission_id, procedure_id) DO UPDATE
                SET total = excluded.total, online = excluded.online, entered_at = excluded.entered_at,
                    entered_by_id = excluded.entered_by_id, upload_id = excluded.upload_id,
                    source_row = excluded.source_row
                WHERE (count.total, count.online) IS DISTINCT FROM (excluded.total, excluded.online)
            RETURNING submission_id, xmax = 0 AS is_new
        )
        SELECT submission_id, count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new)
        FROM written GROUP BY submission_id
        """,
        {"at": at, "by": by and by.pk, "upload": upload and upload.pk},
    )
    written = cursor.fetchall()
    return (
        sum(new for _, new, _ in written),
        sum(changed for _, _, changed in written),
        [submission for submission, _, _ in written],
    )


def _submit(cursor: Any, submissions: list[int], *, by: User | None, at: datetime) -> None:
    cursor.execute(
        """
        UPDATE targets_submission
        SET status = 'submitted', version = version + 1, is_sample = false,
            saved_at = %(at)s, saved_by_id = %(by)s, submitted_at = %(at)s, submitted_by_id = %(by)s,
            first_submitted_at = coalesce(first_submitted_at, %(at)s),
            accepted_at = NULL, accepted_by_id = NULL
        WHERE id = ANY(%(submissions)s)
        """,
        {"at": at, "by": by and by.pk, "submissions": submissions},
    )
