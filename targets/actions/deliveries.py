"""Files sent together: keep them, look into each, and store what was seen, or nothing."""

import zlib
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date, datetime
from threading import Lock
from typing import Any

from django.db import connection, transaction
from django.utils.translation import get_language, override

from targets import permissions
from targets.actions.counts import hold_submissions, write_staged
from targets.actions.outcome import Outcome, Tally
from targets.actions.uploads import keep_upload, mark_stored
from targets.checked_against import checked_against
from targets.delivered import Delivered
from targets.imports.archives import SentFile
from targets.imports.counts import CheckedCounts, Known, check_counts
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table, read_table
from targets.kept_content import content_of
from targets.locks import hold_calendar
from targets.models import Delivery, Reading, Submission, Upload, User
from targets.problems import Fault, Faulty
from targets.readings import tallies_of, to_json
from targets.staging import changes, leave_out, lines_of, stage, tallies, unstage

MOST_CHANGES = 200
MOST_FAULTS = 5_000
AT_ONCE = 8
# Of small files several are read at the same time; of those that are larger, in bytes, one.
AHEAD = 4
LARGE = 4 * 1024 * 1024
_LARGE_ONES_TURN = Lock()

_Waiting = deque[tuple[Upload, Future[Table | Faulty]]]


class Outdated(Exception):
    """Something changed since the files were looked at: they are to be looked at anew."""


class HasFaults(Exception):
    """The files have faults, and all of them were to be stored."""


@transaction.atomic
def send_files(*, files: Iterable[SentFile], by: User, at: datetime) -> Delivery:
    """Keep the files as they came. Raises Faulty where one cannot be had out of its archive; then none is kept."""
    delivery = Delivery.objects.create(sent_by=by, sent_at=at)
    for file in files:
        keep_upload(name=file.name, content=file.content, by=by, at=at, delivery=delivery)
        # Not to be held while the next one is had.
        del file
    return delivery


@transaction.atomic
def read_some(*, delivery: Delivery, today: date, at: datetime) -> int:
    """Look into the next few files that nobody looked into yet; how many there were."""
    unread = delivery.uploads.unread().select_for_update(of=["self"], skip_locked=True)
    uploads = list(unread[:AT_ONCE])
    if not uploads:
        return 0
    person = delivery.sent_by
    # First: what changes after this is then found to have changed.
    against = checked_against(person, today)
    known, writable = Known(today), permissions.writable_units(person)
    is_large = any(upload.size > LARGE for upload in uploads)
    with _LARGE_ONES_TURN if is_large else nullcontext():
        for upload, found in _tables(uploads):
            checked = _checked(found, known=known, writable=writable)
            _keep_reading(upload, checked, against=against, at=at)
            # Not to be held while the next one is read.
            del found, checked
    return len(uploads)


def _tables(uploads: Sequence[Upload]) -> Iterator[tuple[Upload, Table | Faulty]]:
    """The table of each, read ahead while the one before is looked at, but never far: each takes memory."""
    waiting: _Waiting = deque()
    language = get_language()

    def table(content: bytes, name: str) -> Table | Faulty:
        # Workbooks are read in processes of their own, several at once; a thread knows no language.
        with override(language):
            try:
                return read_table(content, name, COUNT_COLUMNS)
            except Faulty as faulty:
                return faulty

    with ThreadPoolExecutor(max_workers=AHEAD) as workers:
        for upload in uploads:
            while waiting and (len(waiting) == AHEAD or _together(waiting) + upload.size > LARGE):
                yield _first(waiting)
            waiting.append((upload, workers.submit(table, content_of(upload), upload.name)))
        while waiting:
            yield _first(waiting)


def _together(waiting: _Waiting) -> int:
    return sum(upload.size for upload, _table in waiting)


def _first(waiting: _Waiting) -> tuple[Upload, Table | Faulty]:
    upload, table = waiting.popleft()
    return upload, table.result()


def _keep_reading(upload: Upload, checked: CheckedCounts, *, against: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        lines = lines_of(checked.rows_of_good_units)
        stage(cursor, lines)
        reading = Reading(
            upload=upload,
            read_at=at,
            checked_against=against,
            rows_read=checked.rows_read,
            lines=zlib.compress(lines.encode(), level=1),
            tallies=to_json(tallies(cursor)),
            changes=to_json(changes(cursor, MOST_CHANGES)),
            faults=[_as_json(fault) for fault in checked.faults[:MOST_FAULTS]],
            number_of_faults=len(checked.faults),
            faulty_units=sorted(checked.faulty_units),
        )
        unstage(cursor)
    reading.save()


def _checked(
    found: Table | Faulty, *, known: Known, writable: Collection[int] | None
) -> CheckedCounts:
    try:
        if isinstance(found, Faulty):
            raise found
        return check_counts(found, known=known, writable=writable)
    except Faulty as faulty:
        return CheckedCounts(0, [], faulty.faults, frozenset())


def _as_json(fault: Fault) -> list[Any]:
    return [fault.row, fault.column, fault.message]


@transaction.atomic
def keep_faulty(
    *, name: str, content: bytes, faults: Sequence[Fault], by: User, at: datetime
) -> Upload:
    """Keep a file that fills no form as it stands, with what is wrong, so that it can go back with its faults marked."""
    upload = keep_upload(name=name, content=content, by=by, at=at)
    Reading.objects.create(
        upload=upload,
        read_at=at,
        rows_read=0,
        lines=b"",
        tallies=[],
        changes=[],
        faults=[_as_json(fault) for fault in faults[:MOST_FAULTS]],
        number_of_faults=len(faults),
        faulty_units=[],
    )
    return upload


def store_delivery(
    *,
    delivery: Delivery,
    seen: int,
    only_good_units: bool,
    today: date,
    by: User,
    at: datetime,
) -> None:
    """Store what was seen, once: a second call changes nothing. `seen` is the newest reading on the page that was seen.

    Raises HasFaults, and Outdated where any figure, state, period or permission that mattered changed since; then
    nothing is stored, and outdated files are as if nobody had looked into them.
    """
    try:
        with transaction.atomic():
            _store(delivery, seen, only_good_units=only_good_units, today=today, by=by, at=at)
    except Outdated:
        Reading.objects.filter(upload__delivery=delivery).delete()
        raise


def _store(
    delivery: Delivery,
    seen: int,
    *,
    only_good_units: bool,
    today: date,
    by: User,
    at: datetime,
) -> None:
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.stored_at is not None:
        return
    delivered = Delivered(delivery)
    if delivered.newest_reading != seen or delivered.unread:
        raise Outdated
    if delivered.has_faults and not only_good_units:
        raise HasFaults
    hold_calendar()
    now = checked_against(by, today)
    for reading in delivered.readings:
        if reading.checked_against != now:
            raise Outdated
        good = [tally for tally in tallies_of(reading) if tally.unit not in delivered.held_back]
        if good:
            _store_rows(reading, good, delivered.held_back, by=by, at=at)
    delivery.stored_at = at
    delivery.save(update_fields=["stored_at"])


def _store_rows(
    reading: Reading, good: Sequence[Tally], held_back: frozenset[int], *, by: User, at: datetime
) -> None:
    upload = reading.upload
    with connection.cursor() as cursor:
        stage(cursor, zlib.decompress(reading.lines).decode())
        leave_out(cursor, held_back)
        hold_submissions(cursor=cursor, by=by, at=at)
        _check_versions(good)
        write_staged(cursor=cursor, by=by, at=at, upload=upload)
        unstage(cursor)
    mark_stored(upload=upload, outcome=Outcome.of(good), at=at)
    reading.lines = b""
    reading.save(update_fields=["lines"])


def _check_versions(seen: Sequence[Tally]) -> None:
    """Raise Outdated where a submission, which is held, is not at the version that was seen."""
    submissions = Submission.objects.filter(
        unit__in={tally.unit for tally in seen}, month__in={tally.month for tally in seen}
    )
    versions = {
        (unit, month): version
        for unit, month, version in submissions.values_list("unit", "month", "version")
    }
    if any(versions[tally.unit, tally.month] != tally.version for tally in seen):
        raise Outdated
