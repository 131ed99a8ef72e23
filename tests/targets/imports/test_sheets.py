"""Which sheet of a workbook is read."""

import io

import pytest
from openpyxl import Workbook

from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table, read_table
from targets.problems import Faulty

ENGLISH, VIETNAMESE = list(COUNT_COLUMNS), list(COUNT_COLUMNS.values())
GUIDE = ["Hướng dẫn", "period", "total"]


def workbook(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def counts(content: bytes, name: str = "counts.xlsx") -> Table:
    return read_table(content, name, COUNT_COLUMNS)


@pytest.mark.parametrize(
    "headings", [ENGLISH, VIETNAMESE, [" TOTAL ", "x", *ENGLISH[:3], "Online"]]
)
def test_sheet_with_the_headings_is_read_wherever_it_stands(headings):
    table = [headings, ["2018-06", "BQL"]]
    for content in (
        workbook(guide=[GUIDE], counts=table),
        workbook(counts=table, guide=[GUIDE]),
        workbook(empty=[], late=[*[[]] * 20, headings], counts=table),
    ):
        found = counts(content)
        assert (found.sheet, found.rows[0]) == ("counts", headings)


def test_first_visible_sheet_is_read_where_none_has_the_headings():
    content = workbook(notes=[["x"]], guide=[GUIDE])
    assert counts(content) == Table([["x"]], "notes")
    # Nothing is asked for.
    assert read_table(workbook(notes=[["x"]], counts=[ENGLISH]), "a.xlsx").sheet == "notes"


def test_two_sheets_with_the_headings_are_a_fault_that_names_both():
    content = workbook(tháng_5=[ENGLISH], notes=[["x"]], tháng_6=[VIETNAMESE])
    with pytest.raises(Faulty) as caught:
        counts(content)
    assert str(caught.value) == (
        "row 1, file: The sheets “tháng_5” and “tháng_6” have the same headings: "
        "leave the table in one of them and hide or delete the others."
    )


def row(number: int, cells: list[str]) -> str:
    written = "".join(f'<c t="str"><v>{cell}</v></c>' for cell in cells)
    return f'<row r="{number}">{written}</row>'


def test_hidden_sheet_with_the_headings_is_left_alone(xlsx):
    head = row(1, ENGLISH)
    content = xlsx(head, row(1, GUIDE), head, states=("hidden", "visible", "visible"))
    assert counts(content).sheet == "Sheet 3"
    content = xlsx(head, row(1, GUIDE), states=("veryHidden",))
    assert counts(content).sheet == "Sheet 2"


def test_sheet_is_chosen_whatever_prefix_its_elements_have(xlsx):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = row(1, ENGLISH).replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData>{head}</x:sheetData></x:worksheet>'
    # The parts are numbered backwards.
    content = xlsx(row(1, GUIDE), "", parts={"xl/worksheets/sheet1.xml": sheet})
    assert counts(content).sheet == "Sheet 2"


def test_sheets_beside_the_table_are_not_read_through(xlsx):
    far = row(1, GUIDE) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert counts(xlsx(far, row(1, ENGLISH))).sheet == "Sheet 2"


def ods_row(cells: list[str]) -> str:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{''.join(map(text.format, cells))}</table:table-row>"


def test_sheet_of_an_ods_is_chosen_too(ods):
    assert counts(ods(ods_row(GUIDE), ods_row(VIETNAMESE)), "a.ods").sheet == "Sheet 2"
    with pytest.raises(Faulty, match="The sheets “Sheet 1” and “Sheet 2” have the same headings"):
        counts(ods(ods_row(ENGLISH), ods_row(VIETNAMESE)), "a.ods")


def test_csv_has_no_sheet():
    assert counts(b"a,b\n", "a.csv").sheet == ""


def test_only_some_of_many_sheets_are_named(ods):
    content = ods(*[ods_row(ENGLISH)] * 9)
    with pytest.raises(Faulty) as caught:
        counts(content, "a.ods")
    assert "“Sheet 5”" in str(caught.value)
    assert "“Sheet 6”" not in str(caught.value)
