import csv
import datetime
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.imports import csv_rows, tables
from targets.imports.tables import ErrorCell, UncalculatedCell, read_file, read_table
from targets.problems import Faulty

ROOT = Path(__file__).parents[3]


def fault(content: bytes, name: str) -> str:
    with pytest.raises(Faulty) as caught:
        read_table(content, name)
    (found,) = caught.value.faults
    assert (found.row, found.column) == (1, "file")
    return found.message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
        ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffa;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("a\n1\n", [["a"], ["1"]]),
        # The heading row decides, outside quotation marks.
        ("a;b\n1,5;2,5,5\n", [["a", "b"], ["1,5", "2,5,5"]]),
        ('"a,x,y";b\n1;2\n', [["a,x,y", "b"], ["1", "2"]]),
        ('"a\nx,y,z";b\n1;2\n', [["a\nx,y,z", "b"], ["1", "2"]]),
        # Blank lines are rows of the file, except at its end.
        ("\n\na,b\n\n1,2\n\n,\n", [[], [], ["a", "b"], [], ["1", "2"]]),
        ('a,b\n"1\n2","say ""x"""\n', [["a", "b"], ["1\n2", 'say "x"']]),
        ('a,b\n5" x,2\n', [["a", "b"], ['5" x', "2"]]),
        ("a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
    ],
)
def test_csv_is_read_at_its_places(content, expected):
    assert read_table(content.encode(), "counts.csv").rows == expected


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)


@given(
    rows=st.lists(st.tuples(cells, cells, cells), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_csv_is_read_as_it_was_written(rows, delimiter, line_end, quoting, mark):
    whole = [["period", "unit; or, code", "total"], *map(list, rows), ["2018-06", "BQL", "1.234"]]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(
        whole
    )
    content = (mark + written.getvalue()).encode()
    assert read_table(content, "counts.csv").rows == [row if any(row) else [] for row in whole]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\n\n,,\n", "The file is empty."),
        (
            "period,x\n".encode("utf-16-le"),
            "This is not a text file in UTF-8: save it as “CSV UTF-8”.",
        ),
        (
            b"period,name\n1,a\n2," + "Đơn vị".encode("cp1258", "ignore"),
            "Line 3 is not in UTF-8: save the file as “CSV UTF-8”.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "Line 1 is not in UTF-8: save the file as “CSV UTF-8”.",
        ),
        (b"a,b\n1,\0\n", "This is not a text file in UTF-8: save it as “CSV UTF-8”."),
        (
            b'a,b\n1,2\n3,"4\n5,6\n',
            "Row 3 is not well-formed: a quotation mark is missing or out of place.",
        ),
        (
            b'a,b\n"1"2,3\n',
            "Row 2 is not well-formed: a quotation mark is missing or out of place.",
        ),
        (
            # A stray mark that another one, much further on, seems to close.
            b'a,b\n1,"' + b"x\n" * 100_000 + b'"\n',
            "Row 2 is not well-formed: a quotation mark is missing or out of place.",
        ),
        (
            b"a," + b"," * 254 + b"far\n",
            None,
        ),
        (
            b"a," + b"," * 255 + b"far\n",
            "The sheet reaches too far: delete what stands far to the right or far below the table, "
            "or send the table in parts.",
        ),
    ],
)
def test_csv_that_cannot_be_read_is_a_fault_of_the_file(content, message):
    if message is None:
        assert len(read_table(content, "counts.csv").rows[0]) == 256
    else:
        assert fault(content, "counts.csv") == message


def test_csv_keeps_the_blank_cells_below_its_headings():
    rows = read_table(b"a,b,c,,\n1,,,,,\n,,\n,,3,,\n", "counts.csv").rows
    assert rows == [["a", "b", "c"], ["1", "", ""], [], ["", "", "3"]]


def test_csv_may_have_blank_cells_far_to_the_right():
    rows = read_table(b"a,b" + b"," * 1000 + b"\n1,2\n", "counts.csv").rows
    assert rows == [["a", "b"], ["1", "2"]]


def test_csv_with_too_many_rows_is_a_fault(monkeypatch):
    monkeypatch.setattr(csv_rows, "MOST_ROWS", 3)
    assert len(read_table(b"a\n1\n2\n", "counts.csv").rows) == 3
    assert fault(b"a\n1\n2\n3\n", "counts.csv").startswith("The sheet reaches too far")


@pytest.mark.parametrize("name", ["counts", "counts.txt", "counts.csv.pdf"])
def test_file_of_another_kind_is_a_fault(name):
    assert fault(b"a,b\n", name) == "Send a file of the kind .csv, .xlsx or .ods."


@pytest.mark.parametrize("name", ["counts.csv", "counts.xlsx", "counts.ods"])
def test_file_above_the_limit_is_a_fault(name, monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "LARGEST_FILE", 3)
    assert fault(b"a,b\n", name) == "The file is too large."
    path = tmp_path / name
    path.write_bytes(b"a,b\n")
    with pytest.raises(Faulty, match="The file is too large"):
        read_file(path)


def test_file_is_read_from_its_path_whatever_the_case_of_its_ending(tmp_path, xlsx):
    (tmp_path / "a.CSV").write_text("a,b\n1,2\n")
    (tmp_path / "b.XLSX").write_bytes(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert read_file(tmp_path / "a.CSV").rows == [["a", "b"], ["1", "2"]]
    assert read_file(tmp_path / "b.XLSX").rows == [[1.0]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<v>12</v>", 12.0),
        ("<v>1.1000000000000001</v>", 1.1),
        ('t="inlineStr"><is><t>Kỳ báo cáo</t></is>', "Kỳ báo cáo"),
        ('t="str"><f>B1</f><v>x</v>', "x"),
        ("<f>B1*2</f><v>8</v>", 8.0),
        ('t="b"><v>1</v>', True),
        ('s="1"><v>43252</v>', datetime.date(2018, 6, 1)),
        ('s="1"><v>43252.75</v>', datetime.date(2018, 6, 1)),
        ('t="d"><v>2018-06-01</v>', datetime.date(2018, 6, 1)),
        ('s="2"><v>0.5</v>', "12:00:00"),
        ('s="3"><v>1.5</v>', "1 day, 12:00:00"),
        ('t="e"><v>#N/A</v>', ErrorCell()),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', ErrorCell()),
        ("<f>B1</f>", UncalculatedCell()),
        ("<f>B1</f><v></v>", UncalculatedCell()),
        ("<f>B1</f><v />", UncalculatedCell()),
        ('s="1"><f t="shared" si="0"/>', UncalculatedCell()),
        ('t="str"><f>""</f><v></v>', ""),
        ('s="1">', ""),
    ],
)
def test_xlsx_cell_keeps_its_kind(xlsx, cell, expected):
    opening = cell if cell.startswith(("t=", "s=")) else f">{cell}"
    content = xlsx(f'<row r="1"><c r="A1" {opening}</c><c r="B1"><v>4</v></c></row>')
    found = read_table(content, "counts.xlsx").rows[0][0]
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('office:value-type="float" office:value="12"/>', 12.0),
        (
            'office:value-type="float" office:value="12"><text:p>12,0</text:p></table:table-cell>',
            12.0,
        ),
        ('office:value-type="string"><text:p>Kỳ báo cáo</text:p></table:table-cell>', "Kỳ báo cáo"),
        ('office:value-type="boolean" office:boolean-value="true"/>', True),
        ('office:value-type="date" office:date-value="2018-06-01"/>', datetime.date(2018, 6, 1)),
        (
            'office:value-type="date" office:date-value="2018-06-01T10:30:00"/>',
            datetime.date(2018, 6, 1),
        ),
        ('office:value-type="time" office:time-value="PT10H30M00S"/>', "10:30:00"),
        (
            'office:value-type="string" office:string-value="" calcext:value-type="error">'
            "<text:p>#N/A</text:p></table:table-cell>",
            ErrorCell(),
        ),
        ('table:formula="of:=[.B1]"/>', UncalculatedCell()),
        ('table:formula="of:=[.B1]" office:value-type="float" office:value="4"/>', 4.0),
        ("/>", ""),
    ],
)
def test_ods_cell_keeps_its_kind(ods, cell, expected):
    last = '<table:table-cell office:value-type="float" office:value="4"/>'
    content = ods(f"<table:table-row><table:table-cell {cell}{last}</table:table-row>")
    found = read_table(content, "counts.ods").rows[0][0]
    assert (found, type(found)) == (expected, type(expected))


def test_xlsx_rows_and_columns_keep_their_places(xlsx):
    content = xlsx(
        '<row r="3"><c r="B3"><v>1</v></c></row>'
        '<row r="5"><c r="A5" t="e"><v>#N/A</v></c><c r="C5"><v>2</v></c></row>'
        '<row r="9"><c r="A9" t="str"><v></v></c></row>'
    )
    assert read_table(content, "counts.xlsx").rows == [
        ["", "", ""],
        ["", "", ""],
        ["", 1.0, ""],
        ["", "", ""],
        [ErrorCell(), "", 2.0],
    ]


def test_ods_rows_and_columns_keep_their_places(ods):
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    number = '<table:table-cell office:value-type="float" office:value="1"/>'
    error = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"/>'
    )
    content = ods(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{blank}{number}</table:table-row>"
        f"<table:table-row>{blank}{error}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{number}{error}</table:table-row>'
    )
    assert read_table(content, "counts.ods").rows == [
        ["", "", "", ""],
        ["", "", "", ""],
        ["", "", 1.0, ""],
        ["", "", ErrorCell(), ErrorCell()],
        [1.0, ErrorCell(), ErrorCell(), ""],
        [1.0, ErrorCell(), ErrorCell(), ""],
    ]


def test_first_visible_sheet_is_read(xlsx):
    sheets = [f'<row r="1"><c r="A1"><v>{n}</v></c></row>' for n in (1, 2, 3)]
    assert read_table(xlsx(*sheets), "a.xlsx").rows == [[1.0]]
    assert read_table(xlsx(*sheets, states=("hidden",)), "a.xlsx").rows == [[2.0]]
    assert read_table(xlsx(*sheets, states=("veryHidden", "hidden")), "a.xlsx").rows == [[3.0]]


def test_error_cells_of_another_sheet_are_left_there(xlsx, ods):
    error = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
    number = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert read_table(xlsx(number, error), "a.xlsx").rows == [[1.0]]
    assert read_table(xlsx(error, number, states=("hidden",)), "a.xlsx").rows == [[1.0]]
    number = (
        "<table:table-row>"
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    )
    error = (
        '<table:table-row><table:table-cell office:value-type="string" office:string-value="" '
        'calcext:value-type="error"/></table:table-row>'
    )
    assert read_table(ods(number, error), "a.ods").rows == [[1.0]]


@pytest.mark.parametrize("name", ["counts.xlsx", "counts.ods"])
def test_workbook_without_a_value_is_empty(name, xlsx, ods):
    blank = xlsx("") if name.endswith("xlsx") else ods("<table:table-row/>")
    assert fault(blank, name) == "The file is empty."
    assert fault(b"", name) == "The file is empty."


def test_long_xlsx_is_read_whole(xlsx):
    """Longer than one piece of the scan and one line of the answer."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="e"><v>#N/A</v></c></row>'
        for n in range(1, 25_001)
    )
    assert read_table(xlsx(rows), "counts.xlsx").rows == [
        [float(n), ErrorCell()] for n in range(1, 25_001)
    ]


def test_sheet_reader_starts_without_django():
    check = "import sys, targets.imports.sheet_reader; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
