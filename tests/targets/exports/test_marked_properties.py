"""Any workbook that openpyxl writes, marked anywhere: nothing of it is lost, and every mark can be taken away again."""

import io

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from targets.exports.marked import Mark, Unmarkable, mark_xlsx
from targets.imports.tables import read_table
from tests.targets.exports import excel
from tests.targets.exports.packages import check, comments, linked, parts, rules

ROWS, COLUMNS = 6, 4
words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=9
)
values = st.one_of(
    st.none(), words, st.integers(-99, 9_999), st.floats(-1e6, 1e6), st.booleans(), st.dates()
)
places = st.tuples(st.integers(1, ROWS), st.integers(0, COLUMNS - 1))
PART, TITLE = "xl/worksheets/sheet2.xml", "Số liệu & “x”"


@st.composite
def workbooks(draw) -> bytes:
    workbook = Workbook()
    workbook.active["A1"] = "another sheet"
    workbook.active.sheet_state = "hidden"
    sheet = workbook.create_sheet(TITLE)
    workbook.active = sheet
    for row in draw(
        st.lists(st.lists(values, min_size=COLUMNS, max_size=COLUMNS), min_size=1, max_size=ROWS)
    ):
        sheet.append(row)
    sheet["A1"] = "Mã"
    for row, column in draw(st.sets(places, max_size=3)):
        cell = sheet.cell(row, column + 1)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFF8E1")
    for row, column in draw(st.sets(places, max_size=3)):
        sheet.cell(row, column + 1).comment = Comment(draw(words), "Lan", width=200, height=30)
    _furnish(draw, workbook, sheet)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _furnish(draw, workbook, sheet) -> None:
    if draw(st.booleans()):
        sheet.merge_cells(draw(st.sampled_from(["A2:B3", "C1:C4", "A6:D6"])))
    if draw(st.booleans()):
        red = PatternFill(bgColor="FF0000")
        sheet.conditional_formatting.add("A1:D9", CellIsRule("lessThan", ["0"], fill=red))
    if draw(st.booleans()):
        validation = DataValidation(type="whole", operator="greaterThan", formula1="0")
        sheet.add_data_validation(validation)
        validation.add("B2:B9")
    if draw(st.booleans()):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
        sheet.add_chart(chart, "F2")
    if draw(st.booleans()):
        workbook.defined_names["total"] = DefinedName("total", attr_text=f"'{TITLE}'!$B$2")
        sheet.auto_filter.ref = "A1:D4"
        sheet.protection.enable()


def _marks(content: bytes, where: list[tuple[int, int]]) -> list[Mark]:
    sheet = load_workbook(io.BytesIO(content))[TITLE]
    return [
        Mark(row, column, f"Sai ở hàng {row}.", sheet.cell(row, column + 1).value)
        for row, column in where
    ]


@settings(max_examples=25, deadline=None)
@given(content=workbooks(), where=st.lists(places, min_size=1, max_size=5))
def test_any_workbook_can_be_marked_and_unmarked(content, where):
    with translation.override("vi"):
        marks = _marks(content, where)
        marked = mark_xlsx(content, sheet=TITLE, marks=marks)
        check(marked, PART)
        again = mark_xlsx(marked, sheet=TITLE, marks=marks)
        clean = mark_xlsx(marked, sheet=TITLE, marks=[])

    before, after = parts(content), parts(marked)
    touched = {PART, "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet2.xml.rels"}
    touched |= {linked(before, PART, kind) for kind in ("comments", "vmlDrawing")}
    assert {name for name in before if before[name] != after[name]} <= touched

    peoples = comments(content, PART)
    found = comments(marked, PART)
    assert peoples.items() <= {cell: text.split("\n━━━")[0] for cell, text in found.items()}.items()
    said = "\n".join(found.values())
    assert all(mark.message in said for mark in marks)

    assert again == marked
    assert comments(clean, PART) == peoples
    assert rules(clean, PART) == rules(content, PART)


@settings(max_examples=8, deadline=None)
@given(content=workbooks(), where=st.lists(places, min_size=1, max_size=5))
def test_any_marked_workbook_is_read_as_before_and_opens(content, where):
    marked = mark_xlsx(content, sheet=TITLE, marks=_marks(content, where))
    assert read_table(marked, "a.xlsx") == read_table(content, "a.xlsx")
    before, after = (load_workbook(io.BytesIO(one)) for one in (content, marked))
    assert after.sheetnames == before.sheetnames
    assert after[TITLE].merged_cells.ranges == before[TITLE].merged_cells.ranges
    assert after[TITLE].data_validations.count == before[TITLE].data_validations.count
    assert len(after[TITLE]._charts) == len(before[TITLE]._charts)
    assert {cell.coordinate for row in after[TITLE] for cell in row if cell.comment}


damages = st.tuples(st.sampled_from(sorted(parts(excel.workbook()))), st.integers(0, 9_999))


@settings(max_examples=100, deadline=None)
@given(damages=st.lists(damages, min_size=1, max_size=3), byte=st.sampled_from(b'\0<>"/= 9az\xff'))
def test_damaged_part_is_marked_or_said_to_be_unmarkable(damages, byte):
    made = {name: bytearray(part) for name, part in parts(excel.workbook()).items()}
    for name, place in damages:
        made[name][place % len(made[name])] = byte
    _mark_or_say_so(excel.workbook(replaced={name: bytes(part) for name, part in made.items()}))


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(excel.workbook()) - 1), byte=st.integers(0, 255))
def test_damaged_archive_is_marked_or_said_to_be_unmarkable(place, byte):
    content = bytearray(excel.workbook())
    content[place] = byte
    _mark_or_say_so(bytes(content))


def _mark_or_say_so(content: bytes) -> None:
    try:
        marked = mark_xlsx(content, sheet=excel.TITLE, marks=[Mark(2, 0, "Sai.", "x")])
    except Unmarkable:
        return
    assert len(parts(marked)) >= len(parts(excel.workbook()))
