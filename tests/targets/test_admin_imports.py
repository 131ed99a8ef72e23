"""Tables come in by the administration's screens: a preview, a click, and the same rules as everywhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import Count, Procedure, Submission, Unit, User
from tests import factories
from tests.reporting.html_tables import lines, tables

COUNTS = "Kỳ báo cáo;Mã đơn vị;Mã TTHC;Tổng số hồ sơ;Hồ sơ trực tuyến"
PROCEDURES = (
    "Mã TTHC;Tên TTHC;Cấp thực hiện;Mã cơ quan;Lĩnh vực;Mức độ;"
    "Công bố từ ngày;Đến ngày;Quyết định công bố"
)
UNITS = "Mã đơn vị;Loại đơn vị;Tên đơn vị;Mã đơn vị cấp trên;Hiệu lực từ ngày;Đến ngày"
PEOPLE = "Tên đăng nhập;Họ và tên;Thư điện tử;Vai trò;Mã đơn vị"
BIRTH = "1.000656"
TILES = ["Số dòng đã đọc", "Mới", "Thay đổi", "Không đổi"]


@pytest.fixture
def preview(client, cast):
    """Send this table on a model's import screen; the page that shows what it would change."""
    factories.ProcedureFactory(code=BIRTH)

    def preview(model, *rows, by=None, name="bảng.csv"):
        client.force_login(by or cast.son)
        file = SimpleUploadedFile(name, "\n".join(rows).encode())
        sent = {"import_file": file, "format": "0", "resource": "0"}
        return client.post(f"/admin/targets/{model}/import/", sent)

    return preview


@pytest.fixture
def confirm(client):
    """Press “Xác nhận nhập” on such a page."""

    def confirm(model, page):
        hidden = page.context["confirm_form"].initial
        return client.post(f"/admin/targets/{model}/process_import/", hidden, follow=True)

    return confirm


def tiles(page):
    found = lines(page)
    return [int(found[found.index(tile, found.index(TILES[0])) + 1]) for tile in TILES]


def counts():
    return list(
        Count.objects.order_by("submission__unit", "procedure").values_list(
            "submission__unit__code", "procedure__code", "total", "online"
        )
    )


def test_counts_are_shown_first_and_stored_by_a_click(preview, confirm, cast):
    page = preview("count", COUNTS, f"9/2018;X1;{BIRTH};1.200;300", f"8/2018;X2;{BIRTH};0;0")
    assert tiles(page) == [2, 2, 0, 0]
    assert counts() == []
    stored = confirm("count", page)
    assert "Đã nhập xong: 2 mới, 0 thay đổi, 0 xóa và 0 không đổi (số liệu)." in lines(stored)
    assert counts() == [("X1", BIRTH, 1200, 300), ("X2", BIRTH, 0, 0)]
    assert {(s.status, s.submitted_by) for s in Submission.objects.all()} == {
        ("submitted", cast.son)
    }


def test_same_counts_again_change_nothing(preview, confirm):
    row = f"9/2018;X1;{BIRTH};12;3"
    confirm("count", preview("count", COUNTS, row))
    before = Submission.objects.values().get()
    page = preview("count", COUNTS, row)
    assert tiles(page) == [1, 0, 0, 1]
    confirm("count", page)
    assert Submission.objects.values().get() == before


def refused(answer):
    """The file has to be sent again, and the page says so."""
    assert answer.redirect_chain == [("/admin/targets/count/import/", 302)]
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_second_click_stores_nothing_more(preview, confirm):
    page = preview("count", COUNTS, f"9/2018;X1;{BIRTH};12;3")
    confirm("count", page)
    Count.objects.update(total=20)
    refused(confirm("count", page))
    assert counts() == [("X1", BIRTH, 20, 3)]


def test_fault_that_arose_since_the_preview_stores_nothing(preview, confirm):
    page = preview("count", COUNTS, f"9/2018;X1;{BIRTH};12;3")
    Procedure.objects.all().delete()
    refused(confirm("count", page))
    assert counts() == []


@pytest.mark.parametrize(
    ("model", "table", "faults"),
    [
        (
            "count",
            [COUNTS, f"9/2018;X1;{BIRTH};12;3", f"9/2018;X2;{BIRTH};3;4", "9/2018;X1;9.9;12,5;1"],
            [
                ["3", "Hồ sơ trực tuyến", "Số hồ sơ trực tuyến (4) lớn hơn tổng số hồ sơ (3)."],
                ["4", "Mã TTHC", "Không có thủ tục mang mã 9.9."],
                ["4", "Tổng số hồ sơ", "“12,5” không phải là số nguyên từ 0 trở lên."],
            ],
        ),
        (
            "procedure",
            [PROCEDURES, "2.1;Khai sinh;xã;;Hộ tịch;5;1/4/2018;;QĐ 1"],
            [["2", "Mức độ", "“5” không phải là mức độ: chỉ nhận 3 hoặc 4."]],
        ),
        (
            "unit",
            [UNITS, "H9;huyện;UBND huyện mới;;;", "X9;xã;UBND xã mới;H8;;"],
            [
                [
                    "3",
                    "Mã đơn vị cấp trên",
                    "Hãy ghi mã huyện của xã; huyện đó phải có trong tệp này.",
                ]
            ],
        ),
        (
            "user",
            [PEOPLE, "mai;Võ Thị Mai;mai@;Cán bộ đơn vị;X1"],
            [["2", "Thư điện tử", "Nhập địa chỉ thư điện tử hợp lệ."]],
        ),
    ],
)
def test_faults_stand_at_row_and_column_with_no_button_and_nothing_is_stored(
    preview, model, table, faults
):
    before = [model.objects.count() for model in (Count, Procedure, Unit, User)]
    page = preview(model, *table)
    assert tables(page) == [faults]
    assert "Xác nhận nhập" not in page.content.decode()
    assert [model.objects.count() for model in (Count, Procedure, Unit, User)] == before


def test_procedures_are_shown_first_and_stored_by_a_click(preview, confirm):
    rows = [
        "2.000001;Đăng ký khai sinh;huyện;;Hộ tịch;3;01/04/2018;31/08/2018;QĐ 1",
        "2.000001;Đăng ký khai sinh;huyện;;Hộ tịch;4;01/09/2018;;QĐ 2",
    ]
    page = preview("procedure", PROCEDURES, *rows)
    assert tiles(page) == [2, 2, 0, 0]
    assert not Procedure.objects.filter(code="2.000001").exists()
    confirm("procedure", page)
    procedure = Procedure.objects.get(code="2.000001")
    assert (procedure.name, procedure.for_districts) == ("Đăng ký khai sinh", True)
    published = procedure.publications.order_by("published_from")
    assert list(published.values_list("level", "published_by")) == [(3, "QĐ 1"), (4, "QĐ 2")]


def test_units_are_shown_first_and_stored_by_a_click(preview, confirm):
    rows = ["H1;huyện;UBND huyện Cam Lâm;;;", "X1;xã;UBND xã Cam Tân mới;H1;;", "SM;sở;Sở Mới;;;"]
    page = preview("unit", UNITS, *rows)
    assert Unit.objects.get(code="X1").name == "UBND xã Cam Tân"
    confirm("unit", page)
    assert Unit.objects.get(code="X1").name == "UBND xã Cam Tân mới"
    assert Unit.objects.get(code="SM").kind == Unit.Kind.AGENCY
    # A unit that the file does not mention stays.
    assert Unit.objects.filter(code="X2").exists()


def test_people_are_invited_by_the_click_and_not_by_the_preview(
    preview, confirm, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = preview("user", PEOPLE, "mai;Võ Thị Mai;mai@example.org;Cán bộ đơn vị;X1")
    assert (tiles(page), mailoutbox) == ([1, 1, 0, 0], [])
    with django_capture_on_commit_callbacks(execute=True):
        confirm("user", page)
    [letter] = mailoutbox
    assert letter.to == ["mai@example.org"]
    assert "http://testserver/accounts/password/reset/key/" in letter.body


@pytest.fixture
def officer(cast):
    """Lan, with the right to enter the administration."""
    cast.lan.is_staff = True
    cast.lan.save()
    return cast.lan


def test_officer_stores_counts_of_his_own_unit_alone(preview, confirm, officer):
    own = preview("count", COUNTS, f"9/2018;X1;{BIRTH};12;3", by=officer)
    confirm("count", own)
    assert counts() == [("X1", BIRTH, 12, 3)]
    other = preview("count", COUNTS, f"9/2018;X2;{BIRTH};12;3", by=officer)
    assert tables(other) == [[["2", "Mã đơn vị", "Bạn không được nhập số liệu cho đơn vị X2."]]]


@pytest.mark.parametrize("model", ["procedure", "unit", "user"])
def test_officer_finds_no_other_table(preview, client, officer, model):
    assert preview(model, UNITS, by=officer).status_code == 404
    for page in ("", "import/", "export/", "add/"):
        assert client.get(f"/admin/targets/{model}/{page}").status_code == 404
    assert client.post(f"/admin/targets/{model}/process_import/").status_code == 404


@pytest.mark.parametrize("name", ["bảng.pdf", "bảng"])
def test_wrong_file_is_named_as_such(preview, name):
    page = preview("count", COUNTS, name=name)
    assert tables(page) == [[["1", "cả tệp", "Chỉ nhận tệp .csv, .xlsx hoặc .ods."]]]
