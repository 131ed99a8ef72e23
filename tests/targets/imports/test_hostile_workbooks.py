"""Workbooks that are broken, or made to break their reader: each is a clean fault, soon."""

import io
import zipfile

import pytest

from targets.imports import tables
from targets.imports.tables import read_table
from targets.problems import Faulty

TOO_FAR = (
    "The sheet reaches too far: delete what stands far to the right or far below the table, "
    "or send the table in parts."
)
DAMAGED = "The workbook is damaged and cannot be read: save it again and send it anew."
NO_WORKBOOK = "This is not a workbook: save it again as .xlsx or .ods."
ENCRYPTED = "The workbook is protected by a password, or of the old .xls kind: save it as .xlsx without one."
TOO_LARGE = "The file is too large."
TOO_HEAVY = (
    "The workbook is damaged or holds too much: "
    "save the table alone in a new workbook and send that."
)
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def fault(content: bytes, name: str) -> str:
    with pytest.raises(Faulty) as caught:
        read_table(content, name)
    (found,) = caught.value.faults
    assert (found.row, found.column) == (1, "file")
    return found.message


@pytest.mark.parametrize("reference", ["XFD1048576", "XFD1", "ZZ9", "IW1", "AAA2"])
def test_xlsx_with_a_value_far_to_the_right_is_a_fault(xlsx, reference):
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    content = xlsx(f'{ONE}<row r="{row}"><c r="{reference}" t="str"><v>x</v></c></row>')
    assert len(content) < 5_000
    assert fault(content, "counts.xlsx") == TOO_FAR


@pytest.mark.parametrize(
    "row",
    [
        "<row><c r='XFD1048576'><v>1</v></c></row>",
        '<row><c t="n" r="XFD1048576"><v>1</v></c></row>',
        '<row><c r="XFD1048576"><v>1</v></c></row >',
        '<x:row xmlns:x="y"><x:c r="XFD1048576"><v>1</v></x:c></x:row>',
    ],
)
def test_xlsx_with_a_far_value_is_a_fault_however_it_is_written(xlsx, row):
    assert fault(xlsx(ONE + row), "counts.xlsx") == TOO_FAR


def test_xlsx_that_would_be_a_huge_table_is_a_fault(xlsx):
    def up_to(reference: str) -> bytes:
        return xlsx(f'{ONE}<row r="{reference[1:]}"><c r="{reference}"><v>1</v></c></row>')

    assert len(read_table(up_to("G200000"), "counts.xlsx").rows) == 200_000
    for reference in ("A200001", "A1048576", "K200000", "K1048576"):
        assert fault(up_to(reference), "counts.xlsx") == TOO_FAR


def test_xlsx_that_asks_for_more_memory_than_there_is_is_a_fault(xlsx):
    # A row without its number is found only when all is laid out.
    content = xlsx(f'{ONE}<row><c r="IV190000"><v>1</v></c></row>')
    assert fault(content, "counts.xlsx") == TOO_HEAVY


@pytest.mark.parametrize("far", ['<c r="XFD1048576" s="1"/>', '<c r="XFD1048576" s="1"></c>'])
def test_xlsx_with_formats_far_away_is_read(xlsx, far):
    content = xlsx(f'{ONE}<row r="1048576" s="1" customFormat="1">{far}</row>')
    assert read_table(content, "counts.xlsx").rows == [[1.0]]


def test_xlsx_with_a_far_value_on_another_sheet_is_read(xlsx):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert read_table(xlsx(ONE, far), "counts.xlsx").rows == [[1.0]]
    assert fault(xlsx(ONE, far, states=("hidden",)), "counts.xlsx") == TOO_FAR


def test_xlsx_with_a_false_dimension_is_read(xlsx):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{ONE}</sheetData></worksheet>'
    )
    content = xlsx("", parts={"xl/worksheets/sheet1.xml": sheet})
    assert read_table(content, "counts.xlsx").rows == [[1.0]]


NUMBER = '<table:table-cell office:value-type="float" office:value="1"{}/>'
BLANK = "<table:table-cell{}/>"


def repeated(what: str, number: int) -> str:
    return f' table:number-{what}-repeated="{number}"'


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row>{NUMBER.format(repeated('columns', 16_384))}</table:table-row>",
        f"<table:table-row>{BLANK.format(repeated('columns', 16_383))}{NUMBER.format('')}</table:table-row>",
        f"<table:table-row{repeated('rows', 200_001)}>{NUMBER.format('')}</table:table-row>",
        f"<table:table-row{repeated('rows', 199_999)}>{BLANK.format('')}</table:table-row>"
        f"<table:table-row>{NUMBER.format(repeated('columns', 200))}</table:table-row>",
        f"<table:table-row{repeated('rows', 1_048_576)}>{NUMBER.format(repeated('columns', 16_384))}</table:table-row>",
    ],
)
def test_ods_that_would_be_a_huge_table_is_a_fault(ods, rows):
    assert fault(ods(rows), "counts.ods") == TOO_FAR


def test_ods_with_formats_far_away_is_read(ods):
    rest = BLANK.format(repeated("columns", 16_383))
    content = ods(
        f"<table:table-row>{NUMBER.format('')}{rest}</table:table-row>"
        f"<table:table-row{repeated('rows', 1_048_575)}>{BLANK.format(repeated('columns', 16_384))}"
        "</table:table-row>"
    )
    assert read_table(content, "counts.ods").rows == [[1.0]]


@pytest.mark.parametrize("name", ["counts.xlsx", "counts.ods"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_truncated_workbook_is_damaged(xlsx, ods, name, kept):
    whole = (
        xlsx(ONE) if name.endswith("xlsx") else ods(f"<table:table-row>{NUMBER}</table:table-row>")
    )
    assert fault(whole[: int(len(whole) * kept)], name) == DAMAGED


@pytest.mark.parametrize("name", ["counts.xlsx", "counts.ods"])
@pytest.mark.parametrize(
    "content", [b"period,unit_code\n2018-06,BQL\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 5_000]
)
def test_what_is_no_workbook_is_a_fault(name, content):
    assert fault(content, name) == NO_WORKBOOK


def test_archive_of_something_else_is_no_workbook(zipped):
    document = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
    assert fault(document, "counts.xlsx") == NO_WORKBOOK


def test_encrypted_workbook_is_a_fault(xlsx, ods):
    assert fault(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, "counts.xlsx") == ENCRYPTED
    assert fault(ods("", manifest="<manifest:encryption-data/>"), "counts.ods") == ENCRYPTED
    content = bytearray(xlsx(ONE))
    # The first bit of the flags of every part, as they stand in the directory at the end.
    for start in range(content.find(b"PK\x01\x02"), len(content)):
        if content[start : start + 4] == b"PK\x01\x02":
            content[start + 8] |= 1
    assert fault(bytes(content), "counts.xlsx") == ENCRYPTED


def with_declared_size(content: bytes, part: str, size: int) -> bytes:
    """The same archive, whose directory lies about how large a part is."""
    copy = io.BytesIO(content)
    with zipfile.ZipFile(copy, "a") as file:
        file.getinfo(part).file_size = size
        file.comment = b"changed"
    return copy.getvalue()


def test_workbook_that_unpacks_to_too_much_is_a_fault(xlsx):
    bomb = with_declared_size(xlsx(ONE), "xl/styles.xml", 256 * 1024**2)
    assert fault(bomb, "counts.xlsx") == TOO_LARGE


def test_workbook_of_too_many_parts_is_a_fault(xlsx):
    assert fault(xlsx(ONE, parts={f"x/{n}": "" for n in range(2_001)}), "a.xlsx") == TOO_LARGE


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_workbook_that_hides_what_it_unpacks_to_is_a_fault(xlsx, part):
    zeros = xlsx(ONE, parts={part: "<a>" + "0" * 200_000_000})
    assert len(zeros) < 300_000
    assert fault(with_declared_size(zeros, part, 100), "counts.xlsx") in (DAMAGED, TOO_HEAVY)


def test_row_without_an_end_is_a_fault(xlsx):
    assert fault(xlsx('<row r="1">' + " " * 70_000_000), "counts.xlsx") == DAMAGED


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_xlsx_with_entities_is_damaged(xlsx, part):
    bomb = f"{ENTITIES}<worksheet><sheetData>&j;</sheetData></worksheet>"
    assert fault(xlsx(ONE, parts={part: bomb}), "counts.xlsx") == DAMAGED


def test_ods_with_entities_is_damaged(ods):
    cell = '<table:table-cell office:value-type="string"><text:p>&j;</text:p></table:table-cell>'
    content = ods(f"<table:table-row>{cell}</table:table-row>", prolog=ENTITIES)
    assert fault(content, "counts.ods") == DAMAGED


def test_xlsx_whose_error_has_no_place_is_damaged(xlsx):
    content = xlsx('<row r="1"><c t="e"><v>#N/A</v></c></row>')
    assert fault(content, "counts.xlsx") == DAMAGED


def test_xlsx_with_a_missing_text_is_damaged(xlsx):
    content = xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    assert fault(content, "counts.xlsx") == DAMAGED


def test_workbook_that_takes_too_long_is_a_fault(xlsx, monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_SECONDS", 0.001)
    assert fault(xlsx(ONE), "counts.xlsx") == TOO_HEAVY
