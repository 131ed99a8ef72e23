"""Several files sent together: looked at together, and stored as they were seen, or not at all."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from targets.actions.deliveries import read_some, send_files
from targets.imports.archives import SentFile
from targets.models import Count, Delivery, Procedure, ReportingPeriod, Submission, Upload
from targets.periods import Month
from targets.views import deliveries
from tests import factories
from tests.conftest import TODAY
from tests.reporting.html_tables import lines
from tests.targets.sent_files import ALL, GOOD, HEADINGS, csv, packed, stored

pytestmark = pytest.mark.usefixtures("sending")
FAULTY = {
    "x1.csv": ["2018-09,X1,1.000001,12,3", "2018-08,X1,1.000001,5,6"],
    "x2.csv": ["2018-09,X2,1.000001,20,9", "2018-08,X2,1.000001,1,0", "2018-08,X9,1.000001,1,0"],
}


def tile(page, name):
    """The figure below that name."""
    said = lines(page)
    return said[said.index(name) + 1]


@pytest.mark.parametrize("pack", [False, True])
def test_files_and_archives_of_them_are_stored_together(send, confirm, cast, pack):
    page = send({"thang-9.zip": packed(GOOD)} if pack else GOOD)
    delivered = page.context["delivered"]
    assert [(row.upload.name, row.units, row.outcome.new) for row in delivered.by_file] == [
        ("x1.csv", 1, 2),
        ("x2.csv", 1, 1),
    ]
    assert [(row.unit.code, row.outcome.new, row.is_held_back) for row in delivered.by_unit] == [
        ("X1", 2, False),
        ("X2", 1, False),
    ]
    assert stored() == []
    answer = confirm(page)
    assert "Đã lưu và gửi số liệu." in lines(answer)
    assert stored() == ALL
    assert set(Submission.objects.values_list("status", flat=True)) == {"submitted"}
    assert list(Upload.objects.order_by("name").values_list("rows", "new")) == [(2, 2), (1, 1)]


def test_one_fault_keeps_all_of_them_back(send, confirm):
    page = send(FAULTY)
    assert "Có 2 lỗi. Chưa lưu gì." in lines(page)
    assert "Tệp có lỗi. Chưa lưu gì." in lines(confirm(page))
    assert stored() == []
    assert Delivery.objects.get().stored_at is None


def test_good_units_are_stored_and_the_others_held_back_whole(send, confirm):
    page = send(FAULTY)
    by_unit = page.context["delivered"].by_unit
    assert [(row.unit.code, row.is_held_back) for row in by_unit] == [("X1", True), ("X2", False)]
    confirm(page, "good_units")
    assert stored() == [("X2", "2018-08", 1, 0, "x2.csv"), ("X2", "2018-09", 20, 9, "x2.csv")]
    first, second = Upload.objects.order_by("name")
    assert (first.stored_at, second.rows) == (None, 2)


@pytest.mark.parametrize(
    ("nameless", "held_back"),
    [
        # As a merged area leaves them: month and unit stand in its first row alone.
        (",,1.000002,5,1", {"X1", "X2"}),
        ("2018-09,,1.000002,5,1", {"X1"}),
        ("2018-09,X9,1.000002,5,1", {"X1"}),
        ("2018-08,,1.000002,5,1", {"X1", "X2"}),
        ("2018-09,#N/A,,5,1", {"X1", "X2"}),
        # Each has its own row of that, and the other is not one of communes.
        ("2018-09,,1.000001,5,1", set()),
        ("2018-09,,2.000001,5,1", set()),
    ],
)
def test_row_of_no_unit_holds_back_the_units_of_its_file_that_may_lack_it(
    send, confirm, nameless, held_back
):
    factories.ProcedureFactory(code="1.000002")
    factories.ProcedureFactory(code="2.000001", for_communes=False, for_districts=True)
    rows = ["2018-09,X1,1.000001,12,3", "2018-09,X2,1.000001,20,9", "2018-09,X2,1.000002,2,1"]
    page = send({"a.csv": [*rows, nameless], "b.csv": ["2018-09,H1,2.000001,4,4"]})
    by_unit = page.context["delivered"].by_unit
    assert {row.unit.code for row in by_unit if row.is_held_back} == held_back
    assert any("không rõ của đơn vị nào" in line for line in lines(page))
    confirm(page, "good_units")
    assert {unit for unit, *_rest in stored()} == {"X1", "X2", "H1"} - held_back


def test_file_in_which_no_unit_is_whole_says_so(send):
    page = send({"a.csv": ["2018-09,X1,1.000001,12,3", ",,1.000001,5,1"]})
    [line] = [line for line in lines(page) if line.startswith("Không lưu riêng được đơn vị nào")]
    assert "không rõ của đơn vị nào" in line
    assert 'value="good_units"' not in page.content.decode()


def test_faulty_files_come_back_with_their_faults_marked(client, send, confirm):
    page = send(FAULTY | {"x2-7.csv": ["2018-07,X2,1.000001,1,1"]})
    address = page.request["PATH_INFO"] + "marked.zip"
    assert address in page.content.decode()
    confirm(page, "good_units")
    answer = client.get(address)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == ["x1-can-sua.xlsx", "x2-can-sua.xlsx"]
        sheet = load_workbook(io.BytesIO(archive.read("x2-can-sua.xlsx"))).active
    said = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert [*said] == ["B4"]
    assert "X9" in said["B4"]


def test_files_without_faults_do_not_come_back(client, send):
    page = send(GOOD)
    assert client.get(page.request["PATH_INFO"] + "marked.zip").status_code == 404
    upload = Upload.objects.first()
    assert client.get(f"/uploads/{upload.pk}/marked.xlsx").status_code == 404


def test_unit_with_a_fault_in_one_file_is_held_back_in_all(send, confirm):
    page = send(FAULTY | {"x1-8.csv": ["2018-07,X1,1.000001,1,1"]})
    confirm(page, "good_units")
    assert {unit for unit, *_rest in stored()} == {"X2"}


def test_month_in_two_files_is_not_guessed(send, confirm):
    page = send(GOOD | {"again.csv": ["2018-09,X1,1.000001,99,9"]})
    [overlap] = page.context["delivered"].overlaps
    assert (overlap.unit.code, overlap.month, overlap.names) == (
        "X1",
        Month(2018, 9),
        ["x1.csv", "again.csv"],
    )
    said = lines(page)
    assert any(line.startswith("1 kỳ báo cáo của đơn vị có trong nhiều tệp") for line in said)
    assert not any(line.startswith(("Có 0 lỗi", "Hãy sửa các ô")) for line in said)
    assert not any("không rõ của đơn vị nào" in line for line in said)
    assert "giữ lại: có kỳ báo cáo nằm trong nhiều tệp" in said
    first = page.context["delivered"].by_unit[0]
    assert (first.unit.code, first.rows_read, page.context["delivered"].rows_read) == ("X1", 3, 4)
    assert tile(page, "Số dòng đã đọc") == "4"
    assert "Tệp có lỗi. Chưa lưu gì." in lines(confirm(page))
    confirm(page, "good_units")
    assert stored() == ALL[2:]


def test_same_bytes_are_taken_once(send, confirm):
    page = send(GOOD | {"x1 (1).csv": GOOD["x1.csv"], "all.zip": packed(GOOD)})
    assert "Có 3 tệp được gửi nhiều lần, chỉ lấy một lần." in lines(page)
    assert [row.upload.name for row in page.context["delivered"].by_file] == ["x1.csv", "x2.csv"]
    confirm(page)
    assert stored() == ALL


def test_rows_that_are_all_faulty_were_read(send):
    page = send({"a.csv": ["2018-09,X1,1.000001,12,x", "2018-08,X1,1.000001,5,6"]})
    assert tile(page, "Số dòng đã đọc") == "2"
    assert tile(page, "Mới") == "0"


def test_files_without_figures_are_not_to_be_stored(send):
    page = send({"a.csv": []})
    said = lines(page)
    assert "Các tệp đã gửi không có số liệu nào, nên không có gì để lưu." in said
    assert 'name="what"' not in page.content.decode()


def test_only_months_that_changed_meanwhile_matter(send, confirm, cast):
    page = send(GOOD)
    january = factories.SubmissionFactory(unit=cast.other_commune, month=Month(2018, 1))
    factories.CountFactory(submission=january, procedure=Procedure.objects.get())
    confirm(page)
    assert len(stored()) == 4


def change_figure(cast):
    factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))


def move_lock(cast):
    factories.PeriodFactory(month=Month(2018, 8), locks_on=TODAY)


def end_publication(cast):
    factories.ProcedureFactory(code="1.000002")


def end_unit(cast):
    cast.other_commune.valid_to = "2018-12-31"
    cast.other_commune.save()


def end_role(cast):
    cast.chau.units.clear()


@pytest.mark.parametrize("change", [change_figure, move_lock, end_publication, end_unit, end_role])
def test_what_was_seen_is_what_is_stored_or_nothing_is(send, confirm, cast, change):
    page = send(GOOD)
    change(cast)
    answer = confirm(page)
    assert any("Dữ liệu đã thay đổi" in line for line in lines(answer))
    assert stored() == []
    confirm(answer)
    assert stored() == ALL


def test_page_that_shows_an_older_look_stores_nothing(client, send, confirm, cast):
    old = send(GOOD)
    move_lock(cast)
    confirm(old)
    ReportingPeriod.objects.all().delete()
    confirm(old)
    assert stored() == []


def test_second_click_and_reload_store_nothing_more(client, send, confirm):
    page = send(GOOD)
    confirm(page)
    Count.objects.filter(total=20).update(total=21)
    confirm(page)
    assert [row[2] for row in stored()] == [5, 12, 21]
    assert client.get(page.request["PATH_INFO"]).status_code == 200


def test_files_that_were_stored_together_are_undone_together_or_not_at_all(client, send, confirm):
    page = send(GOOD)
    confirm(page)
    address = page.request["PATH_INFO"] + "undo/"
    Submission.objects.filter(unit__code="X2").update(status="draft")
    answer = client.post(address)
    assert [str(each.unit.code) for each in answer.context["obstacles"]] == ["X2"]
    assert stored() == ALL
    Submission.objects.filter(unit__code="X2").update(status="submitted")
    client.post(address)
    assert stored() == []
    assert not Upload.objects.filter(undone_at=None).exists()


def test_long_reading_says_how_far_it_is_and_goes_on(client, send, monkeypatch):
    monkeypatch.setattr(deliveries, "SECONDS_A_LOOK", -1)
    files = {f"{number}.csv": [f"2018-0{number},X1,1.000001,{number},0"] for number in range(1, 10)}
    page = send(files)
    assert page["Refresh"] == "0"
    assert "Đã đọc 8 trong 9 tệp." in lines(page)
    page = client.get(page.request["PATH_INFO"])
    assert "Refresh" not in page
    assert page.context["delivered"].outcome.new == 9


def test_workbooks_of_many_units_are_read_side_by_side(send, confirm, cast):
    files = {}
    for number in range(1, 10):
        book, content = Workbook(), io.BytesIO()
        book.active.append(HEADINGS.split(","))
        book.active.append([f"2018-0{number}", "X1", "1.000001", number, 0])
        book.save(content)
        files[f"thang-{number}.xlsx"] = content.getvalue()
    confirm(send(files))
    assert [row[2] for row in stored()] == list(range(1, 10))


def test_folder_of_a_hundred_and_more_files_is_taken(send):
    files = {
        f"{year}-{month:02}.csv": [f"{year}-{month:02},X1,1.000001,{month},0"]
        for year in range(2009, 2018)
        for month in range(1, 13)
    }
    assert send(files).context["delivered"].outcome.new == 108


@pytest.mark.parametrize("number", [1, 3])
def test_files_read_together_ask_once_what_they_are_held_against(cast, number):
    files = [
        SentFile(f"{month}.csv", csv([f"2018-0{month},X1,1.000001,2,1"]))
        for month in range(1, 1 + number)
    ]
    delivery = send_files(files=files, by=cast.dung, at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        assert read_some(delivery=delivery, today=TODAY, at=timezone.now()) == number
    questions = [query["sql"] for query in asked if "FROM" in query["sql"]]
    assert sum('FROM "targets_unit"' in question for question in questions) == 1
    assert sum('FROM "targets_unitevent"' in question for question in questions) == 1


@pytest.mark.parametrize("person", ["lan", "binh", "chau", "long", "son"])
def test_delivery_of_another_person_does_not_exist(client, send, confirm, cast, person):
    page = send(GOOD)
    client.force_login(getattr(cast, person))
    assert client.get(page.request["PATH_INFO"]).status_code == 404
    assert confirm(page).status_code == 404
    assert stored() == []


@pytest.mark.parametrize("seen", ["²", "١٢", "9" * 25, "9" * 5_000])
def test_what_was_seen_is_no_number_and_nothing_is_stored(client, send, seen):
    page = send(GOOD)
    assert client.post(page.request["PATH_INFO"], {"seen": seen, "what": "all"}).status_code == 302
    assert not Submission.objects.exists()
