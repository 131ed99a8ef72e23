"""From the faults of a table to marks at cells."""

import pytest

from targets.exports.marked import Mark, marks_of
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.reading import Reader
from targets.imports.tables import ErrorCell, Table
from targets.problems import Fault, Faulty

TABLE = Table(
    [
        ["STT", " Kỳ báo cáo\u00a0", "unit_code", None, 2018.0, "STT"],
        [1.0, "2018-06", "X1", None, 5.0],
        [2.0],
        [3.0, ErrorCell(), "", None, None, None],
    ]
)


@pytest.mark.parametrize(
    ("fault", "mark"),
    [
        (Fault(2, "Kỳ báo cáo", "a"), Mark(2, 1, "a", "2018-06")),
        (Fault(4, "Kỳ báo cáo", "a"), Mark(4, 1, "a", ErrorCell())),
        (Fault(4, "unit_code", "a"), Mark(4, 2, "a", "")),
        (Fault(2, "2018.0", "a"), Mark(2, 4, "a", 5.0)),
        # The row ends before the column.
        (Fault(3, "unit_code", "a"), Mark(3, 2, "a", None)),
        # Of two columns the first, which is the one that is read.
        (Fault(2, "STT", "a"), Mark(2, 0, "a", 1.0)),
        (Fault(2, "total", "a"), Mark(2, 0, "total: a", 1.0)),
        (Fault(1, "file", "a"), Mark(1, 0, "a", "STT")),
        (Fault(1, "unit_code", "twice"), Mark(1, 0, "unit_code: twice", "STT")),
    ],
)
def test_fault_is_marked_at_its_cell(fault, mark):
    assert marks_of(TABLE, [fault]) == [mark]


def test_row_behind_the_table_is_marked():
    assert marks_of(TABLE, [Fault(9, "unit_code", "a")]) == [Mark(9, 2, "a", None)]


@pytest.mark.parametrize("heading", ["Mã đơn vị", "UNIT_CODE", "  mã\nđơn vị\t", "Mã\u00a0đơn vị"])
def test_fault_of_a_reader_is_found_under_its_heading_as_the_file_has_it(heading):
    others = [name for name in COUNT_COLUMNS if name != "unit_code"]
    table = Table([["ghi chú", *others, heading], ["", *["x"] * 4, "sai"]])
    reader = Reader(table, COUNT_COLUMNS)
    reader.fault(2, "unit_code", "Không có đơn vị này.")
    with pytest.raises(Faulty) as caught:
        reader.finish()
    assert marks_of(table, caught.value.faults) == [Mark(2, 5, "Không có đơn vị này.", "sai")]
