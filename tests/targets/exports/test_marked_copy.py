"""Marked copies, and when one takes the stead of the workbook that was sent."""

import datetime
import io
import math
import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from targets.exports.marked import Mark, Unmarkable, mark_copy, mark_xlsx, marked, package
from targets.exports.ods import to_ods
from targets.exports.sheets import Column, Sheet
from targets.imports.tables import ErrorCell, Table, read_table
from targets.problems import Fault
from tests.targets.exports import excel
from tests.targets.exports.excel import PART, TITLE, workbook
from tests.targets.exports.packages import check, comments, parts, rules

MARK = Mark(2, 0, "Sai.", "x")
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_copy_has_the_rows_and_the_marks():
    rows = [["Mã", "Tổng", "Ngày", "Khác"], ["00123", 12.5, datetime.date(2018, 6, 1), True]]
    rows += [["=1+1", None, ErrorCell(), "-5"], ["", "x"]]
    copy = mark_copy(rows, [Mark(3, 0, "Không có mã này.", "=1+1"), Mark(4, 0, "Trống.", None)])
    check(copy, SHEET)
    assert read_table(copy, "copy.xlsx").rows == [
        [cell if cell is not None else "" for cell in row] + [""] * (4 - len(row)) for row in rows
    ]
    assert comments(copy, SHEET) == {
        "A3": "━━━ Quota portal ━━━\nKhông có mã này.\n━━━",
        "A4": "━━━ Quota portal ━━━\nTrống.\n━━━",
    }
    assert list(rules(copy, SHEET)) == ["A3", "A4"]


text = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)


@settings(max_examples=10, deadline=None)
@given(rows=st.lists(st.lists(text, min_size=3, max_size=3), min_size=1, max_size=6))
def test_copy_is_read_as_its_rows(rows):
    rows = [["a", "b", "c"], *rows, ["z", "z", "z"]]
    assert read_table(mark_copy(rows, [MARK]), "copy.xlsx").rows == rows


def test_text_that_no_workbook_can_hold_is_copied_without_it():
    copy = mark_copy([["a"], ["x\x0by"]], [MARK])
    assert read_table(copy, "copy.xlsx").rows == [["a"], ["x\ufffdy"]]


def test_number_that_no_workbook_can_hold_is_copied_as_text():
    copy = mark_copy([["a", "b"], [math.nan, -math.inf]], [MARK])
    assert read_table(copy, "copy.xlsx").rows == [["a", "b"], ["nan", "-inf"]]


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_other_kinds_of_files_come_back_as_a_copy(kind):
    content = {
        "csv": "Mã;Tổng\nx;12 hồ sơ\n".encode(),
        "ods": to_ods([Sheet("T", [Column("Mã"), Column("Tổng")], [["x", "12 hồ sơ"]])]),
    }[kind]
    table = read_table(content, f"counts.{kind}")
    made = marked(content, sheet="T", table=table, faults=[Fault(2, "Tổng", "Sai.")])
    assert read_table(made, "made.xlsx").rows == table.rows
    assert list(comments(made, SHEET)) == ["B2"]


def test_workbook_comes_back_itself():
    table = read_table(workbook(), "counts.xlsx")
    made = marked(workbook(), sheet=TITLE, table=table, faults=[Fault(2, "Mã", "Sai.")])
    assert parts(made).keys() == parts(workbook()).keys()
    assert list(comments(made, PART)) == ["B2", "A2"]
    assert load_workbook(io.BytesIO(mark_copy(table.rows, [MARK]))).sheetnames == ["To mend"]


def _sheet(old: str, new: str) -> dict[str, str]:
    xml = parts(workbook())[PART].decode()
    assert old in xml
    return {PART: xml.replace(old, new)}


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 damaged",
        b"\xd0\xcf\x11\xe0" + b"\0" * 999,
        workbook()[:-900],
        workbook(replaced={PART: None}),
        workbook(replaced={"xl/workbook.xml": None}),
        workbook(replaced={"xl/styles.xml": None}),
        workbook(replaced={"[Content_Types].xml": None, **excel.WITHOUT_COMMENTS}),
        workbook(replaced={"xl/comments1.xml": None}),
        workbook(replaced={"xl/comments1.xml": "<comments"}),
        workbook(replaced={"xl/comments1.xml": ENTITY + "<a>&e;</a>"}),
        workbook(
            replaced={
                "xl/comments1.xml": excel.NOTES.format(author="", comments="") + " " * 9_000_000
            }
        ),
        workbook(behind="<a/>" * 600_000, replaced=excel.WITHOUT_COMMENTS),
        workbook(replaced={"xl/drawings/vmlDrawing1.vml": None}),
        workbook(replaced={"xl/drawings/vmlDrawing1.vml": "<p>Button</p>"}),
        workbook(replaced={"XL/media/IMAGE1.png": excel.PICTURE}),
        workbook(replaced=_sheet("sheetData>", "rows>")),
        workbook(replaced=_sheet("</sheetData>", "")),
        workbook(replaced=_sheet("</worksheet>", "")),
        workbook(replaced=_sheet("<sheetData>", "<!-- <sheetData> -->")),
        workbook(replaced=_sheet("</sheetData>", "<!-- </sheetData> --></sheetData>")),
        workbook(replaced=_sheet("<worksheet", f"{ENTITY}<worksheet")),
        workbook(replaced=_sheet(excel.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")),
        workbook(replaced=_sheet('ref="A3:A4"', 'ref="here"')),
        workbook(replaced=_sheet('priority="4"', 'priority="high"')),
        workbook(replaced=_sheet('min="1"', "")),
    ],
)
def test_workbook_that_cannot_be_marked_says_so_and_a_copy_takes_its_stead(content):
    with pytest.raises(Unmarkable):
        mark_xlsx(content, sheet=TITLE, marks=[MARK])
    made = marked(
        content, sheet=TITLE, table=Table([["Mã"], ["x"]]), faults=[Fault(2, "Mã", "Sai.")]
    )
    assert comments(made, SHEET) == {"A2": "━━━ Quota portal ━━━\nSai.\n━━━"}


def test_workbook_that_unpacks_to_too_much_is_copied(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_UNPACKED", 999)
    with pytest.raises(Unmarkable):
        mark_xlsx(workbook(), sheet=TITLE, marks=[MARK])


def test_sheet_that_is_not_there_cannot_be_marked():
    with pytest.raises(Unmarkable):
        mark_xlsx(workbook(), sheet="Sheet 1", marks=[MARK])


def test_part_that_hides_its_size_cannot_be_marked():
    content = workbook(replaced={"xl/other.xml": "0" * 100_000})
    place = content.rindex(b"xl/other.xml") - 46 + 24
    lying = content[:place] + (7).to_bytes(4, "little") + content[place + 4 :]
    with pytest.raises(Unmarkable):
        mark_xlsx(lying, sheet=TITLE, marks=[MARK])


def test_entity_is_never_resolved():
    styles = parts(workbook())["xl/styles.xml"].decode()
    evil = styles.replace("<styleSheet", f"{ENTITY}<styleSheet").replace("<fonts", "&e;<fonts")
    with pytest.raises(Unmarkable):
        mark_xlsx(workbook(replaced={"xl/styles.xml": evil}), sheet=TITLE, marks=[MARK])


def test_names_with_backslashes_and_capitals_are_found():
    content = workbook(
        behind="",
        replaced={PART: None, "xl\\Worksheets\\Sheet2.xml": parts(workbook(behind=""))[PART]}
        | excel.WITHOUT_COMMENTS,
    )
    made = parts(mark_xlsx(content, sheet=TITLE, marks=[MARK]))
    assert re.search(rb'ref="A2"', made["xl/comments1.xml"])
    assert b"legacyDrawing" in made["xl\\Worksheets\\Sheet2.xml"]
