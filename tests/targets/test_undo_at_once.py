"""An import undone by two people at once, or while somebody works on its month: one clear answer, and no figure lost."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from targets.actions.review import accept
from targets.actions.undo import InTheWay, undo_upload
from targets.actions.uploads import import_file
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.models import Count, Submission, Upload
from tests import factories
from tests.conftest import TODAY
from tests.targets.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(cast):
    """A file that changed Lan's September from 4 of 10 to 9 of 10."""
    procedure = factories.ProcedureFactory(code="1.000001")
    for number, online in enumerate((4, 9)):
        rows = [list(COUNT_COLUMNS), ["2018-09", "X1", procedure.code, 10, online]]
        import_file(
            name=f"{number}.csv",
            content=b"",
            table=Table(rows),
            today=TODAY,
            by=cast.lan,
            at=timezone.now(),
        )
    return Upload.objects.latest("pk")


def undo(upload, by):
    undo_upload(upload=upload, today=TODAY, by=by, at=timezone.now())


def meanwhile(step, upload, by):
    """Take a step, and before it is committed have somebody else undo the import; what he was told."""
    told = []

    def attempt():
        try:
            undo(upload, by)
            told.append("done")
        except InTheWay as in_the_way:
            told.extend(str(obstacle) for obstacle in in_the_way.obstacles)
        finally:
            connection.close()

    second = threading.Thread(target=attempt)
    with transaction.atomic():
        step()
        second.start()
        wait_until_somebody_waits()
    second.join(timeout=20)
    return told


def test_import_that_two_people_undo_at_once_is_undone_once(cast, upload):
    assert meanwhile(lambda: undo(upload, cast.lan), upload, cast.dung) == ["done"]
    assert Count.objects.get().online == 4
    upload.refresh_from_db()
    assert upload.undone_by == cast.lan
    assert Submission.objects.get().version == 3


def test_month_that_is_accepted_just_then_is_not_undone(cast, upload):
    submission = Submission.objects.get()

    def step():
        accept(submission=submission, version=submission.version, by=cast.dung, at=timezone.now())

    told = meanwhile(step, upload, cast.lan)
    assert told == [
        f"{cast.commune}, 09/2018: báo cáo đã được xử lý tiếp, hiện ở trạng thái: đã duyệt"
    ]
    assert Count.objects.get().online == 9
    upload.refresh_from_db()
    assert upload.undone_at is None
