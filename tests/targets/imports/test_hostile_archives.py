"""Archives and files under a false name: each is a clean fault that tells the cure, or read as what it is."""

import io
import struct
import warnings
import zipfile

import pytest

from targets.imports.tables import read_table
from targets.problems import Faulty

DAMAGED = "The workbook is damaged and cannot be read: save it again and send it anew."
NO_WORKBOOK = "This is not a workbook: save it again as .xlsx or .ods."
WEB_PAGE = (
    "This is a web page or an XML table under the name of a workbook: "
    "open it in Excel or LibreOffice and save it as .xlsx."
)
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def fault(content: bytes, name: str = "counts.xlsx") -> str:
    with pytest.raises(Faulty) as caught:
        read_table(content, name)
    (found,) = caught.value.faults
    assert (found.row, found.column) == (1, "file")
    return found.message


def with_part(content: bytes, name: str, part: str) -> bytes:
    copy = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(copy, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr(name, part)
    return copy.getvalue()


@pytest.mark.parametrize("name", [SHEET, "XL/Worksheets/Sheet1.XML", "xl\\worksheets\\sheet1.xml"])
def test_part_that_stands_twice_is_damaged(xlsx, name):
    """Two readers may take two different ones: what one person checked, another would store."""
    assert fault(with_part(xlsx(ONE), name, "<worksheet/>")) == DAMAGED


def test_parts_that_share_their_bytes_are_damaged(xlsx):
    content = with_part(xlsx(ONE), "xl/extra.xml", "x" * 100)
    # The directory's entry of the last part is made to point at the first one's bytes.
    entry = content.rfind(b"PK\x01\x02")
    shared = content[: entry + 42] + struct.pack("<L", 0) + content[entry + 46 :]
    assert fault(shared) == DAMAGED


@pytest.mark.parametrize(
    "name", ["../../../../tmp/out.xml", "/etc/passwd", "C:\\out.xml", "..\\..\\out.xml", "a/../b"]
)
def test_paths_out_of_the_archive_lead_nowhere(xlsx, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_table(with_part(xlsx(ONE), name, "x"), "counts.xlsx").rows == [[1.0]]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", ""])
def test_link_out_of_the_archive_is_damaged(xlsx, target):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}" Target="{target}"/></Relationships>'
    )
    assert fault(xlsx(ONE, parts={"xl/_rels/workbook.xml.rels": links})) == DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_external_entity_is_damaged(xlsx, part, encoding):
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
        "<worksheet><sheetData><row><c t='str'><v>&out;</v></c></row></sheetData></worksheet>"
    )
    assert fault(xlsx(ONE, parts={part: document.encode(encoding)})) == DAMAGED


def test_document_type_between_two_pieces_is_seen(xlsx):
    for blanks in (1024 * 1024 - 30, 1024 * 1024 - 24):
        document = f"<?xml version='1.0'?>{' ' * blanks}<!DOCTYPE x []><worksheet/>"
        assert fault(xlsx(ONE, parts={SHEET: document})) == DAMAGED


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table><tr><td>period</td></tr></table></body></html>",
        b"\xef\xbb\xbf<!DOCTYPE html>\n<html></html>",
        b'\r\n<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "\ufeff<html></html>".encode("utf-16-le"),
    ],
)
def test_web_page_under_the_name_of_a_workbook_is_a_fault_of_its_own(content):
    assert fault(content, "counts.xlsx") == fault(content, "counts.ods") == WEB_PAGE


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "counts.xls",
            "The old kind .xls is not read: open the file in Excel or LibreOffice and save it as .xlsx.",
        ),
        ("counts.XLSM", "Workbooks with macros (.xlsm) are not taken: save the file as .xlsx."),
        ("counts.xlsb", "The kind .xlsb is not read: save the file as .xlsx."),
    ],
)
def test_other_kinds_of_workbook_are_refused_with_their_cure(name, message):
    assert fault(b"anything", name) == message


def test_macros_under_the_name_of_a_workbook_are_left_unread(xlsx):
    content = xlsx(ONE, parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"})
    assert read_table(content, "counts.xlsx").rows == [[1.0]]


def test_text_document_under_the_name_of_a_workbook_is_none(zipped):
    text = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
    assert fault(zipped(text), "counts.ods") == DAMAGED
    assert fault(zipped({"word/document.xml": "<x/>"}), "counts.xlsx") == NO_WORKBOOK
    assert fault(zipped({}), "counts.xlsx") == NO_WORKBOOK


def test_workbook_cut_off_anywhere_is_a_clean_fault(xlsx):
    content = xlsx(ONE)
    for end in range(1, len(content), 401):
        assert fault(content[:end]) in (DAMAGED, NO_WORKBOOK)
