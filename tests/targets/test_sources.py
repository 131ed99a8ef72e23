"""Extracts of other sources: loaded as they are, kept with what they say, and never entered."""

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import Count, Extract, ExtractFigure, ExtractPart, Submission
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines, tables

HEADINGS = "Kỳ báo cáo;Mã đơn vị;Mã TTHC;Tổng số hồ sơ;Hồ sơ trực tuyến"
PORTAL = "Cổng Dịch vụ công quốc gia"


@pytest.fixture
def load(client, cast):
    """Load these rows as an extract, as this person; the page that follows."""

    def load(person, *rows, source=PORTAL, taken_on="2018-10-01", name="cong-quoc-gia.csv"):
        client.force_login(person)
        content = "\n".join([HEADINGS, *rows]).encode()
        return client.post(
            "/sources/counts/",
            {"source": source, "taken_on": taken_on, "file": SimpleUploadedFile(name, content)},
            follow=True,
        )

    return load


def kept():
    """Every figure of an extract: unit, month, procedure, total, online, row."""
    fields = ("part__unit_id", "part__first_month", "procedure_id", "total", "online", "source_row")
    figures = ExtractFigure.objects.order_by("part__extract", "source_row").values_list(*fields)
    return [(unit, str(month), *rest) for unit, month, *rest in figures]


def standing():
    parts = ExtractPart.objects.standing()
    return sorted((part.extract.name, part.unit_id, str(part.first_month)) for part in parts)


def test_extract_is_kept_with_its_file_and_enters_nothing(load, cast):
    page = load(cast.dung, "2018-09;X1;1.000656;1.200;300", "9/2018;X1;1.000894;5;5")
    assert page.status_code == 200
    assert kept() == [
        ("X1", "2018-09", "1.000656", 1_200, 300, 2),
        ("X1", "2018-09", "1.000894", 5, 5, 3),
    ]
    extract = Extract.objects.get()
    assert extract.sha256 == hashlib.sha256(bytes(extract.content)).hexdigest()
    assert (extract.source, extract.rows, extract.by_unit, extract.loaded_by) == (
        PORTAL,
        2,
        False,
        cast.dung,
    )
    assert not Submission.objects.exists()
    assert not Count.objects.exists()


def test_codes_that_the_portal_does_not_know_are_kept_and_shown(load, cast):
    factories.ProcedureFactory(code="1.000656")
    page = load(
        cast.dung, "2018-09;X1;1.000656;2;1", "2018-09;X1;9.999999;3;1", "2018-09;Z9;1.000656;4;4"
    )
    assert [row[:3] for row in kept()] == [
        ("X1", "2018-09", "1.000656"),
        ("X1", "2018-09", "9.999999"),
        ("Z9", "2018-09", "1.000656"),
    ]
    shown = lines(page)
    assert "9.999999" in shown
    assert "Z9" in shown
    assert "1.000656" not in shown


@pytest.mark.parametrize("code", ['a"b,c', "\\N", "\\.", "a\\tb", "=1+1", "ký hiệu Đ"])
def test_code_is_kept_whatever_it_is(load, cast, code):
    quoted = code.replace('"', '""')
    load(cast.dung, f'2018-09;X1;"{quoted}";1;1')
    assert [row[2] for row in kept()] == [code]


def test_locked_month_and_unit_of_another_time_bar_no_extract(load, cast):
    factories.PeriodFactory(month=Month(2018, 1))
    cast.commune.valid_from = "2018-06-01"
    cast.commune.save()
    assert load(cast.dung, "2018-01;X1;1.000656;2;1").status_code == 200
    assert len(kept()) == 1


def test_every_fault_is_told_at_its_row_and_column_and_nothing_is_kept(load, cast):
    page = load(
        cast.dung,
        "2018-09;X1;1.000656;12,5;3",
        ";X1;1.000894;4;5",
        "2018-11;;;1;",
        "2018-09;X1;1.000656;1;1",
    )
    assert page.status_code == 422
    assert tables(page) == [
        [
            ["2", "Tổng số hồ sơ", "“12,5” không phải là số nguyên từ 0 trở lên."],
            ["3", "Kỳ báo cáo", "Ô này còn trống."],
            ["3", "Hồ sơ trực tuyến", "Số hồ sơ trực tuyến (5) lớn hơn tổng số hồ sơ (4)."],
            ["4", "Kỳ báo cáo", "Tháng 11/2018 bắt đầu sau ngày trích xuất số liệu."],
            ["4", "Mã đơn vị", "Ô này còn trống."],
            ["4", "Mã TTHC", "Ô này còn trống."],
            ["4", "Hồ sơ trực tuyến", "Ô này còn trống."],
            ["5", "Mã TTHC", "Đơn vị, kỳ báo cáo và thủ tục này đã có ở dòng 2."],
        ]
    ]
    assert not Extract.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"source": ""}, "source", "Trường này là bắt buộc."),
        ({"source": "a\x01b"}, "source", "Ô này có ký tự không hiển thị được."),
        ({"taken_on": "2018-10-04"}, "taken_on", "Ngày này chưa đến."),
        ({"taken_on": "x"}, "taken_on", "Nhập một ngày hợp lệ."),
    ],
)
def test_wrong_words_are_told_at_their_field(load, cast, sent, field, message):
    page = load(cast.dung, "2018-09;X1;1.000656;1;1", **sent)
    assert page.context["form"].errors[field] == [message]
    assert not Extract.objects.exists()


def test_table_without_rows_is_told(load, cast):
    assert tables(load(cast.dung)) == [[["1", "cả tệp", "Bảng không có dòng số liệu nào."]]]


def test_name_of_a_source_is_taken_as_known_whatever_its_capitals_and_blanks(load, cast):
    load(cast.dung, "2018-09;X1;1.000656;1;1", source="Một cửa  điện tử")
    load(cast.dung, "2018-09;X1;1.000656;1;1", source=" MỘT CỬA điện tử ")
    assert set(Extract.objects.values_list("source", flat=True)) == {"Một cửa điện tử"}


@pytest.mark.parametrize(
    ("person", "unit", "may"),
    [
        ("lan", "X1", True),
        ("lan", "X2", False),
        ("lan", "Z9", False),
        ("binh", "X1", True),
        ("binh", "H2", False),
        ("chau", "SO", True),
        ("dung", "X2", True),
        ("dung", "Z9", True),
        ("son", "X2", True),
    ],
)
def test_officers_load_extracts_of_their_own_units_only(load, cast, person, unit, may):
    page = load(getattr(cast, person), f"2018-09;{unit};1.000656;1;1")
    assert bool(kept()) == may
    if not may:
        message = f"Bạn không được nạp số liệu của đơn vị {unit}."
        assert tables(page) == [[["2", "Mã đơn vị", message]]]


def test_newer_extract_of_a_source_stands_in_place_of_the_older_for_its_units_and_months(
    load, cast
):
    load(cast.dung, "2018-08;X1;1;1;1", "2018-09;X1;1.5;1;1", "2018-09;X2;1;1;1", name="1.csv")
    load(cast.dung, "2018-09;X1;1;2;1", name="2.csv")
    load(cast.dung, "2018-09;X1;1;3;1", name="other.csv", source="Một cửa")
    assert standing() == [
        ("1.csv", "X1", "2018-08"),
        ("1.csv", "X2", "2018-09"),
        ("2.csv", "X1", "2018-09"),
        ("other.csv", "X1", "2018-09"),
    ]
    assert len(kept()) == 5


def test_extract_of_a_unit_never_takes_the_place_of_the_departments(load, cast):
    load(cast.dung, "2018-09;X1;1;100;1", name="so.csv")
    load(cast.lan, "2018-09;X1;1;1;1", name="xa.csv")
    assert standing() == [("so.csv", "X1", "2018-09"), ("xa.csv", "X1", "2018-09")]


def test_list_says_whose_a_file_is_and_whether_it_stands(load, client, cast):
    load(cast.dung, "2018-08;X1;1.000656;2;1", "2018-09;X1;1.000656;2;1", name="a.csv")
    load(cast.dung, "2018-09;X1;1.000656;2;1", "2018-09;X2;1.000656;2;1", name="b.csv")
    load(cast.dung, "2018-09;Z9;1.000656;2;1", name="c.csv")

    def listed():
        page = client.get("/sources/")
        rows = json.loads(client.get("/sources/export.json").content)
        shown = [(row[3], row[1], row[2], row[-1]) for row in tables(page)[0]]
        out = [(row["Tệp"], row["Đơn vị"], row["Các tháng"], row["Hiện nay"]) for row in rows]
        assert out == shown
        return shown

    assert listed() == [
        ("c.csv", "Z9", "09/2018", "đang dùng"),
        ("b.csv", "2 đơn vị", "09/2018", "đang dùng"),
        ("a.csv", "UBND xã Cam Tân", "08/2018–09/2018", "một phần đã được tệp sau thay"),
    ]
    load(cast.dung, "2018-08;X1;1.000656;3;1", name="d.csv")
    assert listed()[-1][-1] == "đã được tệp sau thay"


def test_extract_set_aside_is_kept_and_what_it_replaced_stands_again(load, client, cast):
    load(cast.dung, "2018-09;X1;1;1;1", name="1.csv")
    load(cast.dung, "2018-09;X1;1;2;1", name="2.csv")
    newer = Extract.objects.get(name="2.csv")
    for _click in range(2):
        assert client.post(f"/sources/{newer.pk}/set-aside/").status_code == 302
    newer.refresh_from_db()
    assert newer.set_aside_by == cast.dung
    assert standing() == [("1.csv", "X1", "2018-09")]
    assert len(kept()) == 2


@pytest.mark.parametrize(
    ("person", "may"), [("lan", True), ("binh", False), ("dung", True), ("son", True)]
)
def test_extract_is_opened_and_set_aside_by_its_loader_and_the_department(
    load, client, cast, person, may
):
    load(cast.lan, "2018-09;X1;1;1;1")
    extract = Extract.objects.get()
    client.force_login(getattr(cast, person))
    answers = [
        client.get(f"/sources/{extract.pk}/").status_code,
        client.get(f"/sources/{extract.pk}/file/").status_code,
        client.post(f"/sources/{extract.pk}/set-aside/").status_code,
    ]
    assert answers == ([200, 200, 302] if may else [404, 404, 404])
    extract.refresh_from_db()
    assert (extract.set_aside_at is not None) == may


def test_file_comes_back_as_it_was_sent(load, client, cast):
    load(cast.dung, "2018-09;X1;1;1;1")
    extract = Extract.objects.get()
    content = b"".join(client.get(f"/sources/{extract.pk}/file/").streaming_content)
    assert content == f"{HEADINGS}\n2018-09;X1;1;1;1".encode()


def test_what_a_file_says_is_shown_as_text(load, client, cast):
    page = load(cast.dung, "2018-09;<b>X;<i>1;1;1", source="<script>x", name="<u>a.csv")
    for mark in (b"<b>X", b"<i>1", b"<script>x", b"<u>a"):
        assert mark not in page.content
        assert mark not in client.get("/sources/").content
