"""The pages of objections and their answers."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reporting.models import Objection
from tests.reporting.rankings.conftest import as_lan

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
UNTIL = datetime.date(2018, 10, 10)


@pytest.mark.parametrize("code", ["X2", "H1", "SO"])
def test_nobody_objects_for_another_unit(client, cast, out, code):
    as_lan(client, cast)
    page = f"/rankings/{out.code}/units/{code}/object/"
    assert client.post(page, {"text": "Sai."}).status_code == 404
    assert not Objection.objects.exists()


def test_objection_comes_with_its_files_and_is_answered(client, cast, out):
    as_lan(client, cast)
    file = SimpleUploadedFile("../van ban.pdf", b"%PDF-1.4 n\xe1\xbb\x99i dung")
    client.post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai tháng 6.", "files": [file]})
    objection = Objection.objects.get()
    (attached,) = objection.attachments.all()
    page = f"/rankings/{out.code}/attachments/{attached.pk}/"
    answer = client.get(page)
    assert attached.name == "van ban.pdf"
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 n\xe1\xbb\x99i dung"
    assert answer["Content-Type"] == "application/octet-stream"
    # Another unit does not see it, the district above does.
    client.force_login(cast.chau)
    assert client.get(page).status_code == 404
    assert client.get(f"/rankings/{out.code}/objections/").context["rows"] == []
    client.force_login(cast.binh)
    assert len(client.get(f"/rankings/{out.code}/objections/").context["rows"]) == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([SimpleUploadedFile("a.exe", b"MZ")], "“a.exe” thuộc loại không được nhận"),
        ([SimpleUploadedFile("a.pdf", b"0" * (5 * 1024 * 1024 + 1))], "“a.pdf” lớn hơn 5 MB."),
        ([SimpleUploadedFile(f"{n}.pdf", b"%PDF") for n in range(6)], "Tối đa 5 tệp."),
        ([SimpleUploadedFile(f"{'á' * 197}.pdf", b"%PDF")], "Tên tệp dài nhất là 200 ký tự"),
    ],
    ids=["kind", "size", "number", "name"],
)
def test_files_that_are_not_taken_are_said_and_nothing_is_stored(client, cast, out, files, message):
    page = as_lan(client, cast).post(
        f"/rankings/{out.code}/units/X1/object/", {"text": "Sai.", "files": files}
    )
    assert message in page.content.decode()
    assert not Objection.objects.exists()


def test_answer_without_words_is_shown_at_its_field(client, cast, out):
    as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    objection = Objection.objects.get()
    client.force_login(cast.long)
    page = client.post(
        f"/rankings/{out.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "upheld", f"{objection.pk}-text": ""},
    )
    ((_objection, form),) = page.context["rows"]
    assert list(form.errors) == ["text"]


def test_objection_sent_again_with_a_file_is_filed_with_it(client, cast, out):
    address = f"/rankings/{out.code}/units/X1/object/"
    as_lan(client, cast).post(address, {"text": "Sai."})
    client.post(address, {"text": "Sai.", "files": [SimpleUploadedFile("a.pdf", b"%PDF")]})
    assert [one.attachments.count() for one in Objection.objects.all()] == [0, 1]


def test_objection_to_a_ranking_that_was_withdrawn_is_answered_all_the_same(client, cast, out):
    as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/withdraw/", {"withdraw-reason": "Kiến nghị đúng."})
    objection = Objection.objects.get()
    client.post(
        f"/rankings/{out.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "upheld", f"{objection.pk}-text": "Sẽ lập lại."},
    )
    assert Objection.objects.get().outcome == "upheld"


def test_objection_that_is_sent_twice_is_filed_once(client, cast, out):
    for _click in range(2):
        as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    assert Objection.objects.count() == 1
