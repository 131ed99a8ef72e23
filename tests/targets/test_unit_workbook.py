"""A unit's own workbook: what it holds, and how a filled-in one fills the form without storing anything."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from targets.models import Count, Submission
from targets.periods import Month
from tests import factories
from tests.targets.unit_workbooks import FORM, OWN, download, fill, said, saved, shown

SEPTEMBER = Month(2018, 9)


def test_workbook_holds_procedures_last_month_and_the_draft(officer, cast, procedures):
    for month, status, total in [(8, "submitted", 50), (9, "draft", 12)]:
        submission = factories.SubmissionFactory(
            unit=cast.commune, month=Month(2018, month), status=status
        )
        factories.CountFactory(
            submission=submission, procedure=procedures[1], total=total, online=5
        )
    sheet = download(officer).worksheets[0]
    rows = [[cell.value for cell in row][:9] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        ["2018-09", "X1", "1.000270", "=1+1 Khai sinh", 3, None, None, None, None],
        ["2018-09", "X1", "1.000894", "Kết hôn", 3, 50, 5, 12, 5],
        ["2018-09", "X1", "1.001193", "Khai tử", 3, None, None, None, None],
    ]
    assert sheet["D2"].data_type == "s"
    assert sheet["C2"].number_format == "@"


@pytest.mark.parametrize(("month", "is_said"), [(8, True), (9, True), (7, False)])
def test_sample_figures_in_it_are_said_on_its_guide_and_in_its_name(officer, cast, month, is_said):
    factories.SubmissionFactory(unit=cast.commune, month=Month(2018, month), is_sample=True)
    answer = officer.get(f"{FORM}workbook.xlsx")
    name = "X1-2018-09-du-lieu-mau.xlsx" if is_said else "X1-2018-09.xlsx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    guide = load_workbook(io.BytesIO(answer.content)).worksheets[1]
    notes = [cell.value for cell in guide["A"]]
    assert ("DỮ LIỆU MẪU: các số liệu này không có thật." in notes) == is_said


def test_only_the_cells_to_fill_in_are_open_and_each_is_checked(officer, procedures):
    sheet = download(officer).worksheets[0]
    assert sheet.protection.sheet
    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == {f"{column}{row}" for column in "HI" for row in (2, 3, 4)}
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2)
        for rule in sheet.data_validations.dataValidation
    }
    assert rules == {"H2:H4": ("whole", "0", None), "I2:I4": ("whole", "0", "H2")}


def test_workbook_says_whose_it_is_until_when_and_under_which_decision(officer, cast):
    factories.DecisionFactory(number="852/QĐ-UBND")
    factories.PeriodFactory(month=SEPTEMBER)
    workbook = download(officer)
    origin = workbook["origin"]
    assert origin.sheet_state == "hidden"
    assert dict(origin.values) == {
        "unit_code": "X1",
        "period": "2018-09",
        "decision": "852/QĐ-UBND",
        "template_version": "1",
    }
    guide = [line for (line,) in workbook["Hướng dẫn"].values]
    assert guide[:3] == [
        f"{cast.commune}, tháng 9/2018",
        "Quyết định 852/QĐ-UBND",
        "Tính từ ngày 1/9/2018 đến ngày 30/9/2018. Hạn nộp 5/10/2018, khóa sau ngày 15/10/2018.",
    ]


def test_filled_in_workbook_fills_the_form_and_stores_nothing(officer, procedures):
    workbook = download(officer)
    sheet = workbook.worksheets[0]
    sheet["H2"], sheet["I2"], sheet["H4"], sheet["I4"] = 12, "1.200", 7.0, 0
    page = fill(officer, saved(workbook))
    assert shown(page, procedures) == [("12", "1.200"), (None, None), ("7", "0")]
    [error] = page.context["form"].errors.values()
    assert error == ["Số hồ sơ trực tuyến lớn hơn tổng số hồ sơ."]
    assert not Submission.objects.exists()
    sheet["I2"] = 4
    page = fill(officer, saved(workbook))
    assert "Hãy xem lại rồi bấm gửi" in page.content.decode()
    assert page.context["form"].errors == {}
    assert f'action="{FORM}"' in page.content.decode()
    assert not Count.objects.exists()


def test_workbook_without_figures_fills_nothing_and_says_so(officer, procedures):
    content = saved(download(officer))
    page = fill(officer, content)
    assert said(page) == [["Chưa điền gì: X1-2018-09.xlsx không có số liệu của tháng này."]]
    file = SimpleUploadedFile("X1-2018-09.xlsx", content)
    page = officer.post("/uploads/", {"file": file}, follow=True)
    assert "không có gì để lưu" in page.content.decode()


def test_blank_cell_keeps_what_the_draft_holds(officer, cast, procedures):
    submission = factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER, status="draft")
    factories.CountFactory(submission=submission, procedure=procedures[0], total=9, online=3)
    content = b"period,unit_code,procedure_code,total,online\n2018-09,X1,1.000270,10,\n"
    assert shown(fill(officer, content, "a.csv"), procedures)[0] == ("10", "3")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            ["2018-09,X2,1.000270,1,1", "2018-09,X2,1.000894,1,1"],
            f"Tệp này là của UBND xã Sơn Trung (X2), tháng 9/2018; biểu mẫu này là của {OWN}.",
        ),
        (
            ["2018-08,X1,1.000270,1,1", "2018-08,X1,1.000894,1,1"],
            f"Tệp này là của UBND xã Cam Tân (X1), tháng 8/2018; biểu mẫu này là của {OWN}.",
        ),
        (
            ["2018-09,X9,1.000270,1,1"],
            f"Tệp này là của đơn vị X9, tháng 9/2018; biểu mẫu này là của {OWN}.",
        ),
        (
            ["2018-09,X1,1.000270,1,1", "2018-08,X2,1.000894,1,1"],
            f"Dòng 3 của tệp là của UBND xã Sơn Trung (X2), tháng 8/2018; biểu mẫu này là của {OWN}.",
        ),
    ],
)
def test_file_of_another_unit_or_month_says_so_once_and_fills_nothing(
    officer, procedures, rows, message
):
    content = "\n".join(["period,unit_code,procedure_code,total,online", *rows]).encode()
    page = fill(officer, content, "a.csv")
    assert said(page) == [[message]]
    assert shown(page, procedures)[0] == (None, None)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "2018-09,X1,9.999999,1,1",
            "Dòng 2, cột “procedure_code”: Đơn vị không phải báo cáo thủ tục 9.999999 trong tháng này.",
        ),
        (
            "2018-09,X1,1.000270,1,1\n2018-09,X1,1.000270,2,2",
            "Dòng 3, cột “procedure_code”: Thủ tục này đã có ở dòng 2.",
        ),
        ("9/18,X1,1.000270,1,1", "Dòng 2, cột “period”: “9/18” không phải là tháng: hãy viết"),
    ],
)
def test_row_that_fills_nothing_is_told_with_its_place(officer, procedures, row, message):
    content = f"period,unit_code,procedure_code,total,online\n{row}\n".encode()
    page = fill(officer, content, "a.csv")
    [line] = said(page)[-1]
    assert line.startswith(message)
    assert shown(page, procedures)[0] == (None, None)


def test_many_faults_are_told_in_one_message(officer, procedures):
    rows = "\n".join(["<b>,X1,1.000270,1,1"] * 7)
    content = f"period,unit_code,procedure_code,total,online\n{rows}\n".encode()
    page = fill(officer, content, "a.csv")
    [lines] = said(page)
    assert len(lines) == 6
    assert lines[-1] == "Và 2 lỗi khác."
    assert "“&lt;b&gt;”" in lines[0]


def test_faulty_file_fills_what_is_good_and_comes_back_with_its_faults_marked(officer, procedures):
    workbook = download(officer)
    sheet = workbook.worksheets[0]
    workbook.move_sheet(sheet, 1)
    sheet.title = "Tháng 9"
    sheet["H2"], sheet["I2"] = 12, "mười"
    sheet["H3"], sheet["I3"] = 20, 5
    sheet["C4"] = "9.999999"
    page = fill(officer, saved(workbook))
    assert shown(page, procedures) == [("12", "mười"), ("20", "5"), (None, None)]
    assert not Submission.objects.exists()
    kept = page.context["faulty_file"]
    address = f"/uploads/{kept.pk}/marked.xlsx"
    assert address in page.content.decode()
    answer = officer.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="X1-2018-09-can-sua.xlsx"'
    content = b"".join(answer.streaming_content)
    marked = load_workbook(io.BytesIO(content))["Tháng 9"]
    said = {cell.coordinate: cell.comment.text for row in marked for cell in row if cell.comment}
    assert {place: "mười" in text or "9.999999" in text for place, text in said.items()} == {
        "I2": True,
        "C4": True,
    }
    again = fill(officer, content)
    assert shown(again, procedures) == shown(page, procedures)


def test_marked_file_of_another_person_does_not_exist(client, officer, cast, procedures):
    sheet = (workbook := download(officer)).worksheets[0]
    sheet["H2"] = "x"
    kept = fill(officer, saved(workbook)).context["faulty_file"]
    for person in (cast.binh, cast.dung, cast.son):
        client.force_login(person)
        assert client.get(f"/uploads/{kept.pk}/marked.xlsx").status_code == 404


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"%PDF"), ("a.xlsx", b"PK\x03\x04")])
def test_wrong_file_is_told_on_the_form(officer, procedures, name, content):
    page = fill(officer, content, name)
    assert page.status_code == 200
    assert len(list(page.context["messages"])) == 1


def test_month_that_may_not_be_changed_is_not_filled(client, officer, cast, procedures):
    factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER, status="accepted")
    content = b"period,unit_code,procedure_code,total,online\n2018-09,X1,1.000270,10,1\n"
    page = fill(officer, content, "a.csv")
    assert "Hiện không sửa được số liệu của tháng này." in page.content.decode()
    client.force_login(cast.long)
    assert client.get(f"{FORM}workbook.xlsx").status_code == 200
    assert fill(client, content, "a.csv").status_code == 404


def test_workbook_goes_through_the_general_upload_unchanged(officer, cast, procedures):
    submission = factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER)
    for procedure in procedures:
        factories.CountFactory(submission=submission, procedure=procedure, total=9, online=3)
    file = SimpleUploadedFile("a.xlsx", saved(download(officer)))
    outcome = officer.post("/uploads/", {"file": file}, follow=True).context["delivered"].outcome
    assert (outcome.rows, outcome.new, outcome.changed) == (3, 0, 0)


def test_page_of_a_filled_form_asked_for_anew_is_the_form(officer, procedures):
    assert officer.get(f"{FORM}fill/").url == FORM
