"""The working paper, reckoned by LibreOffice: its formulas say what the portal says, whatever the rule."""

import io
import subprocess

import pytest
from django.utils import translation
from openpyxl import load_workbook

from reporting import compliance
from reporting.documents import ranking_words as words
from reporting.exports.working_paper import working_paper
from reporting.exports.workings.months import TITLE as MONTHS
from reporting.presenters.rankings.ranked import ranked_groups
from reporting.rankings.formulas import AGREES, DIFFERS
from tests.long.test_libreoffice import office
from tests.reporting.rankings.varied import KINDS, varied

pytestmark = [pytest.mark.long, pytest.mark.django_db]
# Each kind of rule.
SEEDS = range(len(KINDS))
# The headings of what is compared, and what the portal says of a place.
COMPARED = {
    "Kết quả": lambda place: words.status(place.score),
    "Tỷ lệ (%)": lambda place: _float(
        compliance.shown_percent(place.unit.share, place.unit.minimum)
    ),
    "Mức hoàn thành": lambda place: _float(place.score.case.attainment),
    "Điểm": lambda place: _float(place.score.points),
    "Xếp loại": lambda place: place.score.class_name,
    "Hạng": lambda place: place.score.rank,
    "Hạng trong huyện": lambda place: place.score.rank_in_district,
    "Tổng số hồ sơ": lambda place: place.unit.share.total if place.unit.share else 0,
    "Trực tuyến": lambda place: place.unit.share.online if place.unit.share else 0,
    "Tháng chậm": lambda place: place.score.case.late,
    "Tháng thiếu": lambda place: place.score.case.missing,
    "Đối chiếu": lambda place: AGREES,
}


def _float(number):
    return None if number is None else float(number)


def agree(found, said):
    """Workbooks keep fifteen digits of a number; none is an empty text."""
    if isinstance(said, float):
        return found == pytest.approx(said, rel=1e-14)
    return found == said or (said is None and found in (None, ""))


def reckoned(folder, papers):
    """The workbooks as LibreOffice reckons them, by name."""
    names = [f"{name}.xlsx" for name in papers]
    for name, paper in zip(names, papers.values(), strict=True):
        (folder / name).write_bytes(paper)
    command = [office(), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", "reckoned", *names],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=500,
    )
    return {
        name: load_workbook(folder / "reckoned" / f"{name}.xlsx", data_only=True) for name in papers
    }


def table(sheet):
    """The rows of a group's sheet by the unit's code, each by its headings."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(at for at, row in enumerate(rows) if row[0] == "Mã đơn vị")
    return {row[0]: dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]}


def faults(workbook):
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or cell.value == DIFFERS
    ]


@pytest.fixture
def paper(ranking):
    with translation.override("vi"):
        yield working_paper


def test_formulas_say_what_the_portal_says(tmp_path, ranking, paper):
    rankings = {str(seed): varied(ranking, seed) for seed in SEEDS}
    workbooks = reckoned(tmp_path, {name: paper(one) for name, one in rankings.items()})
    compared = 0
    for name, one in rankings.items():
        assert faults(workbooks[name]) == []
        for group in ranked_groups(one.places):
            rows = table(workbooks[name][group.label])
            for place in group.places:
                row = rows[place.unit.code]
                for heading, said in COMPARED.items():
                    if heading in row:
                        assert agree(row[heading], said(place)), (name, row, heading)
                        compared += 1
    assert compared > 10_000


def test_changed_figure_shows(tmp_path, ranking, paper):
    workbook = load_workbook(io.BytesIO(paper(ranking)))
    sheet = workbook[MONTHS]
    row = next(row for row in sheet.iter_rows() if row[0].value == "SY")
    online = next(cell for cell in row if cell.value == 500)
    online.value = 1
    changed = io.BytesIO()
    workbook.save(changed)
    found = reckoned(tmp_path, {"changed": changed.getvalue()})["changed"]
    assert [value for *_place, value in faults(found)] == [DIFFERS] * 2
    assert table(found["Sở, ban, ngành"])["SY"]["Hạng"] == 2
