"""What a unit's own workbook says of itself, held against the form, its rows and the decisions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.targets.unit_workbooks import OWN, download, fill, said, saved, shown


@pytest.mark.parametrize(
    ("period", "months"), [("2018-08", "tháng 8/2018"), ("2017", "năm 2017"), (2017, "năm 2017")]
)
def test_workbook_of_other_months_or_of_another_unit_says_so_whatever_its_rows_hold(
    officer, procedures, period, months
):
    workbook = download(officer)
    sheet = workbook.worksheets[0]
    sheet["H2"], sheet["I2"] = 1, 1
    # Whoever copied another's workbook renamed its sheets too.
    workbook["origin"].title = "Sheet3"
    workbook["Sheet3"]["B2"] = period
    page = fill(officer, saved(workbook))
    assert said(page) == [
        [f"Tệp này là của UBND xã Cam Tân (X1), {months}; biểu mẫu này là của {OWN}."]
    ]
    workbook["Sheet3"]["B1"] = "X2"
    page = fill(officer, saved(workbook))
    assert said(page) == [
        [f"Tệp này là của UBND xã Sơn Trung (X2), {months}; biểu mẫu này là của {OWN}."]
    ]
    assert shown(page, procedures)[0] == (None, None)


def test_upload_refuses_rows_of_another_unit_or_month_than_the_workbook_is_of(officer, procedures):
    workbook = download(officer)
    sheet = workbook.worksheets[0]
    for row in (2, 3):
        sheet[f"H{row}"], sheet[f"I{row}"] = 1, 1
    workbook["origin"]["B2"] = "2018-08"
    sheet["A3"] = "2018-08"
    sheet = SimpleUploadedFile("a.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": sheet}, follow=True)
    assert [
        (fault.row, fault.column, fault.message) for _name, fault in page.context["faults"]
    ] == [(2, "Kỳ báo cáo", "Bảng tính này là của tháng 8/2018.")]
    workbook["origin"]["B2"], workbook["origin"]["B1"] = "2018", "X2"
    sheet = SimpleUploadedFile("a.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": sheet}, follow=True)
    assert {(fault.row, fault.message) for _name, fault in page.context["faults"]} == {
        (2, "Bảng tính này là của đơn vị X2."),
        (3, "Bảng tính này là của đơn vị X2."),
    }


def test_workbook_made_under_another_decision_says_so(officer, procedures):
    decision = factories.DecisionFactory(number="852/QĐ-UBND")
    workbook = download(officer)
    sheet = workbook.worksheets[0]
    sheet["H2"], sheet["I2"] = 5, 1
    assert said(fill(officer, saved(workbook)))[0][0].startswith("Biểu mẫu")
    decision.number = "817/QĐ-UBND"
    decision.save()
    message = (
        "Bảng tính này lập theo Quyết định 852/QĐ-UBND, nhưng các tháng này nay theo Quyết định 817/QĐ-UBND: "
        "hãy tải bảng mới từ cổng thông tin."
    )
    assert said(fill(officer, saved(workbook))) == [[message]]
    file = SimpleUploadedFile("a.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    assert [fault.message for _name, fault in page.context["faults"]] == [message]
    assert "<td>cả tệp</td>" in page.content.decode()


def test_workbook_of_an_older_template_says_so(officer, procedures):
    workbook = download(officer)
    workbook["origin"]["B4"] = "0"
    workbook["origin"].title = "x"
    assert "mẫu cũ" in fill(officer, saved(workbook)).content.decode()
    file = SimpleUploadedFile("a.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    [(_name, fault)] = page.context["faults"]
    assert "mẫu cũ" in fault.message
