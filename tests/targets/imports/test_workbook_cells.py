"""What stands in merged cells, in formulas and far below a table, as the programs that make workbooks write it."""

import io

from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P
from openpyxl import Workbook

from targets.imports.tables import ErrorCell, UncalculatedCell, read_table


def saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_merged_area_has_its_value_in_its_first_cell():
    workbook = Workbook()
    sheet = workbook.active
    for row in (["a", "b", "c"], ["2018-06", "BQL", 1], ["", "", 2]):
        sheet.append(row)
    sheet.merge_cells("A2:B3")
    assert read_table(saved(workbook), "a.xlsx").rows == [
        ["a", "b", "c"],
        ["2018-06", "", 1.0],
        ["", "", 2.0],
    ]


def test_merged_area_of_an_ods_has_its_value_in_its_first_cell(ods):
    text = "<table:table-cell {}office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    spanned = "table:number-columns-spanned='2' table:number-rows-spanned='2' "
    covered = "<table:covered-table-cell table:number-columns-repeated='2'/>"
    content = ods(
        f"<table:table-row>{text.format(spanned, 'x')}<table:covered-table-cell/>"
        f"{text.format('', 'y')}</table:table-row>"
        f"<table:table-row>{covered}{text.format('', 'z')}</table:table-row>"
    )
    assert read_table(content, "a.ods").rows == [["x", "", "y"], ["", "", "z"]]


def test_formula_that_was_never_calculated_is_marked_wherever_it_stands():
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["B1"] = "total", "online"
    sheet["A2"] = "=1+1"
    sheet["D7"] = "=A2*2"
    rows = read_table(saved(workbook), "a.xlsx").rows
    assert rows[1][0] == rows[6][3] == UncalculatedCell()
    assert len(rows) == 7
    assert sum(cell == UncalculatedCell() for row in rows for cell in row) == 2


def test_formula_of_an_ods_that_was_never_calculated_is_marked():
    document = OpenDocumentSpreadsheet()
    sheet, row = odf_table.Table(name="a"), odf_table.TableRow()
    heading = odf_table.TableCell(valuetype="string")
    heading.addElement(P(text="total"))
    for cell in (heading, odf_table.TableCell(formula="of:=1+1")):
        row.addElement(cell)
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    document.write(content)
    assert read_table(content.getvalue(), "a.ods").rows == [["total", UncalculatedCell()]]


def test_result_that_waits_to_be_calculated_is_no_result(xlsx):
    """Programs that cannot calculate write 0 as every result, and ask Excel to calculate when the file is opened."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>0</v></c></row>'

    def waiting(attribute: str) -> bytes:
        book = (
            f'<workbook {main} {links}><sheets><sheet name="Sheet 1" sheetId="1" r:id="r1"/></sheets>'
            f"<calcPr {attribute}/></workbook>"
        )
        return xlsx(rows, parts={"xl/workbook.xml": book})

    for attribute in ('fullCalcOnLoad="1"', 'fullCalcOnLoad="true"'):
        assert read_table(waiting(attribute), "a.xlsx").rows == [[1.0, UncalculatedCell()]]
    assert read_table(waiting('fullCalcOnLoad="0"'), "a.xlsx").rows == [[1.0, 0.0]]


def test_formula_with_prefixes_or_line_breaks_is_marked(xlsx):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<x:c r="A1">\n<x:f>B1</x:f>\n<x:v></x:v>\n</x:c><x:c r="B1"><x:f>C1</x:f><x:v>7</x:v></x:c>'
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">{cells}</x:row>'
        "</x:sheetData></x:worksheet>"
    )
    content = xlsx("", parts={"xl/worksheets/sheet1.xml": sheet})
    assert read_table(content, "a.xlsx").rows == [[UncalculatedCell(), 7.0]]


def test_marks_beyond_the_last_value_keep_their_places(xlsx):
    content = xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f>A1</f></c></row><row r="4"><c r="A4" t="e"><v>#REF!</v></c></row>'
    )
    rows = read_table(content, "a.xlsx").rows
    assert rows[0][0] == 1.0
    assert (rows[2][2], rows[3][0]) == (UncalculatedCell(), ErrorCell())


def test_rows_that_are_only_formatted_are_no_rows(xlsx):
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 300_000))
    content = xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}')
    assert read_table(content, "a.xlsx").rows == [[1.0]]


def test_blank_lines_below_a_csv_are_no_rows():
    assert read_table(b"a,b\n1,2\n" + b",,,,\n" * 300_000, "a.csv").rows == [
        ["a", "b"],
        ["1", "2"],
    ]


def test_long_cell_is_read_whole(xlsx):
    long = "ế" * 40_000
    content = xlsx(f'<row r="1"><c r="A1" t="str"><v>{long}</v></c></row>')
    assert read_table(content, "a.xlsx").rows == [[long]]
