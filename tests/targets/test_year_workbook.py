"""The workbook of a unit's year: what it holds, and how it comes in again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from targets.periods import Month
from tests import factories
from tests.targets.unit_workbooks import fill, saved, shown


def year(client):
    answer = client.get("/units/X1/workbooks/2018.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="X1-2018.xlsx"'
    return load_workbook(io.BytesIO(answer.content))


def test_workbook_of_a_year_holds_its_months_and_leaves_open_what_may_be_entered(officer, cast):
    factories.PeriodFactory(month=Month(2018, 7))
    factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8), status="accepted")
    sheet = year(officer).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows[::3]] == [f"2018-{number:02}" for number in range(1, 11)]
    assert len(rows) == 30
    closed = {row[0].value for row in rows if row[7].protection.locked}
    assert closed == {"2018-07", "2018-08"}
    origin = dict(year(officer)["origin"].values)
    assert (origin["unit_code"], origin["period"]) == ("X1", "2018")


def test_workbook_of_a_year_that_is_filled_in_part_goes_through_the_upload(officer, procedures):
    workbook = year(officer)
    sheet = workbook.worksheets[0]
    # January whole, and of February one procedure with a blank cell.
    for row in (2, 3, 4):
        sheet[f"H{row}"], sheet[f"I{row}"] = 9, 3
    sheet["H5"] = 7
    file = SimpleUploadedFile("X1-2018.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    assert [(fault.row, fault.message) for _name, fault in page.context["faults"]] == [
        (5, "Ô này còn trống.")
    ]
    sheet["I5"] = 0
    file = SimpleUploadedFile("X1-2018.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    assert page.context["delivered"].outcome.new == 4


@pytest.fixture
def locked_july(cast, procedures):
    """July is reported and has locked; of August one figure is reported."""
    factories.PeriodFactory(month=Month(2018, 7))
    july, august = [
        factories.SubmissionFactory(unit=cast.commune, month=Month(2018, number))
        for number in (7, 8)
    ]
    for submission, some in [(july, procedures), (august, procedures[:1])]:
        for procedure in some:
            factories.CountFactory(submission=submission, procedure=procedure, total=9, online=3)


def year_rows(sheet, month):
    """The rows of the month, which the figures are written to."""
    return [row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == month]


def test_workbook_of_a_year_comes_in_with_its_locked_months(officer, locked_july):
    sheet = (workbook := year(officer)).worksheets[0]
    for row in year_rows(sheet, "2018-09"):
        sheet[f"H{row}"], sheet[f"I{row}"] = 7, 0
    file = SimpleUploadedFile("X1-2018.xlsx", saved(workbook))
    delivered = officer.post("/uploads/", {"file": file}, follow=True).context["delivered"]
    assert delivered.number_of_faults == 0
    outcome = delivered.outcome
    assert (outcome.rows, outcome.new, outcome.changed, outcome.unchanged) == (7, 3, 0, 4)
    july = year_rows(sheet, "2018-07")[1]
    sheet[f"I{july}"] = 4
    file = SimpleUploadedFile("X1-2018.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    assert [(fault.row, fault.message) for _name, fault in page.context["faults"]] == [
        (july, "Kỳ 07/2018 đã khóa.")
    ]


def test_form_takes_its_own_month_from_the_workbook_of_a_year(officer, procedures, locked_july):
    sheet = (workbook := year(officer)).worksheets[0]
    for total, row in enumerate(year_rows(sheet, "2018-09"), start=5):
        sheet[f"H{row}"], sheet[f"I{row}"] = total, 0
    page = fill(officer, saved(workbook), "X1-2018.xlsx")
    assert shown(page, procedures) == [("5", "0"), ("6", "0"), ("7", "0")]
    assert "Hãy xem lại rồi bấm gửi" in page.content.decode()
    # Of another file another month is a mistake.
    workbook["origin"]["B2"] = "2018-09"
    assert shown(fill(officer, saved(workbook)), procedures)[0] == (None, None)


def test_year_before_or_after_the_unit_has_no_workbook(officer, cast):
    for number in (2015, 2019, 9999):
        assert officer.get(f"/units/X1/workbooks/{number}.xlsx").status_code == 404
    assert officer.get("/units/X2/workbooks/2018.xlsx").status_code == 404
