"""The record of changes: kept by the database whichever way a change came, and read on the unit's page."""

import io
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import InternalError, connection
from openpyxl import load_workbook

from targets.imports.tables import read_table
from targets.models import Count, Submission, Target
from targets.periods import Month
from targets.reference_record import UNIT_TABLES
from tests import factories

FORM = "/units/X1/reports/2018-09/"
PAGE = "/units/X1/history/"
HEADINGS = "period,unit_code,procedure_code,total,online\n"


@pytest.fixture
def procedure(cast):
    return factories.ProcedureFactory(code="1.000001", name="Khai sinh")


def events(name="CountEvent"):
    return apps.get_model("targets", name).objects.order_by("pgh_id")


def send(client, procedure, total, online, version=0, action="save"):
    sent = {f"total-{procedure.pk}": total, f"online-{procedure.pk}": online}
    return client.post(FORM, {"action": action, "version": version, **sent})


def read(client, **query):
    """The rows of the page, the newest first: figures before and after, who, by which way."""
    changes = client.get(PAGE, query).context["changes"]
    return [(change.before, change.after, change.by, change.way) for change in changes]


@pytest.mark.django_db(transaction=True)
def test_figures_are_read_before_and_after_with_who_and_how(client, cast, procedure, tmp_path):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4)
    send(client, procedure, 24, 4, version=1)
    file = tmp_path / "thang9.csv"
    file.write_text(HEADINGS + "2018-09,X1,1.000001,30,5\n")
    call_command("import_counts", str(file), "--actor", "binh", stdout=io.StringIO())
    Count.objects.update(online=6)
    assert read(client) == [
        ((30, 5), (30, 6), "", "cơ sở dữ liệu"),
        ((24, 4), (30, 5), "Trần Văn Bình", "tệp thang9.csv, dòng 2"),
        ((18, 4), (24, 4), "Nguyễn Thị Lan", "biểu mẫu"),
        (None, (18, 4), "Nguyễn Thị Lan", "biểu mẫu"),
    ]


def test_figure_that_was_taken_out_is_kept(client, cast, procedure):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4)
    send(client, procedure, "", "", version=1)
    assert read(client)[0] == ((18, 4), None, "Nguyễn Thị Lan", "biểu mẫu")


def test_file_is_named_with_its_row(client, cast, procedure):
    client.force_login(cast.lan)
    content = io.BytesIO((HEADINGS + "2018-09,X1,1.000001,30,5\n").encode())
    content.name = "thang9.csv"
    preview = client.post("/uploads/", {"file": content}, follow=True)
    seen = preview.context["delivered"].newest_reading
    client.post(preview.request["PATH_INFO"], {"seen": seen})
    assert read(client) == [(None, (30, 5), "Nguyễn Thị Lan", "tệp thang9.csv, dòng 2")]


def test_unchanged_figure_leaves_no_event(client, cast, procedure):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4)
    send(client, procedure, 18, 4, version=1)
    assert events().count() == 1


def test_states_are_read_in_their_order(client, cast, procedure):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4)
    send(client, procedure, 18, 4, version=1, action="submit")
    client.force_login(cast.dung)
    client.post(FORM + "review/", {"action": "return", "version": 2, "reason": "Xem lại"})
    found = client.get(PAGE).context["steps"]
    assert [(step.before, step.after, step.by) for step in found] == [
        ("submitted", "returned", "Lê Quang Dũng"),
        ("draft", "submitted", "Nguyễn Thị Lan"),
        ("", "draft", "Nguyễn Thị Lan"),
    ]


def test_return_stands_with_its_reason_after_the_month_was_submitted_anew(client, cast, procedure):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4, action="submit")
    client.force_login(cast.dung)
    client.post(FORM + "review/", {"action": "return", "version": 1, "reason": "Xem lại khai sinh"})
    client.force_login(cast.lan)
    send(client, procedure, 19, 4, version=2, action="submit")
    send(client, procedure, 20, 4, version=3, action="submit")
    page = client.get(PAGE)
    assert [(step.before, step.after, step.reason) for step in page.context["steps"]] == [
        ("submitted", "submitted", ""),
        ("returned", "submitted", ""),
        ("submitted", "returned", "Xem lại khai sinh"),
        ("draft", "submitted", ""),
        ("", "draft", ""),
    ]
    assert "Xem lại khai sinh" in page.content.decode()
    rows = read_table(client.get("/units/X1/history.csv").content, "history.csv").rows
    assert [row[-1] for row in rows].count("Xem lại khai sinh") == 1
    client.force_login(cast.dung)
    assert "Xem lại khai sinh" in client.get(FORM).content.decode()


def test_month_taken_back_and_saved_leaves_no_submission_anew(client, cast, procedure):
    client.force_login(cast.lan)
    send(client, procedure, 18, 4, action="submit")
    client.post(FORM + "withdraw/")
    send(client, procedure, 19, 4, version=2)
    found = client.get(PAGE).context["steps"]
    assert [step.after for step in found] == ["draft", "submitted", "draft"]


def test_filters_hold_for_the_page_and_for_the_files(client, cast, procedure):
    other = factories.ProcedureFactory(code="1.000002")
    for month, one in [(Month(2018, 6), procedure), (Month(2018, 7), procedure), (Month(2018, 7), other)]:  # fmt: skip
        submission, _made = Submission.objects.get_or_create(
            unit=cast.commune, month=month, defaults={"saved_at": "2018-08-01T00:00Z"}
        )
        factories.CountFactory(submission=submission, procedure=one)
    client.force_login(cast.lan)
    assert len(read(client)) == 3
    query = {"month": "07/2018", "procedure": "1.000001"}
    assert len(read(client, **query)) == 1
    assert len(read(client, month="nonsense", procedure="\0")) == 3
    csv = client.get("/units/X1/history.csv", query).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1:5:3] for line in csv[1:]] == [["2018-07", "1.000001"]]
    sheet = load_workbook(io.BytesIO(client.get("/units/X1/history.xlsx", query).content)).active
    assert [cell.value for cell in list(sheet.rows)[-1]][4:9] == ["1.000001", None, None, 10, 4]


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "json"])
def test_file_holds_figures_states_and_the_days_that_each_month_covers(
    client, cast, procedure, extension
):
    factories.PeriodFactory(covers_from="2018-08-15", covers_to="2018-09-14")
    client.force_login(cast.lan)
    send(client, procedure, 18, 4)
    send(client, procedure, 24, 4, version=1, action="submit")
    content = client.get(f"/units/X1/history.{extension}").content
    if extension == "json":
        rows = [[value or "" for value in row.values()] for row in json.loads(content)]
    else:
        table = read_table(content, f"history.{extension}")
        rows = [["" if cell is None else cell for cell in row] for row in table.rows]
        rows = [row for row in rows if row[1:2] == ["2018-09"]]
    days = ["2018-09", "2018-08-15", "2018-09-14"]
    assert all(row[1:4] == days and row[11:13] == [str(cast.lan), "biểu mẫu"] for row in rows)
    assert sorted([str(cell).removesuffix(".0") for cell in row[4:11]] for row in rows) == [
        ["", "", "", "", "", "", "Nháp"],
        ["", "", "", "", "", "Nháp", "Đã gửi"],
        ["1.000001", "", "", "18", "4", "", ""],
        ["1.000001", "18", "4", "24", "4", "", ""],
    ]


def test_unit_reads_what_it_is_judged_by_and_nothing_of_others(client, cast, procedure):
    decision = factories.DecisionFactory()
    for unit, minimum in [(cast.commune, 20), (cast.other_commune, 15)]:
        target = factories.TargetFactory(decision=decision, unit=unit, minimum_percent=minimum)
        Target.objects.filter(pk=target.pk).update(minimum_percent=minimum + 5)
    Target.objects.filter(unit=cast.commune).delete()
    factories.ProcedureFactory(for_communes=False, for_districts=True)
    client.force_login(cast.lan)

    def subjects(table):
        changes = client.get(PAGE, {"table": table}).context["changes"]
        return [(change.kind, change.subject) for change in changes]

    mine = f"{decision} · {cast.commune}"
    assert subjects("target") == [("đã xóa", mine), ("thay đổi", mine), ("đã thêm", mine)]
    assert [kind for kind, _subject in subjects("decision")] == ["đã thêm"]
    assert subjects("office") == [("đã thêm", f"lan · {cast.commune}")]
    assert [subject for _kind, subject in subjects("person")] == ["lan · Nguyễn Thị Lan"]
    assert [kind for kind, _subject in subjects("unit")] == ["đã thêm"]
    assert len(subjects("publication")) == 1
    sent = client.get("/units/X1/history.csv", {"table": "target"}).content.decode()
    assert "25.00" in sent
    assert str(cast.other_commune) not in sent


@pytest.mark.parametrize("table", UNIT_TABLES)
def test_every_table_is_read_at_the_unit_and_taken_away(client, cast, table):
    client.force_login(cast.lan)
    assert client.get(PAGE, {"table": table}).context["chosen"] == table
    assert read_table(client.get("/units/X1/history.ods", {"table": table}).content, "x.ods").rows


@pytest.mark.parametrize("number", [1, 30])
def test_page_asks_the_database_as_often_for_one_change_as_for_many(
    client, cast, django_assert_num_queries, number
):
    submission = factories.SubmissionFactory(unit=cast.commune)
    for procedure in factories.ProcedureFactory.create_batch(number):
        factories.CountFactory(submission=submission, procedure=procedure)
    client.force_login(cast.lan)
    client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(PAGE)


@pytest.mark.parametrize("statement", ["UPDATE {} SET total = 0", "DELETE FROM {}"])
def test_nobody_edits_the_record(cast, statement):
    factories.CountFactory()
    table = events().model._meta.db_table
    with pytest.raises(InternalError, match="annot"), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_law_and_people_are_kept_too(cast):
    target = factories.TargetFactory(minimum_percent=20)
    target.minimum_percent = 25
    target.save()
    assert list(events("TargetEvent").values_list("pgh_label", "minimum_percent")) == [
        ("insert", 20),
        ("update", 25),
    ]
    cast.lan.role = "reviewer"
    cast.lan.save()
    roles = events("PersonEvent").filter(pgh_obj_id=cast.lan.pk)
    assert list(roles.values_list("role", flat=True)) == ["officer", "reviewer"]
    cast.lan.units.clear()
    assert events("OfficeEvent").filter(user_id=cast.lan.pk).last().pgh_label == "delete"
