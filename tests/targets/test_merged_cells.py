"""Months and units that stand once, in a merged area beside the rows of a report."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from targets.imports.counts import read_counts
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table, read_table
from targets.periods import Month
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY
from tests.targets.imports.workbooks import make_ods
from tests.targets.unit_workbooks import FORM, shown

CODES = ["1.000001", "1.000002", "1.000003"]
ROWS = [
    ["Tháng 9", "", "", "", ""],
    list(COUNT_COLUMNS),
    ["2018-09", "X1", CODES[0], 5, 1],
    ["", "", CODES[1], 6, 2],
    ["", "", "", "", ""],
    ["", "", CODES[2], 7, 3],
    ["2018-09", "X2", CODES[0], 8, 4],
    ["", "", CODES[1], 9, 5],
]
AREAS = [(3, 6), (7, 8)]


@pytest.fixture
def procedures(cast):
    return [factories.ProcedureFactory(code=code) for code in CODES]


def xlsx(rows=ROWS, areas=AREAS):
    workbook, content = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    for first, last in areas:
        for column in "AB":
            workbook.active.merge_cells(f"{column}{first}:{column}{last}")
    workbook.save(content)
    return content.getvalue()


def ods():
    spans = {first: last - first + 1 for first, last in AREAS}
    written = ""
    for number, row in enumerate(ROWS, start=1):
        cells = ""
        for place, cell in enumerate(row):
            span = spans.get(number, 1) if place < 2 else 1
            kind = "float" if isinstance(cell, int) else "string"
            value = f'office:value="{cell}" ' if kind == "float" else ""
            cells += (
                f'<table:table-cell table:number-rows-spanned="{span}" office:value-type="{kind}" {value}>'
                f"<text:p>{cell}</text:p></table:table-cell>"
                if cell != ""
                else "<table:covered-table-cell/>"
            )
        written += f"<table:table-row>{cells}</table:table-row>"
    return make_ods(written)


@pytest.mark.parametrize(("content", "name"), [(xlsx(), "a.xlsx"), (ods(), "a.ods")])
def test_month_and_unit_of_a_merged_area_are_those_of_its_rows(cast, procedures, content, name):
    rows = read_counts(read_table(content, name, COUNT_COLUMNS), today=TODAY)
    september, one, other = Month(2018, 9), cast.commune.pk, cast.other_commune.pk
    assert [(row.row, row.unit_id, row.month, row.total) for row in rows] == [
        (3, one, september, 5),
        (4, one, september, 6),
        (6, one, september, 7),
        (7, other, september, 8),
        (8, other, september, 9),
    ]


def test_figures_and_procedures_of_a_merged_area_are_its_first_rows_alone(cast, procedures):
    merged = [(1, place, 2) for place in range(5)]
    rows = [ROWS[1], ROWS[2], ["", "", "", "", 1]]
    with pytest.raises(Faulty) as caught:
        read_counts(Table(rows, merged=merged), today=TODAY)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (3, "procedure_code"),
        (3, "total"),
    ]


def test_areas_that_overlap_or_reach_beyond_the_table_take_no_time(cast, procedures):
    merged = [(1, 0, 10**9), *[(2, 0, 10**9)] * 10_000, (10**6, 1, 10**7)]
    rows = [ROWS[1], ROWS[2], ["", "X1", CODES[1], 6, 2]]
    assert len(read_counts(Table(rows, merged=merged), today=TODAY)) == 2


def test_merged_months_and_units_fill_the_form(client, cast, procedures):
    client.force_login(cast.lan)
    file = SimpleUploadedFile("a.xlsx", xlsx(ROWS[:6], AREAS[:1]))
    page = client.post(f"{FORM}fill/", {"file": file}, follow=True)
    assert shown(page, procedures) == [("5", "1"), ("6", "2"), ("7", "3")]
