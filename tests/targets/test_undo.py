"""Undoing an import as one: figures and states become what they were, or it says what stands in the way."""

import datetime
import hashlib
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import permissions
from targets.actions.undo import InTheWay, undo_upload
from targets.actions.uploads import import_file
from targets.imports.tables import read_table
from targets.models import Count, Submission, UnlockRequest, Upload
from targets.periods import Month
from tests import factories

HEADINGS = "period,unit_code,procedure_code,total,online\n"
TODAY = datetime.date(2018, 10, 3)
SEPTEMBER = Month(2018, 9)
START = datetime.datetime(2018, 10, 3, 8, tzinfo=datetime.UTC)


@pytest.fixture
def procedures(cast):
    return [factories.ProcedureFactory(code=f"1.00000{number}") for number in (1, 2, 3)]


@pytest.fixture
def clock():
    """A moment later at each call."""
    minutes = iter(range(10_000))
    return lambda: START + datetime.timedelta(minutes=next(minutes))


@pytest.fixture
def send(cast, procedures, clock):
    def send(*rows, by=None):
        content = (HEADINGS + "".join(f"{row}\n" for row in rows)).encode()
        before = set(Upload.objects.values_list("pk", flat=True))
        import_file(
            name="a.csv",
            content=content,
            table=read_table(content, "a.csv"),
            today=TODAY,
            by=by or cast.lan,
            at=clock(),
        )
        return Upload.objects.exclude(pk__in=before).get()

    return send


@pytest.fixture
def undo(cast, clock):
    def undo(upload, *, by=None, today=TODAY):
        undo_upload(upload=upload, today=today, by=by or cast.lan, at=clock())

    return undo


def state():
    """All that is entered, but for the counter that guards it."""
    counts = [
        {**row, "id": None} for row in Count.objects.order_by("submission", "procedure").values()
    ]
    rows = Submission.objects.order_by("unit", "month").values()
    return counts, [{**row, "version": None} for row in rows]


def reasons(upload, undo, **how):
    with pytest.raises(InTheWay) as caught:
        undo(upload, **how)
    return [str(obstacle) for obstacle in caught.value.obstacles]


def test_figures_and_states_become_what_they_were(cast, procedures, send, undo):
    accepted = factories.SubmissionFactory(
        unit=cast.commune, month=SEPTEMBER, status="accepted", accepted_by=cast.dung
    )
    factories.CountFactory(
        submission=accepted, procedure=procedures[0], total=9, online=1, entered_by=cast.binh
    )
    before = state()
    upload = send("2018-09,X1,1.000001,10,2", "2018-09,X1,1.000002,5,5")
    assert Submission.objects.get().status == "submitted"
    undo(upload)
    assert state() == before
    upload.refresh_from_db()
    assert upload.undone_by == cast.lan


def test_month_that_the_import_began_stays_as_an_empty_draft(cast, send, undo):
    undo(send("2018-09,X1,1.000001,10,2"))
    submission = Submission.objects.get()
    assert (submission.status, submission.submitted_at, submission.first_submitted_at) == (
        "draft",
        None,
        None,
    )
    assert not Count.objects.exists()


def test_second_undo_changes_nothing(cast, send, undo):
    upload = send("2018-09,X1,1.000001,10,2")
    undo(upload)
    send("2018-09,X1,1.000001,11,2")
    now = state()
    undo(upload)
    assert state() == now


def test_imports_are_undone_one_after_the_other(cast, send, undo):
    first = send("2018-09,X1,1.000001,10,2", "2018-09,X1,1.000002,4,4")
    after_first = state()
    second = send("2018-09,X1,1.000001,20,2")
    assert reasons(first, undo) == [f"{cast.commune}, 09/2018: số liệu đã được sửa sau đó"]
    undo(second)
    assert state() == after_first
    undo(first)
    assert not Count.objects.exists()


def test_months_worked_on_later_stand_in_the_way_and_nothing_changes(
    client, cast, procedures, send, undo
):
    upload = send("2018-09,X1,1.000001,10,2", "2018-08,X1,1.000001,7,2", "2018-07,X1,1.000001,7,2")
    for month, status in [(9, "accepted"), (8, "draft")]:
        changed = Submission.objects.filter(month=Month(2018, month))
        changed.update(status=status, accepted_at=START if status == "accepted" else None)
    now = state()
    assert reasons(upload, undo) == [
        f"{cast.commune}, 08/2018: báo cáo đã được xử lý tiếp, hiện ở trạng thái: nháp",
        f"{cast.commune}, 09/2018: báo cáo đã được xử lý tiếp, hiện ở trạng thái: đã duyệt",
    ]
    assert state() == now


def test_month_submitted_anew_stands_in_the_way(cast, send, undo, clock):
    upload = send("2018-09,X1,1.000001,10,2")
    Submission.objects.update(submitted_at=clock())
    assert len(reasons(upload, undo)) == 1


def test_locked_month_stands_in_the_way_unless_it_is_open_for_a_correction(cast, send, undo):
    upload = send("2018-09,X1,1.000001,10,2")
    factories.PeriodFactory(month=SEPTEMBER)
    later = datetime.date(2018, 12, 1)
    assert reasons(upload, undo, today=later) == [f"{cast.commune}, 09/2018: tháng đã khóa"]
    UnlockRequest.objects.create(
        unit=cast.commune,
        month=SEPTEMBER,
        asked_by=cast.lan,
        asked_at=START,
        reason="Nhầm tệp.",
        decided_by=cast.dung,
        decided_at=START,
        open_from=later,
        open_until=later,
    )
    undo(upload, today=later)
    assert not Count.objects.exists()


@pytest.mark.parametrize("table", ["targets_count", "targets_submission"])
def test_figures_older_than_the_record_are_never_lost(cast, procedures, send, undo, table):
    def triggers(what):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")

    triggers("DISABLE")
    submission = factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER)
    factories.CountFactory(submission=submission, procedure=procedures[0], total=9, online=1)
    triggers("ENABLE")
    upload = send("2018-09,X1,1.000001,10,2")
    now = state()
    assert reasons(upload, undo) == [
        f"{cast.commune}, 09/2018: số liệu trước khi nhập tệp không có trong nhật ký"
    ]
    assert state() == now


def test_unit_that_went_to_others_stands_in_the_way_of_its_former_officer(cast, send, undo):
    upload = send("2018-09,X1,1.000001,10,2")
    cast.lan.units.set([cast.other_commune])
    assert reasons(upload, undo) == [
        f"{cast.commune}, 09/2018: số liệu của đơn vị nay do người khác phụ trách"
    ]


def test_history_tells_the_undoing(client, cast, procedures, send):
    client.force_login(cast.lan)
    upload = send("2018-09,X1,1.000001,10,2")
    again = send("2018-09,X1,1.000001,20,2", by=cast.binh)
    client.force_login(cast.dung)
    answer = client.post(f"/uploads/{again.pk}/undo/", follow=True)
    assert "Đã hoàn tác" in answer.content.decode()
    changes = client.get("/units/X1/history/").context["changes"]
    assert [(change.before, change.after, change.by, change.way) for change in changes] == [
        ((20, 2), (10, 2), str(cast.dung), "hoàn tác nhập tệp"),
        ((10, 2), (20, 2), str(cast.binh), "tệp a.csv, dòng 2"),
        (None, (10, 2), str(cast.lan), "tệp a.csv, dòng 2"),
    ]
    assert not upload.undone_at


@pytest.mark.parametrize(
    ("person", "status"),
    [("lan", 302), ("binh", 404), ("chau", 404), ("long", 404), ("dung", 302), ("son", 302)],
)
def test_sender_and_who_writes_for_all_undo(client, cast, send, person, status):
    upload = send("2018-09,X1,1.000001,10,2")
    client.force_login(getattr(cast, person))
    assert client.post(f"/uploads/{upload.pk}/undo/").status_code == status
    assert Count.objects.exists() == (status == 404)


def test_action_itself_refuses_others(cast, send, undo):
    upload = send("2018-09,X1,1.000001,10,2")
    with pytest.raises(permissions.Refused):
        undo(upload, by=cast.binh)


def test_page_says_what_stands_in_the_way(client, cast, send):
    upload = send("2018-09,X1,1.000001,10,2")
    Submission.objects.update(status="draft")
    client.force_login(cast.lan)
    answer = client.post(f"/uploads/{upload.pk}/undo/")
    assert answer.status_code == 409
    assert client.get(f"/uploads/{upload.pk}/undo/").url == f"/uploads/{upload.pk}/"
    assert "Không có gì thay đổi" in answer.content.decode()


def test_file_of_a_command_is_kept_with_its_hash_and_comes_back_as_it_was(
    client, cast, procedures, tmp_path
):
    path = tmp_path / "thang9.csv"
    path.write_text(HEADINGS + "2018-09,X1,1.000001,30,5\n")
    call_command("import_counts", str(path), stdout=io.StringIO())
    upload = Upload.objects.get()
    assert (upload.name, upload.uploaded_by, upload.rows, upload.new) == ("thang9.csv", None, 1, 1)
    assert upload.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert Count.objects.get().upload == upload
    client.force_login(cast.dung)
    answer = client.get(f"/uploads/{upload.pk}/file/")
    assert b"".join(answer.streaming_content) == path.read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="thang9.csv"'


def test_faulty_file_of_a_command_and_a_trial_run_are_not_kept(cast, procedures, tmp_path):
    path = tmp_path / "thang9.csv"
    path.write_text(HEADINGS + "2018-09,X1,1.000001,30,50\n")
    with pytest.raises(SystemExit):
        call_command("import_counts", str(path), stdout=io.StringIO(), stderr=io.StringIO())
    path.write_text(HEADINGS + "2018-09,X1,1.000001,30,5\n")
    call_command("import_counts", str(path), "--dry-run", stdout=io.StringIO())
    assert not Upload.objects.exists()


def rows_of(figures):
    return [
        f"2018-{month:02},{unit},1.00000{procedure},{total},{online}"
        for (month, unit, procedure), (total, online) in figures.items()
    ]


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from([7, 8]), st.sampled_from(["X1", "H1"]), st.sampled_from([1, 2])),
    st.sampled_from([(3, 1), (3, 2), (4, 0)]),
    min_size=1,
)


@given(files=st.lists(FIGURES, min_size=1, max_size=4))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_imports_from_the_last_to_the_first_leads_back_through_every_state(
    cast, procedures, send, undo, files
):
    Count.objects.all().delete()
    Submission.objects.all().delete()
    apps.get_model("targets", "Procedure").objects.update(for_districts=True)
    states, uploads = [], []
    for figures in files:
        states.append(state())
        uploads.append(send(*rows_of(figures), by=cast.binh))
    for upload, before in reversed(list(zip(uploads, states, strict=True))):
        undo(upload, by=cast.binh)
        counts, submissions = state()
        began = {row["id"] for row in before[1]}
        assert (counts, [row for row in submissions if row["id"] in began]) == before
        assert all(row["status"] == "draft" for row in submissions if row["id"] not in began)
