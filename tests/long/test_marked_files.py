"""Marked workbooks in LibreOffice, and a province's year marked in time."""

import csv
import datetime
import io
import re
import subprocess
import sys

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pypdf import PdfReader

from targets.exports.marked import Mark, mark_xlsx
from targets.exports.marked.conditions import still_holds
from targets.imports.tables import ErrorCell
from tests.long.test_libreoffice import convert
from tests.targets.exports import excel
from tests.targets.exports.packages import check, comments, rules

pytestmark = pytest.mark.long

TITLE, PART = "Số liệu", "xl/worksheets/sheet1.xml"
# Areas in the colour of the highlights, as a PDF says it, and the area of a cell of the usual size in points.
PINK = re.compile(rb"1 0\.780\d+ 0\.807\d+ rg((?:\s+[\d.]+ [\d.]+ [\d.]+ [\d.]+ re f\*)+)")
CELL = 59.7 * 15
MARKS = [
    Mark(2, 0, "Không có đơn vị này.", "X9"),
    Mark(2, 1, "“12.5” không phải là số nguyên.", 12.5),
    Mark(3, 1, "Ô này để trống.", None),
]
CELLS = ["A2", "B2", "B3"]


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def workbook() -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = TITLE
    for row in [["Mã đơn vị", "Tổng số"], ["X9", 12.5], ["X1", None]]:
        sheet.append(row)
    sheet["B2"].comment = Comment("Chờ chị Hà xác nhận", "Lan")
    return made


def saved(made: Workbook) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def marked(made: Workbook, *marks: Mark) -> bytes:
    return mark_xlsx(saved(made), sheet=TITLE, marks=marks)


# What a cell holds, what the table has of it, and what it is mended to.
CONTENTS = [
    (None, None, 5),
    ("   ", "   ", "5"),
    ("12 hồ sơ", "12 hồ sơ", 12),
    ("  1  234 ", "  1  234 ", 1234),
    ("1\u00a0234", "1\u00a0234", "1 234"),
    ('"a"', '"a"', "a"),
    ("Ă", "Ă", "ă"),
    (12.5, 12.5, 12),
    (-5, -5.0, 5),
    (0, 0.0, None),
    (1e300, 1e300, 1),
    (1.0002704, 1.0002704, 1.00027),
    (5, 5.0, "5"),
    (True, True, False),
    (datetime.date(2018, 6, 30), datetime.date(2018, 6, 30), datetime.date(2018, 7, 1)),
    (datetime.datetime(2018, 6, 30, 18), datetime.date(2018, 6, 30), "06/2018"),
    ("=1/0", ErrorCell(), 0),
    ("=NA()", ErrorCell(), "N/A"),
]


def test_conditions_hold_until_the_cell_is_mended(tmp_path):
    made = Workbook()
    for row, (faulty, cell, mended) in enumerate(CONTENTS, start=1):
        for column, content in (("A", faulty), ("C", mended)):
            made.active[f"{column}{row}"] = content
            answer = chr(ord(column) + 1)
            made.active[f"{answer}{row}"] = f"={still_holds(f'{column}{row}', cell)}"
    made.save(tmp_path / "conditions.xlsx")
    convert(tmp_path, "conditions.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true")
    rows = list(csv.reader((tmp_path / "conditions.csv").read_text().splitlines()))
    # What is no truth value paints nothing.
    found = [(row[1] == "TRUE", row[3] == "TRUE") for row in rows]
    assert found == [(True, False)] * len(CONTENTS)


def painted(folder, content: bytes) -> int:
    """How many cells LibreOffice paints as faulty."""
    (folder / "page.xlsx").write_bytes(content)
    convert(folder, "page.xlsx", "pdf")
    (page,) = PdfReader(folder / "page.pdf").pages
    areas = b"".join(PINK.findall(page.get_contents().get_data())).split(b"re f*")[:-1]
    sides = [list(map(float, area.split()[2:])) for area in areas]
    return round(sum(width * height for width, height in sides) / CELL)


def test_libreoffice_paints_what_is_wrong_until_it_is_mended(tmp_path):
    assert painted(tmp_path, marked(workbook(), *MARKS)) == 3
    made = load_workbook(io.BytesIO(marked(workbook(), *MARKS)))
    made[TITLE]["B3"] = 7
    assert painted(tmp_path, saved(made)) == 2
    made[TITLE]["A2"], made[TITLE]["B2"] = "X1", 12
    assert painted(tmp_path, saved(made)) == 0


def test_marks_go_through_libreoffice_and_can_be_taken_away_behind_it(tmp_path):
    (tmp_path / "marked.xlsx").write_bytes(marked(workbook(), *MARKS))
    convert(tmp_path, "marked.xlsx", "ods")
    convert(tmp_path, "marked.ods", "xlsx")
    resaved = (tmp_path / "marked.xlsx").read_bytes()
    found = comments(resaved, PART)
    assert [mark.message in found[cell] for cell, mark in zip(CELLS, MARKS, strict=True)] == [
        True
    ] * 3
    again = mark_xlsx(resaved, sheet=TITLE, marks=MARKS[2:])
    check(again, PART)
    left = comments(again, PART)
    assert left.keys() == {"B2", "B3"}
    assert left["B2"] == "Chờ chị Hà xác nhận"
    assert left["B3"].count("Ô này để trống.") == 1
    assert list(rules(again, PART)) == ["B3"]


def test_libreoffice_opens_what_excel_wrote_once_it_is_marked(tmp_path):
    content = mark_xlsx(
        excel.workbook(), sheet=excel.TITLE, marks=[Mark(2, 0, "Sai.", " 1.000270 ")]
    )
    # The cell is as large as some of the usual size.
    assert painted(tmp_path, content) > 1
    assert painted(tmp_path, excel.workbook()) == 0


YEAR = r"""
import re, sys, time
from pathlib import Path
import django
django.setup()
from targets.exports.marked import Mark, mark_xlsx
content = sys.stdin.buffer.read()
marks = [Mark(row, 1, "Sai.", f"{row}") for row in range(2, 117_000, 100)]
start = time.monotonic()
mark_xlsx(content, sheet="Year", marks=marks)
taken = time.monotonic() - start
# Not `ru_maxrss`, which begins with what the process had that started this one.
peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
print(taken, int(peak[1]) // 1024)
"""


def test_province_year_is_marked_within_seconds_and_little_memory():
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Year")
    for row in range(1, 117_001):
        sheet.append([f"2018-{row % 12 + 1:02}", str(row), f"1.{row % 60:06}", row % 300, 5])
    run = subprocess.run(
        [sys.executable, "-c", YEAR], input=saved(made), capture_output=True, check=True
    )
    seconds, megabytes = map(float, run.stdout.split())
    assert seconds < 10
    assert megabytes < 300
