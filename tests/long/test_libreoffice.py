"""The workbooks and letters that go out, opened by LibreOffice."""

import csv
import shutil
import subprocess

import pytest
from django.utils import timezone
from pypdf import PdfReader

from reporting.documents.official import Annex, Column, Letter, Letterhead
from reporting.documents.word import to_docx
from targets.exports.ods import to_ods
from targets.exports.sheets import Column as SheetColumn
from targets.exports.sheets import Kind, Sheet
from targets.exports.unit_workbook import Part, unit_workbook
from targets.exports.xlsx import to_xlsx
from targets.imports.tables import read_table
from targets.models import Submission
from targets.monthly import MonthlyReport
from targets.periods import Month
from tests import factories

pytestmark = pytest.mark.long

SHEET = Sheet(
    title="Sở, ban, ngành",
    columns=[
        SheetColumn("Đơn vị", Kind.TEXT),
        SheetColumn("Tổng số", Kind.WHOLE),
        SheetColumn("Tỷ lệ", Kind.PERCENT),
        SheetColumn("Mức hoàn thành", Kind.DECIMAL),
    ],
    rows=[["=1+1", 1234, 39.99, 0.9999], ["UBND xã Cam Tân", 0, None, None]],
    notes=["Bảng xếp hạng"],
)


def office():
    """Where LibreOffice is."""
    found = shutil.which("soffice")
    if found is None:
        pytest.fail("LibreOffice is missing: make test-long installs it as root")
    return found


def convert(folder, name, kind):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office(), profile, "--headless", "--convert-to", kind, name],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )


NASTY = [
    "=1+1",
    "+84 258",
    "-5",
    "@SUM(A1)",
    "'=1+1",
    "'quoted'",
    "1.000270",
    "00123",
    "1e5",
    "2018-06",
]
NASTY += ["a  b", "a\nb", "_x000D_", "TRUE", "#N/A", "e\u0301", "😀", 'say "x"', "<&>"]


@pytest.mark.parametrize(
    ("extension", "write", "other"), [("xlsx", to_xlsx, "ods"), ("ods", to_ods, "xlsx")]
)
def test_libreoffice_keeps_names_and_codes_as_they_are(tmp_path, extension, write, other):
    columns = [SheetColumn("code"), SheetColumn("name")]
    sheet = Sheet("1", columns, [[text, text] for text in NASTY])
    (tmp_path / f"table.{extension}").write_bytes(write([sheet]))
    convert(tmp_path, f"table.{extension}", other)
    rows = read_table((tmp_path / f"table.{other}").read_bytes(), f"table.{other}").rows
    assert rows[1:] == [[text, text] for text in NASTY]


@pytest.mark.parametrize(("extension", "write"), [("xlsx", to_xlsx), ("ods", to_ods)])
def test_libreoffice_reads_what_was_written(tmp_path, extension, write):
    (tmp_path / f"table.{extension}").write_bytes(write([SHEET]))
    convert(
        tmp_path, f"table.{extension}", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    )
    rows = list(csv.reader((tmp_path / "table.csv").read_text().splitlines()))
    assert rows[0][0] == "Bảng xếp hạng"
    assert rows[2] == ["Đơn vị", "Tổng số", "Tỷ lệ", "Mức hoàn thành"]
    assert rows[3] == ["=1+1", "1,234", "39.99%", "0.9999"]
    assert rows[4] == ["UBND xã Cam Tân", "0", "", ""]


def test_libreoffice_sets_the_letter_as_the_pdf_has_it(tmp_path):
    head = Letterhead(
        "UBND tỉnh",
        "Sở Thông tin và Truyền thông",
        "",
        "Khánh Hòa",
        None,
        2018,
        "Giám đốc",
        "",
        ["Lưu: VT."],
    )
    columns = [Column("TT", 1, is_figure=True), Column("Đơn vị", 5)]
    rows = [[str(number), "UBND xã Cam Hải Đông"] for number in range(80)]
    annex = Annex("Các đơn vị", "(Kèm theo Công văn)", "", columns, rows)
    (tmp_path / "letter.docx").write_bytes(
        to_docx(Letter(head, "đôn đốc", "các đơn vị", ["Đề nghị báo cáo./."], annex))
    )
    convert(tmp_path, "letter.docx", "pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "letter.pdf").pages]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0].splitlines()
    assert len(pages) > 2
    for number, page in enumerate(pages[1:], start=2):
        assert page.split()[0] == str(number)
        assert "Đơn vị" in page


@pytest.mark.django_db
def test_libreoffice_reckons_the_shares_of_a_units_workbook(tmp_path, cast):
    for total, online in [(8, 3), (0, 0), (None, None)]:
        factories.CountFactory(
            submission=Submission.objects.get_or_create(
                unit=cast.commune, month=Month(2018, 9), defaults={"saved_at": timezone.now()}
            )[0],
            total=total,
            online=online,
        )
    report = MonthlyReport(cast.commune, Month(2018, 9))
    parts = [Part(report, is_open=True)]
    content = unit_workbook(parts, period="2018-09", decision="852/QĐ-UBND", notes=["Hướng dẫn"])
    (tmp_path / "unit.xlsx").write_bytes(content)
    convert(tmp_path, "unit.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true")
    rows = list(csv.reader((tmp_path / "unit.csv").read_text().splitlines()))
    assert [row[7:10] for row in rows[1:]] == [["8", "3", "37.50%"], ["0", "0", ""], ["", "", ""]]
