"""Tables in other encodings than UTF-8: read where a mark says which, refused with the cure otherwise."""

import codecs
import unicodedata

import pytest

from targets.imports.headings import COUNT_COLUMNS, locate
from targets.imports.tables import read_table
from targets.problems import Faulty

TEXT = "Kỳ báo cáo;Mã đơn vị;Mã TTHC;Tổng số hồ sơ;Hồ sơ trực tuyến\n06/2018;BQL;1.000270;1.234;5\n"
ROWS = [line.split(";") for line in TEXT.splitlines()]

# As programs of the 1990s wrote these headings, shown as bytes of windows-1252.
TCVN3 = "Kú b¸o c¸o;M· ®¬n vÞ;M· TTHC;Tæng sè hå s¬;Hå s¬ trùc tuyÕn"
VNI = "Kyø baùo caùo;Maõ ñôn vò;Maõ TTHC;Toång soá hoà sô;Hoà sô tröïc tuyeán"

CONVERT = (
    "The table is typed in an old font of the kind {}, not in Unicode: "
    "convert it to Unicode, with UniKey for example, and send that."
)


def fault(content: bytes, columns=COUNT_COLUMNS) -> str:
    with pytest.raises(Faulty) as caught:
        read_table(content, "counts.csv", columns)
    (found,) = caught.value.faults
    assert (found.row, found.column) == (1, "file")
    return found.message


def windows_1258(text: str) -> bytes:
    """As Vietnamese Windows writes it: the letter in one byte, its tone in the next."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        body = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        tone = "".join(part for part in parts if part in tones)
        written += (body + tone).encode("cp1258")
    return written


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_a_mark_is_read(mark):
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    for text in (TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace(";", "\t")):
        assert read_table(mark + text.encode(encoding), "a.csv", COUNT_COLUMNS).rows == ROWS


@pytest.mark.parametrize("ending", [b"\x00", b"\x00\xd8", b"\x00\xd8a\x00"])
def test_broken_utf_16_is_a_fault(ending):
    message = "This is not a text file in UTF-16: save it as “CSV UTF-8”."
    assert fault(TEXT.encode("utf-16") + ending) == message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text_without_a_mark_is_a_fault(encoding):
    assert fault("period,x\n".encode(encoding)) == (
        "This is not a text file in UTF-8: save it as “CSV UTF-8”."
    )


def test_windows_1258_is_named_where_the_headings_make_it_certain():
    content = windows_1258(TEXT)
    assert content.decode("cp1258") != TEXT
    assert fault(content) == "The file is in windows-1258: save it as “CSV UTF-8”."
    english = b"period,unit_code\n2018-06," + windows_1258("Đơn vị")
    assert fault(english) == "Line 2 is not in UTF-8: save the file as “CSV UTF-8”."
    assert fault(content, columns={}) == "Line 1 is not in UTF-8: save the file as “CSV UTF-8”."


def test_windows_1252_is_a_fault():
    content = "Kỳ báo cáo;Mã đơn vị".encode("cp1252", "replace")
    assert fault(content) == "Line 1 is not in UTF-8: save the file as “CSV UTF-8”."


@pytest.mark.parametrize(("name", "headings"), [("TCVN3 (ABC)", TCVN3), ("VNI", VNI)])
def test_old_font_is_named_and_the_cure_told(name, headings):
    # The bytes themselves, and what “CSV UTF-8” or a workbook makes of them.
    assert fault(headings.encode("latin-1") + b"\n") == CONVERT.format(name)
    for row in (headings.split(";"), headings.upper().split(";"), headings.split(";")[:1]):
        with pytest.raises(Faulty) as caught:
            locate(COUNT_COLUMNS, row)
        assert str(caught.value) == f"row 1, file: {CONVERT.format(name)}"


def test_plain_text_is_the_same_in_every_encoding():
    text = "period,unit_code\n2018-06,BQL\n"
    for encoding in ("ascii", "utf-8", "cp1258", "cp1252"):
        assert read_table(text.encode(encoding), "a.csv").rows[1] == ["2018-06", "BQL"]


def test_decomposed_text_is_read():
    content = unicodedata.normalize("NFD", TEXT).encode()
    found = locate(COUNT_COLUMNS, read_table(content, "a.csv").rows[0])
    assert [index for index, _heading in found.values()] == [0, 1, 2, 3, 4]


def test_no_break_space_between_thousands_is_a_fault_at_its_cell():
    """Excel in some languages writes 1 234 with a hard space: it stays text and is never joined."""
    assert read_table("a\n1\u00a0234\n".encode(), "a.csv").rows[1] == ["1\u00a0234"]
