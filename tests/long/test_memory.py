"""What reading takes of memory, in the portal's process and in the reader's, for a province's year and for files made to take all."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.targets.imports.workbooks import make_ods, make_xlsx

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 300
HEADINGS = ["period", "unit_code", "procedure_code", "procedure", "total", "online"]
# Both in megabytes, of the process that reads and of the reader that it starts.
MEASURE = """
import json, resource, sys, django
django.setup()
from pathlib import Path
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_file
from targets.problems import Faulty
try:
    outcome = len(read_file(Path(sys.argv[1]), COUNT_COLUMNS).rows)
except Faulty as faulty:
    outcome = faulty.faults[0].message
# Its own peak: what the system counts for a process includes the one that started it.
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([outcome, int(own) // 1024, reader // 1024]))
"""


def measured(file: Path) -> tuple[object, int, int]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "quota_portal.settings", "HTTPS": "0"}
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    outcome, portal, reader = json.loads(answer.stdout.splitlines()[-1])
    print(f"{file.name}: {outcome}; portal {portal} MB, reader {reader} MB")
    return outcome, portal, reader


def year():
    """A province's year, with the name of each procedure beside its code."""
    for month in range(1, 13):
        for unit in range(162):
            for number in range(60):
                name = f"Thủ tục {number}: cấp giấy phép xây dựng đối với công trình " * 3
                yield [f"2018-{month:02}", f"{22000 + unit}", f"1.{number:06}", name, 9, 4]


def year_as_xlsx() -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in [HEADINGS, *year()]:
        sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def year_as_csv() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *year()])
    return text.getvalue().encode()


@pytest.mark.parametrize(("name", "make"), [("year.xlsx", year_as_xlsx), ("year.csv", year_as_csv)])
def test_year_of_the_province_is_read_within_the_memory(tmp_path, name, make):
    file = tmp_path / name
    file.write_bytes(make())
    outcome, portal, reader = measured(file)
    assert outcome == 162 * 60 * 12 + 1
    assert max(portal, reader) < MOST_MEGABYTES


def cells(rows: int, columns: str, cell: str) -> str:
    return "".join(
        f'<row r="{row}">'
        + "".join(
            cell.format(at=f"{letter}{row}", n=row * 10 + n) for n, letter in enumerate(columns)
        )
        + "</row>"
        for row in range(1, rows + 1)
    )


NUMBER = '<c r="{at}"><v>{n}</v></c>'
TEXT, SHARED = '<c r="{at}" t="str"><v>{n}ế</v></c>', '<c r="{at}" t="s"><v>0</v></c>'
LONG = '<c r="{at}" t="str"><v>{n}😀' + "x" * 32_000 + "</v></c>"


def shared(text: str) -> dict[str, str]:
    return {"xl/sharedStrings.xml": f"<sst><si><t>{text}</t></si></sst>"}


def repeated(sheets: int) -> bytes:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="7"><text:p>Kỳ</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="200000">{cell}</table:table-row>'
    return make_ods(*[rows] * sheets)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("numbers.xlsx", lambda: make_xlsx(cells(200_000, "ABCDEFG", NUMBER))),
        ("some-texts.xlsx", lambda: make_xlsx(cells(200_000, "ABC", TEXT))),
        ("texts.xlsx", lambda: make_xlsx(cells(200_000, "ABCDEFG", TEXT))),
        ("shared.xlsx", lambda: make_xlsx(cells(5_000, "A", SHARED), parts=shared("x" * 32_767))),
        ("long.xlsx", lambda: make_xlsx(cells(2_000, "A", LONG))),
        ("far.xlsx", lambda: make_xlsx('<row><c r="IV199999"><v>1</v></c></row>')),
        ("blanks.xlsx", lambda: make_xlsx(cells(1, "A", NUMBER) + "<row/>" * 10_000_000)),
        ("bomb.xlsx", lambda: make_xlsx(cells(1, "A", NUMBER), parts=shared("0" * 250_000_000))),
        ("repeated.ods", lambda: repeated(1)),
        ("sheets.ods", lambda: repeated(50)),
        ("blanks.csv", lambda: b"a,b\n" + b"\n" * 10_000_000),
        ("cells.csv", lambda: (b"1," * 250 + b"\n") * 6_000),
        ("texts.csv", lambda: "".join(f"{n},{n}a,{n}b,{n}c\n" for n in range(10**7, 10**7 + 200_000)).encode()),
        ("wide.csv", lambda: ("😀" + "x" * 90_000 + "\n").encode() * 350),
    ],
)  # fmt: skip
def test_hostile_file_is_read_or_refused_within_the_memory(tmp_path, name, make):
    file = tmp_path / name
    file.write_bytes(make())
    outcome, portal, reader = measured(file)
    assert outcome
    assert max(portal, reader) < MOST_MEGABYTES


def test_reader_ends_where_it_would_take_more(tmp_path):
    """The limit holds for what is written to, however it is asked for."""
    take = "from targets.imports import sheet_reader as r; r.limit(r.LARGEST_MEMORY); x = bytearray({})"
    for megabytes, code in ((150, 0), (300, 1)):
        command = [sys.executable, "-c", take.format(megabytes << 20)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert ended.returncode == code
