"""The workbooks that go out, opened by LibreOffice."""

import csv
import shutil
import subprocess

import pytest

from targets.exports.ods import to_ods
from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.xlsx import to_xlsx

pytestmark = pytest.mark.long

SHEET = Sheet(
    title="Sở, ban, ngành",
    columns=[
        Column("Đơn vị", Kind.TEXT),
        Column("Tổng số", Kind.WHOLE),
        Column("Tỷ lệ", Kind.PERCENT),
        Column("Mức hoàn thành", Kind.DECIMAL),
    ],
    rows=[["=1+1", 1234, 39.99, 0.9999], ["UBND xã Cam Tân", 0, None, None]],
    notes=["Bảng xếp hạng"],
)


@pytest.mark.parametrize(("extension", "write"), [("xlsx", to_xlsx), ("ods", to_ods)])
def test_libreoffice_reads_what_was_written(tmp_path, extension, write):
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing: make test-long installs it as root")
    (tmp_path / f"table.{extension}").write_bytes(write([SHEET]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", as_csv, f"table.{extension}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    rows = list(csv.reader((tmp_path / "table.csv").read_text().splitlines()))
    assert rows[0][0] == "Bảng xếp hạng"
    assert rows[2] == ["Đơn vị", "Tổng số", "Tỷ lệ", "Mức hoàn thành"]
    assert rows[3] == ["=1+1", "1,234", "39.99%", "0.9999"]
    assert rows[4] == ["UBND xã Cam Tân", "0", "", ""]
