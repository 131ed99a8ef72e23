"""A form 06 is sent, its columns are shown and confirmed, and its lines stand beside the reports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from targets.actions.sources import store_form_06
from targets.imports.form_06_layout import guess
from targets.imports.tables import Table
from targets.models import ColumnMapping, Count, Extract, ExtractFigure, ExtractPart, Submission
from tests import form_06
from tests.reporting.html_tables import lines, tables

AS_PRINTED = form_06.FORMS["as the circular prints it"]
IN_DOUBT = [
    form_06.row("STT|Lĩnh vực|Cột a|Cột b|Cột c|Cột d|Cột e|Cột g|Cột h|Cột i|Cột k|Cột l|Cột m"),
    *form_06.LINES,
    form_06.TOTAL_ROW,
]
IN_ORDER = {f"column_{column}": str(column - 1) for column in range(1, 14)}


@pytest.fixture
def send(client, cast):
    """Send this form of a unit's quarter, as this person; the page that follows."""

    def send(person, rows=AS_PRINTED, name="bieu-06.xlsx", content=None, **fields):
        client.force_login(person)
        file = SimpleUploadedFile(name, form_06.as_xlsx(rows) if content is None else content)
        sent = {"unit": "X1", "first": "07/2018", "last": "9/2018", "taken_on": "2018-10-01"}
        return client.post("/sources/form-06/", sent | {"file": file} | fields, follow=True)

    return send


def confirm(client, page, first_row=10, **columns):
    sent = IN_ORDER | {"first_row": first_row, "action": "store"} | columns
    return client.post(page.request["PATH_INFO"], sent, follow=True)


def stored():
    return list(ExtractFigure.objects.values_list("field", "total", "online"))


def test_officer_of_one_unit_has_it_chosen_already(client, cast):
    client.force_login(cast.lan)
    page = client.get("/sources/form-06/").content.decode()
    assert '<option value="X1" selected>' in page


def test_form_is_shown_with_its_columns_and_nothing_stands_yet(send, cast):
    page = send(cast.lan)
    assert page.status_code == 200
    assert page.context["form"].initial == {
        **{f"column_{column}": column - 1 for column in range(1, 14)},
        "first_row": 10,
    }
    assert [row[1:] for row in tables(page)[0]] == [
        ["Hộ tịch", "28", "8"],
        ["Đất đai", "10", "1"],
        ["Chứng thực", "1.234", "200"],
    ]
    assert stored() == []
    assert not ExtractPart.objects.standing().exists()


def test_confirmed_form_is_stored_for_its_span_and_enters_nothing(client, send, cast):
    page = confirm(client, send(cast.lan))
    assert page.status_code == 200
    assert stored() == form_06.KEPT
    part = ExtractPart.objects.standing().get()
    assert (part.unit, str(part.span), part.extract.by_unit) == (
        cast.commune,
        "2018-07..2018-09",
        True,
    )
    assert not Submission.objects.exists()
    assert not Count.objects.exists()


def test_form_of_one_month_needs_no_last_one(client, send, cast):
    confirm(client, send(cast.lan, last=""))
    assert str(ExtractPart.objects.get().span) == "2018-07..2018-07"


def test_form_may_be_of_the_month_in_which_it_was_taken(send, cast):
    assert send(cast.lan, last="10/2018").redirect_chain


def test_second_click_stores_nothing_more(client, send, cast):
    page = send(cast.lan)
    confirm(client, page)
    confirm(client, page)
    assert stored() == form_06.KEPT


def test_two_clicks_at_once_store_once(send, cast):
    send(cast.lan)
    layout = guess(Table(AS_PRINTED))
    for extract in [Extract.objects.get(), Extract.objects.get()]:
        store_form_06(
            extract=extract, unit=cast.commune, layout=layout, by=cast.lan, at=timezone.now()
        )
    assert stored() == form_06.KEPT


def test_newer_form_of_the_same_unit_and_span_stands_in_place_of_the_older(client, send, cast):
    confirm(client, send(cast.lan))
    confirm(client, send(cast.lan))
    confirm(client, send(cast.lan, last="8/2018"))
    standing = ExtractPart.objects.standing()
    assert sorted((str(part.span), part.extract_id) for part in standing) == [
        ("2018-07..2018-08", Extract.objects.order_by("pk")[2].pk),
        ("2018-07..2018-09", Extract.objects.order_by("pk")[1].pk),
    ]


def test_columns_that_cannot_be_guessed_are_asked_for(client, send, cast):
    page = send(cast.lan, IN_DOUBT)
    assert tables(page) == []
    assert "Chưa tìm thấy một số cột: hãy chọn ở dưới." in lines(page)
    confirm(client, page, first_row=2)
    assert stored() == form_06.KEPT


def test_columns_are_remembered_for_the_unit(client, send, cast):
    confirm(client, send(cast.lan, IN_DOUBT), first_row=2)
    again = send(cast.lan, IN_DOUBT)
    assert again.context["is_remembered"]
    assert len(tables(again)[0]) == 3
    # Another unit's columns, and another layout, are found anew.
    assert not send(cast.binh, IN_DOUBT, unit="H1").context["is_remembered"]
    assert not send(cast.lan).context["is_remembered"]


def test_columns_remembered_are_those_confirmed_last(client, send, cast):
    confirm(client, send(cast.lan, IN_DOUBT), first_row=2)
    without_number = [row[1:] for row in IN_DOUBT[:-1]]
    moved = {f"column_{column}": str(column - 2) for column in range(2, 14)} | {"column_1": ""}
    confirm(client, send(cast.lan, without_number), first_row=2, **moved)
    mapping = ColumnMapping.objects.get()
    assert mapping.columns == {str(column): column - 2 for column in range(2, 14)}
    assert mapping.saved_by == cast.lan


def test_columns_are_read_again_before_they_are_stored(client, send, cast):
    page = send(cast.lan, IN_DOUBT)
    sent = IN_ORDER | {"first_row": 2, "action": "look"}
    again = client.post(page.request["PATH_INFO"], sent)
    assert len(tables(again)[0]) == 3
    assert stored() == []


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"column_4": ""}, "column_4"),
        ({"column_4": "99"}, "column_4"),
        ({"column_4": "x"}, "column_4"),
        ({"column_5": "3"}, "column_5"),
        ({"first_row": "0"}, "first_row"),
        ({"first_row": ""}, "first_row"),
    ],
)
def test_wrong_choice_of_columns_is_told_at_its_field(client, send, cast, columns, field):
    page = client.post(
        send(cast.lan).request["PATH_INFO"],
        IN_ORDER | {"first_row": 10, "action": "store"} | columns,
    )
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert stored() == []


@pytest.mark.parametrize("action", ["look", "store"])
def test_contradiction_of_the_form_is_told_and_nothing_is_stored(client, send, cast, action):
    wrong = [3, "Đất đai", 13, *form_06.DAT_DAI[1:]]
    page = send(cast.lan, [*form_06.HEADINGS, form_06.PRINTED, wrong])
    expected = [
        ["5", "C (3)", "Ở đây ghi 13, trong khi (4) + (5) + (6) bằng 12."],
        ["5", "C (3)", "Ở đây ghi 13, trong khi (7) + (11) bằng 12."],
    ]
    assert tables(page) == [expected]
    sent = IN_ORDER | {"first_row": 5, "action": action}
    again = client.post(page.request["PATH_INFO"], sent)
    assert again.status_code == 422
    assert tables(again) == [expected]
    assert stored() == []


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"unit": "X2"}, "unit", None),
        ({"unit": "a\0b"}, "unit", None),
        ({"first": "13/2018"}, "first", "Hãy viết tháng theo dạng 06/2018."),
        ({"last": "06/2018"}, "last", "Tháng đầu sau tháng cuối."),
        ({"last": "11/2018"}, "last", "Tháng này bắt đầu sau ngày trích xuất số liệu."),
        ({"content": b"PK\x03\x04cut"}, "file", "Bảng tính bị hỏng, không đọc được:"),
        ({"name": "a.pdf", "content": b"%PDF"}, "file", "Chỉ nhận tệp .csv, .xlsx hoặc .ods."),
        ({"content": b""}, "file", "Tập tin được gửi là rỗng."),
    ],
)
def test_wrong_words_and_files_are_told_at_their_field(send, cast, sent, field, message):
    page = send(cast.lan, **sent)
    assert list(page.context["form"].errors) == [field]
    if message:
        assert page.context["form"].errors[field][0].startswith(message)
    assert not Extract.objects.exists()


@pytest.mark.parametrize(
    ("person", "unit", "may"),
    [
        ("lan", "X1", True),
        ("lan", "H1", False),
        ("binh", "H1", True),
        ("binh", "X1", True),
        ("binh", "X2", False),
        ("chau", "SO", True),
        ("dung", "X2", True),
        ("son", "SO", True),
    ],
)
def test_form_is_loaded_for_units_that_one_may_enter(client, send, cast, person, unit, may):
    page = send(getattr(cast, person), unit=unit)
    if may:
        confirm(client, page)
    assert stored() == (form_06.KEPT if may else [])


def test_unit_taken_away_before_the_confirmation_bars_it(client, send, cast):
    page = send(cast.lan)
    cast.lan.units.set([cast.other_commune])
    assert confirm(client, page).status_code == 404
    assert stored() == []


def test_cells_of_a_form_are_shown_as_text(send, cast):
    rows = [list(row) for row in AS_PRINTED]
    rows[7][3] = "<b>Trực tuyến"
    rows[9][1] = "<i>Hộ tịch"
    page = send(cast.lan, rows, name="<u>a.xlsx")
    for mark in (b"<b>Tr", b"<i>H", b"<u>a"):
        assert mark not in page.content
