"""Write many counts at once: the one path of the command, the upload pages, the interface and the admin's import screen."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from targets import permissions
from targets.actions.outcome import Outcome
from targets.imports.counts import read_counts
from targets.imports.tables import Table
from targets.locks import hold_calendar
from targets.models import Upload, User
from targets.staging import lines_of, stage, tallies, unstage


@transaction.atomic
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
    hold_calendar()
    rows = read_counts(table, today=today, writable=permissions.writable_units(by))
    with connection.cursor() as cursor:
        stage(cursor, lines_of(rows))
        hold_submissions(cursor=cursor, by=by, at=at)
        new, changed = write_staged(cursor=cursor, by=by, at=at, upload=upload)
        unstage(cursor)
    return Outcome(len(rows), new, changed, sum(not row.is_published for row in rows))


@transaction.atomic
def preview_counts(*, table: Table, today: date, by: User | None) -> Outcome:
    """What `import_counts` would do, and nothing stored. Raises Faulty as it does."""
    rows = read_counts(table, today=today, writable=permissions.writable_units(by))
    with connection.cursor() as cursor:
        stage(cursor, lines_of(rows))
        outcome = Outcome.of(tallies(cursor))
        unstage(cursor)
    return outcome


def hold_submissions(*, cursor: Any, by: User | None, at: datetime) -> None:
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


def write_staged(
    *, cursor: Any, by: User | None, at: datetime, upload: Upload | None
) -> tuple[int, int]:
    """Write the staged counts, and submit the submissions in which one changed; how many were new, how many changed."""
    written = _upsert(cursor, by=by, at=at, upload=upload)
    _submit(cursor, [submission for submission, _new, _changed in written], by=by, at=at)
    return sum(new for _, new, _ in written), sum(changed for _, _, changed in written)


def _upsert(
    cursor: Any, *, by: User | None, at: datetime, upload: Upload | None
) -> list[tuple[int, int, int]]:
    """Write the counts; for each submission (its primary key) that one belongs to, how many were new and changed."""
    cursor.execute(
        """
        WITH written AS (
            INSERT INTO targets_count AS count
                (submission_id, procedure_id, total, online, entered_at, entered_by_id, upload_id, source_row)
            SELECT submission.id, staged.procedure_id, staged.total, staged.online,
                %(at)s, %(by)s, %(upload)s, staged.row_number
            FROM staged_count staged JOIN targets_submission submission USING (unit_id, month)
            -- As the index of counts has them: its pages are filled one after the other.
            ORDER BY submission.id, staged.procedure_id
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
    return cursor.fetchall()


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
