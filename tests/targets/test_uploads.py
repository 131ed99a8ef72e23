"""The upload page: a file is sent, looked at, and stored by a click of its sender."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets import forms_upload
from targets.models import Count, Submission, Upload
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines, tables

HEADINGS = "Kỳ báo cáo;Mã đơn vị;Mã TTHC;Tổng số hồ sơ;Hồ sơ trực tuyến"
SEPTEMBER = Month(2018, 9)
XA = "UBND xã Cam Tân"
TILES = ["Số dòng đã đọc", "Mới", "Thay đổi", "Không đổi", "Không tính"]


@pytest.fixture
def catalogue(db):
    """Two procedures of communes, and one of districts."""
    factories.ProcedureFactory(code="1.000656")
    factories.ProcedureFactory(code="1.000894")
    factories.ProcedureFactory(code="1.000110", for_communes=False, for_districts=True)


@pytest.fixture
def send(client, catalogue):
    """Send these rows as a .csv under the Vietnamese headings, as this person; the page that follows."""

    def send(person, *rows, name="thang-9.csv", content=None):
        client.force_login(person)
        if content is None:
            content = "\n".join([HEADINGS, *rows]).encode()
        return client.post("/uploads/", {"file": SimpleUploadedFile(name, content)}, follow=True)

    return send


def confirm(client, page, what="all"):
    """Click on what the page offers: the page that was seen says which look at the file it shows."""
    delivered = page.context and page.context.get("delivered")
    seen = delivered.newest_reading if delivered else 0
    return client.post(page.request["PATH_INFO"], {"seen": seen, "what": what}, follow=True)


def stored():
    """Every count: unit, month, procedure, total, online."""
    fields = ("submission__unit__code", "submission__month", "procedure__code", "total", "online")
    return [
        (unit, str(month), *rest)
        for unit, month, *rest in Count.objects.order_by(*fields).values_list(*fields)
    ]


def tiles(page):
    found = lines(page)
    return [found[found.index(tile, found.index(TILES[0])) + 1] for tile in TILES]


def test_sent_file_shows_its_changes_and_stores_nothing(send, cast):
    count = factories.CountFactory(
        submission=factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER),
        procedure__code="1.000777",
        total=50,
        online=8,
    )
    page = send(
        cast.lan,
        "2018-09;X1;1.000656;1.200;300",
        "9/2018;X1;1.000777;50;20",
        "09/2018;X1;1.000894;0;0",
    )
    assert page.status_code == 200
    assert tiles(page) == ["3", "2", "1", "0", "0"]
    assert tables(page) == [
        [
            ["2", "09/2018", XA, "Thủ tục 1.000656", "mới", "300/1.200"],
            ["3", "09/2018", XA, "Thủ tục 1.000777", "8/50", "20/50"],
            ["4", "09/2018", XA, "Thủ tục 1.000894", "mới", "0/0"],
        ]
    ]
    assert stored() == [("X1", "2018-09", "1.000777", 50, 8)]
    assert Submission.objects.get() == count.submission


def test_confirmed_file_is_stored_and_submitted(client, send, cast):
    page = confirm(client, send(cast.lan, "2018-09;X1;1.000656;12;3"))
    assert "Đã lưu và gửi số liệu." in lines(page)
    assert tiles(page) == ["1", "1", "0", "0", "0"]
    assert stored() == [("X1", "2018-09", "1.000656", 12, 3)]
    submission = Submission.objects.get()
    assert (submission.status, submission.submitted_by) == ("submitted", cast.lan)


def test_second_click_stores_nothing_more(client, send, cast):
    page = send(cast.lan, "2018-09;X1;1.000656;12;3")
    confirm(client, page)
    Count.objects.update(total=20, online=9)
    again = confirm(client, page)
    assert "Đã lưu số liệu" in lines(again)
    assert stored() == [("X1", "2018-09", "1.000656", 20, 9)]
    assert Submission.objects.get().version == 1


def test_figures_changed_since_the_preview_are_told_and_nothing_is_stored(client, send, cast):
    page = send(cast.lan, "2018-09;X1;1.000656;12;3", "2018-09;X1;1.000894;5;5")
    assert tiles(page) == ["2", "2", "0", "0", "0"]
    confirm(client, send(cast.binh, "2018-09;X1;1.000656;12;4", "2018-09;X1;1.000894;5;5"))
    client.force_login(cast.lan)
    again = confirm(client, page)
    assert any("Dữ liệu đã thay đổi kể từ lúc bạn xem" in line for line in lines(again))
    assert tiles(again) == ["2", "0", "1", "1", "0"]
    assert stored()[0] == ("X1", "2018-09", "1.000656", 12, 4)
    assert tiles(confirm(client, again)) == ["2", "0", "1", "1", "0"]
    assert stored()[0] == ("X1", "2018-09", "1.000656", 12, 3)
    assert Submission.objects.get().submitted_by == cast.lan


def test_unit_taken_away_since_the_preview_is_a_fault(client, send, cast):
    page = send(cast.lan, "2018-09;X1;1.000656;12;3")
    cast.lan.units.set([cast.other_commune])
    answer = confirm(client, page)
    assert tables(answer) == [[["2", "Mã đơn vị", "Bạn không được nhập số liệu cho đơn vị X1."]]]
    assert stored() == []
    assert Upload.objects.get().stored_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_preview_of_another_person_does_not_exist(client, send, cast, method):
    page = send(cast.lan, "2018-09;X1;1.000656;12;3")
    for person in (cast.binh, cast.dung, cast.son):
        client.force_login(person)
        assert getattr(client, method)(page.request["PATH_INFO"]).status_code == 404
    assert stored() == []


def test_file_that_is_not_stored_is_its_senders_alone(client, send, cast):
    send(cast.lan, "2018-09;X1;1.000656;12;3")
    file = f"/uploads/{Upload.objects.get().pk}/file/"
    assert client.get(file).status_code == 200
    for person in (cast.binh, cast.dung, cast.son):
        client.force_login(person)
        assert client.get(file).status_code == 404


@pytest.mark.parametrize(
    ("person", "unit", "procedure", "may"),
    [
        ("lan", "X1", "1.000656", True),
        ("lan", "X2", "1.000656", False),
        ("lan", "H1", "1.000110", False),
        ("binh", "H1", "1.000110", True),
        ("binh", "X1", "1.000656", True),
        ("binh", "X2", "1.000656", False),
        ("chau", "X1", "1.000656", False),
        ("dung", "X2", "1.000656", True),
        ("son", "X2", "1.000656", True),
    ],
)
def test_rows_are_of_units_that_the_person_may_write(
    client, send, cast, person, unit, procedure, may
):
    page = send(getattr(cast, person), f"2018-09;{unit};{procedure};12;3")
    confirm(client, page)
    assert stored() == ([(unit, "2018-09", procedure, 12, 3)] if may else [])
    if not may:
        fault = f"Bạn không được nhập số liệu cho đơn vị {unit}."
        assert tables(page) == [[["2", "Mã đơn vị", fault]]]


def test_every_fault_stands_at_its_row_and_column_and_nothing_is_stored(client, send, cast):
    page = send(
        cast.lan,
        "2018-09;X1;1.000656;12;3",
        "2018-09;X1;1.000894;12,5;3",
        ";X1;1.000894;4;5",
        "2018-11;X9;1.000110;-1;",
        "9/2018;X1;1.000656;1;1",
    )
    assert "Có 8 lỗi. Chưa lưu gì." in lines(page)
    assert tables(page) == [
        [
            ["3", "Tổng số hồ sơ", "“12,5” không phải là số nguyên từ 0 trở lên."],
            ["4", "Kỳ báo cáo", "Ô này còn trống."],
            ["4", "Hồ sơ trực tuyến", "Số hồ sơ trực tuyến (5) lớn hơn tổng số hồ sơ (4)."],
            ["5", "Mã đơn vị", "Không có đơn vị mang mã X9."],
            ["5", "Tổng số hồ sơ", "“-1” không phải là số nguyên từ 0 trở lên."],
            ["5", "Hồ sơ trực tuyến", "Ô này còn trống."],
            ["5", "Kỳ báo cáo", "Tháng 11/2018 chưa bắt đầu."],
            ["6", "Mã TTHC", "Đơn vị, kỳ báo cáo và thủ tục này đã có ở dòng 2."],
        ]
    ]
    assert "Tệp có lỗi. Chưa lưu gì." in lines(confirm(client, page))
    assert stored() == []


def test_only_the_first_faults_are_listed_and_all_are_counted(send, cast):
    page = send(cast.lan, *["2018-09;X1;1.000656;x;1"] * 201)
    # Each row's total, and from the second on that the row stands twice.
    assert "Có 401 lỗi. Chưa lưu gì." in lines(page)
    assert "Chỉ hiển thị 200 lỗi đầu tiên." in lines(page)
    assert len(tables(page)[0]) == 200


@pytest.mark.parametrize(
    ("name", "content", "column", "message"),
    [
        ("a.xlsx", b"not a workbook", "cả tệp", "Đây không phải là bảng tính: hãy lưu lại thành"),
        ("a.xlsx", b"PK\x03\x04cut short", "cả tệp", "Bảng tính bị hỏng, không đọc được:"),
        ("a.pdf", b"%PDF-1.4", "cả tệp", "Chỉ nhận tệp .csv, .xlsx hoặc .ods."),
        ("a", b"period", "cả tệp", "Chỉ nhận tệp .csv, .xlsx hoặc .ods."),
        ("a.csv", "Kỳ báo cáo".encode("utf-16"), "unit_code", "Thiếu cột “Mã đơn vị”"),
        ("a.csv", "Đơn vị".encode("cp1252", "replace") + b"\xd0", "cả tệp", "Dòng 1 không theo"),
        ("a.csv", b"\n,\n", "cả tệp", "Tệp trống."),
        ("a.csv", b"unit_code\nX1", "period", "Thiếu cột “Kỳ báo cáo” (hoặc “period”)."),
    ],
)
def test_wrong_file_is_named_as_such(send, cast, name, content, column, message):
    page = send(cast.lan, name=name, content=content)
    row, where, said = tables(page)[0][0]
    assert (row, where) == ("1", column)
    assert said.startswith(message)


def test_too_large_a_file_is_refused_before_it_is_kept(send, cast, monkeypatch):
    monkeypatch.setattr(forms_upload, "LARGEST_DELIVERY", 20)
    page = send(cast.lan, "2018-09;X1;1.000656;12;3")
    assert "Tệp quá lớn." in lines(page)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"file": ""}, "Trường này là bắt buộc."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "Tập tin được gửi là rỗng."),
    ],
)
def test_no_file_and_an_empty_one_are_told_at_the_field(client, cast, sent, message):
    client.force_login(cast.lan)
    assert message in lines(client.post("/uploads/", sent))
    assert not Upload.objects.exists()


def test_row_of_a_month_without_publication_is_stored_and_told(client, send, cast):
    factories.ProcedureFactory(code="1.000999", published=())
    page = send(cast.lan, "2018-09;X1;1.000999;12;3")
    assert tiles(page) == ["1", "1", "0", "0", "1"]
    assert tiles(confirm(client, page)) == ["1", "1", "0", "0", "1"]
    assert stored() == [("X1", "2018-09", "1.000999", 12, 3)]


def test_cells_of_a_file_are_shown_as_text(send, cast):
    page = send(cast.lan, "2018-09;X1;1.000656;12;3;<b>x</b>", name="<i>a.csv")
    assert b"<b>x" not in page.content
    assert b"<i>a" not in page.content
