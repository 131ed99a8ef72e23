"""A unit's own workbook: what it holds, and how a filled-in one fills the form without storing anything."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from targets.models import Count, Submission
from targets.periods import Month
from tests import factories

FORM = "/units/X1/reports/2018-09/"
SEPTEMBER = Month(2018, 9)


@pytest.fixture
def procedures(cast):
    named = [("1.000270", "=1+1 Khai sinh"), ("1.000894", "Kết hôn"), ("1.001193", "Khai tử")]
    return [factories.ProcedureFactory(code=code, name=name) for code, name in named]


@pytest.fixture
def officer(client, cast, procedures):
    client.force_login(cast.lan)
    return client


def download(client):
    answer = client.get(f"{FORM}workbook.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="X1-2018-09.xlsx"'
    return load_workbook(io.BytesIO(answer.content))


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def fill(client, content, name="X1-2018-09.xlsx"):
    return client.post(f"{FORM}fill/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def shown(page, procedures):
    """What the form's cells hold, row by row."""
    form = page.context["form"]
    return [
        tuple(form[f"{column}-{procedure.pk}"].value() for column in ("total", "online"))
        for procedure in procedures
    ]


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


def test_blank_cell_keeps_what_the_draft_holds(officer, cast, procedures):
    submission = factories.SubmissionFactory(unit=cast.commune, month=SEPTEMBER, status="draft")
    factories.CountFactory(submission=submission, procedure=procedures[0], total=9, online=3)
    content = b"period,unit_code,procedure_code,total,online\n2018-09,X1,1.000270,10,\n"
    assert shown(fill(officer, content, "a.csv"), procedures)[0] == ("10", "3")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2018-09,X2,1.000270,1,1", "Tệp này là của đơn vị X2."),
        ("2018-08,X1,1.000270,1,1", "Tệp này là của tháng 08/2018."),
        ("2018-09,X1,9.999999,1,1", "Đơn vị không phải báo cáo thủ tục 9.999999 trong tháng này."),
        ("2018-09,X1,1.000270,1,1\n2018-09,X1,1.000270,2,2", "Thủ tục này đã có ở dòng 2."),
    ],
)
def test_file_of_another_unit_or_month_says_so_and_fills_nothing(officer, procedures, row, message):
    content = f"period,unit_code,procedure_code,total,online\n{row}\n".encode()
    page = fill(officer, content, "a.csv")
    assert message in page.content.decode()
    assert shown(page, procedures)[0] == (None, None)


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


def test_workbook_of_an_older_template_says_so(officer, procedures):
    workbook = download(officer)
    workbook["origin"]["B4"] = "0"
    assert "mẫu cũ" in fill(officer, saved(workbook)).content.decode()
    file = SimpleUploadedFile("a.xlsx", saved(workbook))
    page = officer.post("/uploads/", {"file": file}, follow=True)
    [(_name, fault)] = page.context["faults"]
    assert "mẫu cũ" in fault.message


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


def test_year_before_or_after_the_unit_has_no_workbook(officer, cast):
    for number in (2015, 2019, 9999):
        assert officer.get(f"/units/X1/workbooks/{number}.xlsx").status_code == 404
    assert officer.get("/units/X2/workbooks/2018.xlsx").status_code == 404


def test_page_of_a_filled_form_asked_for_anew_is_the_form(officer, procedures):
    assert officer.get(f"{FORM}fill/").url == FORM
