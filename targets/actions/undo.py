"""Undo an import as one: every figure and state that it wrote becomes what it was before, or nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from targets import permissions
from targets.locks import hold_calendar, locked_months, open_windows
from targets.models import Delivery, Submission, Unit, Upload, User
from targets.periods import Month
from targets.templatetags.figures import short_month
from targets.workflow import State


@dataclass(frozen=True)
class Obstacle:
    """A unit's month that cannot become what it was, and why."""

    unit: Unit
    month: Month
    reason: str

    def __str__(self) -> str:
        return f"{self.unit}, {short_month(self.month)}: {self.reason}"


class InTheWay(Exception):
    """The import cannot be undone; it says what stands in the way."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(f"{len(obstacles)} months")
        self.obstacles = obstacles


@transaction.atomic
def undo_upload(*, upload: Upload, today: date, by: User, at: datetime) -> None:
    """Take back what the file wrote, once: a second call changes nothing. Raises InTheWay, and then nothing changes.

    A submission that the import itself began stays as an empty draft, so that its history can be read.
    """
    hold_calendar()
    upload = Upload.objects.defer("content").select_for_update().get(pk=upload.pk)
    if upload.stored_at is None or upload.undone_at is not None:
        return
    permissions.check_can_undo(by, upload)
    with connection.cursor() as cursor:
        _gather(cursor, upload)
        cursor.execute("SELECT DISTINCT submission_id FROM undone_count")
        written = [submission for (submission,) in cursor.fetchall()]
        touched = Submission.objects.filter(pk__in=written).select_for_update(of=["self"])
        submissions = list(touched.select_related("unit").order_by("unit_id", "month"))
        obstacles = _obstacles(cursor, upload, submissions, today=today, by=by)
        if obstacles:
            raise InTheWay(obstacles)
        _restore_counts(cursor)
        _restore_submissions(cursor, written, upload)
        cursor.execute("DROP TABLE undone_count")
    upload.undone_at, upload.undone_by = at, by
    upload.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def undo_delivery(*, delivery: Delivery, today: date, by: User, at: datetime) -> None:
    """Take back what all files of a delivery wrote, as `undo_upload` does. Raises InTheWay with every obstacle; then nothing changes."""
    obstacles: list[Obstacle] = []
    for upload in (
        delivery.uploads.defer("content")
        .exclude(stored_at=None)
        .filter(undone_at=None)
        .order_by("-pk")
    ):
        try:
            undo_upload(upload=upload, today=today, by=by, at=at)
        except InTheWay as in_the_way:
            obstacles += in_the_way.obstacles
    if obstacles:
        raise InTheWay(obstacles)


def _gather(cursor: Any, upload: Upload) -> None:
    """Each count that the file wrote, with the event before it; `previous` is null where the file began it."""
    cursor.execute(
        """
        CREATE TEMPORARY TABLE undone_count ON COMMIT DROP AS
        SELECT written.pgh_obj_id AS count_id, written.submission_id, previous.pgh_id AS previous,
            written.pgh_label <> 'insert' AND previous.pgh_id IS NULL AS is_older_than_the_record
        FROM (
            SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_id, pgh_label, submission_id
            FROM targets_countevent WHERE upload_id = %s ORDER BY pgh_obj_id, pgh_id
        ) written
        LEFT JOIN LATERAL (
            SELECT pgh_id FROM targets_countevent earlier
            WHERE earlier.pgh_obj_id = written.pgh_obj_id AND earlier.pgh_id < written.pgh_id
            ORDER BY pgh_id DESC LIMIT 1
        ) previous ON true
        """,
        [upload.pk],
    )


def _obstacles(
    cursor: Any, upload: Upload, submissions: Sequence[Submission], *, today: date, by: User
) -> list[Obstacle]:
    writable = permissions.writable_units(by)
    locked, windows = locked_months(today), open_windows(today)
    changed, unrecorded = _changed_since(cursor, upload), _older_than_the_record(cursor)
    obstacles = []
    for submission in submissions:
        unit, month = submission.unit, submission.month
        if writable is not None and unit.pk not in writable:
            obstacles.append(Obstacle(unit, month, _("its figures are entrusted to others by now")))
        elif month in locked and (unit.pk, month) not in windows:
            obstacles.append(Obstacle(unit, month, _("the month is locked")))
        elif submission.pk in changed:
            obstacles.append(Obstacle(unit, month, _("its figures were changed later")))
        elif submission.pk in unrecorded:
            obstacles.append(Obstacle(unit, month, _("what stood before is not on record")))
        elif submission.submitted_at != upload.stored_at or submission.status != State.SUBMITTED:
            state = submission.get_status_display().lower()
            obstacles.append(
                Obstacle(unit, month, _("it was worked on later and is now: %s") % state)
            )
    return obstacles


def _changed_since(cursor: Any, upload: Upload) -> set[int]:
    """The submissions in which a figure of the file was changed or taken out since."""
    cursor.execute(
        """
        SELECT DISTINCT undone.submission_id
        FROM undone_count undone LEFT JOIN targets_count count ON count.id = undone.count_id
        WHERE count.upload_id IS DISTINCT FROM %s
        """,
        [upload.pk],
    )
    return {submission for (submission,) in cursor.fetchall()}


def _older_than_the_record(cursor: Any) -> set[int]:
    """The submissions of which something was entered before the record of changes began."""
    cursor.execute(
        """
        SELECT submission_id FROM undone_count WHERE is_older_than_the_record
        UNION
        SELECT submission_id FROM undone_count undone WHERE NOT EXISTS (
            SELECT 1 FROM targets_submissionevent event
            WHERE event.pgh_obj_id = undone.submission_id AND event.pgh_label = 'insert'
        )
        """
    )
    return {submission for (submission,) in cursor.fetchall()}


def _restore_counts(cursor: Any) -> None:
    cursor.execute(
        """
        UPDATE targets_count count
        SET total = before.total, online = before.online, entered_at = before.entered_at,
            entered_by_id = before.entered_by_id, upload_id = before.upload_id, source_row = before.source_row
        FROM undone_count undone JOIN targets_countevent before ON before.pgh_id = undone.previous
        WHERE count.id = undone.count_id
        """
    )
    cursor.execute(
        """
        DELETE FROM targets_count count USING undone_count undone
        WHERE count.id = undone.count_id AND undone.previous IS NULL
        """
    )


def _restore_submissions(cursor: Any, submissions: Sequence[int], upload: Upload) -> None:
    """Each submission as its last event before the import has it; one without such becomes a draft."""
    cursor.execute(
        """
        UPDATE targets_submission submission
        SET version = submission.version + 1,
            status = coalesce(before.status, 'draft'),
            is_sample = coalesce(before.is_sample, submission.is_sample),
            saved_at = coalesce(before.saved_at, submission.saved_at),
            saved_by_id = CASE WHEN before.pgh_id IS NULL THEN submission.saved_by_id ELSE before.saved_by_id END,
            first_submitted_at = before.first_submitted_at,
            submitted_at = before.submitted_at, submitted_by_id = before.submitted_by_id,
            returned_at = before.returned_at, returned_by_id = before.returned_by_id,
            return_reason = coalesce(before.return_reason, ''),
            accepted_at = before.accepted_at, accepted_by_id = before.accepted_by_id
        FROM unnest(%(submissions)s::bigint[]) touched (id)
        LEFT JOIN LATERAL (
            SELECT * FROM targets_submissionevent event
            WHERE event.pgh_obj_id = touched.id AND event.pgh_id < (
                SELECT min(pgh_id) FROM targets_submissionevent
                WHERE pgh_obj_id = touched.id AND saved_at = %(stored_at)s
            )
            ORDER BY event.pgh_id DESC LIMIT 1
        ) before ON true
        WHERE submission.id = touched.id
        """,
        {"submissions": list(submissions), "stored_at": upload.stored_at},
    )
