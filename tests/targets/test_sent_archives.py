"""Archives of files, and what systems put beside files: taken out, passed over, or told at the field."""

from unicodedata import normalize

import pytest

from targets.imports import archives
from targets.models import Delivery, Upload
from tests.reporting.html_tables import lines
from tests.targets.sent_files import ALL, GOOD, packed, stored

pytestmark = pytest.mark.usefixtures("sending")
SHADOWS = {
    "~$x1.xlsx": [],
    "thang 9/Thumbs.db": [],
    "desktop.ini": [],
    ".~lock.x1.ods#": [],
}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.zip", b"PK\x03\x04 cut", "Tệp nén a.zip bị hỏng, không đọc được."),
        ("a.zip", packed({}), "Tệp nén trống."),
        ("a.zip", packed({"__MACOSX/._x1.csv": [], ".DS_Store": []}), "Tệp nén trống."),
        ("a.zip", packed(SHADOWS), "Tệp nén trống."),
    ],
)
def test_archive_that_gives_no_file_is_told_at_the_field(send, name, content, message):
    assert message in lines(send({name: content}))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("pack", [False, True])
def test_what_systems_put_beside_files_is_passed_over(send, confirm, pack):
    files = SHADOWS | GOOD
    page = send({"thang-9.zip": packed(files)} if pack else files)
    assert Upload.objects.count() == len(GOOD)
    confirm(page)
    assert stored() == ALL


def test_damaged_file_in_an_archive_keeps_the_whole_of_it_back(send):
    content = packed({"x0.csv": ["2018-09,X1,1.000001,1,1"]} | GOOD)
    cut = content.replace(b"X2,1.000001,20,9", b"X2,1.000001,20,8")
    assert "Tệp nén a.zip bị hỏng, không đọc được." in lines(send({"a.zip": cut}))
    assert not Delivery.objects.exists()


def test_file_too_large_to_be_read_is_not_kept(send, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_FILE", 90)
    assert "Tệp x1.csv quá lớn." in lines(send({"a.zip": packed(GOOD)}))
    assert "Tệp x1.csv quá lớn." in lines(send(GOOD))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("written", "encoding", "name"),
    [
        (normalize("NFD", "Phường.csv"), "utf-8", "Phường.csv"),
        # It has some letters whole, others with their mark behind.
        ("Xa\u0303 Sơn Đa\u0300.csv", "cp1258", "Xã Sơn Đà.csv"),
        ("è.csv", "cp437", "è.csv"),
    ],
)
def test_name_in_an_archive_is_read_whatever_packed_it(send, written, encoding, name):
    """Programs write the bytes of a name as they have it, and do not say in which encoding that is."""
    written = written.encode(encoding)
    content = packed({"*" * len(written): GOOD["x1.csv"]}).replace(b"*" * len(written), written)
    send({"a.zip": content})
    assert Upload.objects.get().name == name


def test_archive_with_a_password_is_told(send):
    content = bytearray(packed(GOOD))
    place = content.index(b"PK\x01\x02") + 8
    content[place] |= 1
    assert any("có mật khẩu" in line for line in lines(send({"a.zip": bytes(content)})))


def test_archive_that_unpacks_to_too_much_or_too_many_is_told(send, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_DELIVERY", 30)
    assert "Tổng dung lượng các tệp quá lớn." in lines(send({"a.zip": packed(GOOD)}))
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    assert "Có hơn 1 tệp." in lines(send({"a.zip": packed(GOOD)}))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("name", ["a.rar", "a.7z"])
def test_archive_of_another_kind_says_which_one_is_taken(send, name):
    [(_name, fault)] = send({name: b"Rar!"}).context["faults"]
    assert fault.message == (
        "Tệp nén này không được mở ở đây: hãy lấy các tệp trong đó ra rồi gửi (.csv, .xlsx hoặc .ods), "
        "hoặc tải lên một tệp .zip chứa các tệp đó, không lồng tệp nén khác."
    )


def test_archive_in_an_archive_and_other_files_are_faults_of_their_own(send, confirm):
    page = send({"a.zip": packed(GOOD | {"b.zip": packed(GOOD), "doc.pdf": b"%PDF"})})
    faults = page.context["faults"]
    assert [name for name, _fault in faults] == ["b.zip", "doc.pdf"]
    assert "hoặc tải lên một tệp .zip" in faults[0][1].message
    assert "<td>cả tệp</td>" in page.content.decode()
    confirm(page, "good_units")
    assert stored() == ALL
