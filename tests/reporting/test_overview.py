"""The leadership's page: its figures against a slow recomputation, who prints it, and what the command refuses."""

import datetime
import io
import math
import re
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.utils import translation
from pypdf import PdfReader

from reporting.documents import pdf
from reporting.management.commands import print_overview
from reporting.outlook import Course
from reporting.presenters import overview as presenter
from reporting.presenters.overview import overview
from reporting.question import span_before
from targets.models import Submission, Unit
from targets.periods import Month, Span
from tests import factories
from tests.reporting.oracle import expected_standings
from tests.reporting.provinces import RandomProvince
from tests.reporting.test_commands import FAULTS, QUESTION

AT = datetime.datetime(2018, 10, 3, 2, 5, tzinfo=datetime.UTC)
REACHED = ("exceeded", "met")
STATUSES = ("not_met", "no_dossiers", "not_reported")
COURSES = {
    Course.ON_COURSE: "đang đúng tiến độ",
    Course.SHORT: "chưa đúng tiến độ",
    Course.NOT_CERTAIN: "chưa chắc chắn",
    Course.NOT_SAID: "chưa đủ số liệu để nhận định",
}
KINDS = {"agency": "Sở, ban, ngành", "district": "UBND cấp huyện", "commune": "UBND cấp xã"}


def read(content):
    """The page's text with its lines as they are set."""
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) <= 2
    text = "\n".join(page.extract_text() for page in reader.pages)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def printed(decision, first, last, today=datetime.date(2018, 10, 3)):
    span = Span(Month(*first), Month(*last))
    return read(pdf.overview_to_pdf(overview(decision, span, today=today, at=AT), AT))


def recomputed(decision, first, last, today=datetime.date(2018, 10, 3)):
    """The units with a target, by the oracle."""
    rows = expected_standings(decision, first, last, today)
    return {code: row for code, row in rows.items() if row["minimum"] is not None}


def reached(rows):
    return sum(row["status"] in REACHED for row in rows)


def share(rows):
    total = sum(row["total"] for row in rows)
    return Fraction(sum(row["online"] for row in rows) * 100, total) if total else None


def percent(value, bound=None):
    """Written by the rules of display, worked out anew."""
    if value is None:
        return "–"
    hundredths = math.floor(value * 100 + Fraction(1, 2))
    if bound is not None and value < bound <= Fraction(hundredths, 100):
        hundredths = math.floor(value * 100)
    return f"{hundredths // 100},{hundredths % 100:02} %"


def whole(number):
    return f"{number:,}".replace(",", ".")


def change(now, before):
    return f"{'+' if now > before else '−' if now < before else ''}{whole(abs(now - before))}"


def points(now, before):
    if now is None or before is None:
        return ""
    moved = now - before
    hundredths = math.floor(abs(moved) * 100 + Fraction(1, 2))
    sign = "+" if moved > 0 and hundredths else "−" if moved < 0 and hundredths else ""
    return f" {sign}{hundredths // 100},{hundredths % 100:02} điểm phần trăm"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_figures_of_the_page_are_those_of_the_oracle(seed):
    decision = RandomProvince(seed).decision
    first, last = (2018, 4), (2018, 7)
    text = printed(decision, first, last)
    month_before = last_reported(decision, 4, 7) - 1
    now, before = recomputed(decision, first, last), recomputed(decision, first, (2018, month_before))  # fmt: skip
    assert f"{reached(now.values())} trên {len(now)} đơn vị\nđạt chỉ tiêu tối thiểu" in text
    moved = change(reached(now.values()), reached(before.values()))
    assert f"tối thiểu\n{moved} so với lũy kế đến hết tháng {month_before}/2018" in text
    assert f"{percent(share(now.values()))}\ntỷ lệ hồ sơ trực tuyến chung" in text
    for kind, label in KINDS.items():
        rows = [row for row in now.values() if row["group"] == kind]
        old = [row for row in before.values() if row["group"] == kind]
        if not rows:
            continue
        counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
        online, total = sum(row["online"] for row in rows), sum(row["total"] for row in rows)
        is_blank = counts["not_reported"] == len(rows)
        sums = "–" if is_blank else f"{whole(online)}/{whole(total)}"
        assert (
            f"{label}\n{reached(rows)} trên {len(rows)} đạt chỉ tiêu {change(reached(rows), reached(old))}\n"
            f"Tỷ lệ {percent(share(rows))}{points(share(rows), share(old))}\n"
            f"{sums} hồ sơ · {counts['not_met']} không đạt\n"
            f"{counts['no_dossiers']} không phát sinh, {counts['not_reported']} chưa báo cáo"
        ) in text


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_year_of_the_page_is_that_of_the_oracle(seed):
    decision = RandomProvince(seed).decision
    text = printed(decision, (2018, 4), (2018, 7))
    last = last_reported(decision, 4, 7)
    counts = [reached(recomputed(decision, (2018, 4), (2018, one)).values()) for one in range(4, last + 1)]  # fmt: skip
    assert f" Đạt {words(counts)} Tháng 4 5 6 7 8 9 10 11 12 " in one_line(text)


def last_reported(decision, first, last):
    """The number of the last month of which a unit with a target sent a report."""
    units = Unit.objects.filter(targets__decision=decision)
    months = Submission.objects.counting().filter(unit__in=units).values_list("month", flat=True)
    return max((one.number for one in months if first <= one.number <= last), default=first)


def words(numbers):
    return " ".join(map(str, numbers))


def one_line(text):
    return " ".join(text.split())


def test_year_and_outlook_are_those_of_the_dashboard(client, cast, province):
    client.force_login(cast.dung)
    factories.PeriodFactory(month=Month(2018, 9))
    page = client.get("/dashboard/")
    text = printed(province.decision, (2018, 1), (2018, 9))
    course = [point.reached for point in page.context["course"].points]
    assert f" Đạt {words(course)} Tháng {words(range(1, 13))} " in one_line(text)
    outlook = [f"{number} {COURSES[one]}" for one, number in page.context["by_the_end"].by_course]
    said = one_line(text)
    assert f"Đến tháng 12/2018, nếu giữ tỷ lệ của ba tháng gần nhất: {', '.join(outlook)}." in said
    with translation.override("vi"):
        lacking = "; ".join(one.in_words for one in page.context["still_lacking"])
    assert f". {lacking[0].upper()}{lacking[1:]}." in said


def test_outlook_of_a_past_month_says_so(province):
    text = one_line(printed(province.decision, (2018, 1), (2018, 6)))
    assert "nếu giữ tỷ lệ của ba tháng trước, nhìn từ cuối tháng 6/2018: " in text


def test_month_that_nobody_reported_is_compared_with_nothing(province):
    text = printed(province.decision, (2018, 8), (2018, 8))
    assert text.count("kỳ này chưa có báo cáo nào") == 2
    assert "Tháng 8/2018 chưa có báo cáo" in text
    through = printed(province.decision, (2018, 1), (2018, 8))
    last = last_reported(province.decision, 1, 8)
    assert last < 8
    assert f"so với lũy kế đến hết tháng {last - 1}/2018" in through


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_districts_and_units_of_the_page_are_those_of_the_oracle(seed):
    decision = RandomProvince(seed).decision
    text = printed(decision, (2018, 4), (2018, 7))
    rows = recomputed(decision, (2018, 4), (2018, 7))
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    for district in Unit.objects.filter(kind="district"):
        communes = [row for code, row in rows.items() if units[code].parent == district]
        if communes:
            minimums = {row["minimum"] for row in communes}
            bound = minimums.pop() if len(minimums) == 1 else None
            name = district.name.removeprefix("UBND ")
            assert (
                f"{name} {reached(communes)}/{len(communes)} {percent(share(communes), bound)}"
                in text
            )
    below = [code for code, row in rows.items() if row["status"] == "not_met"]
    below.sort(key=lambda code: (-rows[code]["shortfall"], units[code].order))
    listed = re.findall(r"^(\d+) ((?:UBND|Sở) .*) (\d+)$", text, re.MULTILINE)
    assert [(int(number), int(short)) for number, _, short in listed] == [
        (number, rows[code]["shortfall"]) for number, code in enumerate(below[:10], start=1)
    ]
    for (_, words, _), code in zip(listed, below, strict=False):
        row = rows[code]
        assert words.startswith(units[code].name)
        figures = f"{row['total']} {row['online']} {percent(share([row]), row['minimum'])}"
        assert figures in words


def test_page_says_what_it_is_about(province):
    factories.PeriodFactory(month=Month(2018, 9), covers_to=datetime.date(2018, 9, 20))
    text = printed(province.decision, (2018, 1), (2018, 9))
    assert "Quyết định 852/QĐ-UBND, từ tháng 1/2018 đến tháng 9/2018" in text
    assert "Hồ sơ tiếp nhận từ 1/1/2018 đến 20/9/2018. Số liệu lúc 09:05 3/10/2018." in text
    assert "5 trên 9 đơn vị" in text
    assert "Dữ liệu mẫu" not in text
    assert re.search(r"Trang 1/1\s*$", text)


def test_shortfall_is_said_of_the_dossiers_received(province):
    # That many new dossiers would raise the total too, and not reach the minimum.
    text = " ".join(printed(province.decision, (2018, 1), (2018, 9)).split())
    assert (
        "số hồ sơ thiếu là số hồ sơ, trong số đã tiếp nhận, lẽ ra cũng phải nộp trực tuyến để đạt chỉ tiêu."
        in text
    )


def test_page_says_that_figures_are_made_up(province):
    Submission.objects.filter(month=Month(2018, 6)).update(is_sample=True)
    assert "Dữ liệu mẫu: số lượng hồ sơ là số giả định." in printed(
        province.decision, (2018, 1), (2018, 9)
    )


def test_overdue_reports_are_told_from_those_that_may_still_come(cast):
    procedure = factories.ProcedureFactory(published=(datetime.date(2018, 8, 1), None))
    decision = factories.DecisionFactory()
    for month in (8, 9):
        factories.PeriodFactory(month=Month(2018, month))
    for unit in (cast.commune, cast.other_commune):
        factories.TargetFactory(decision=decision, unit=unit)
    for month in (8, 9):
        sent = factories.SubmissionFactory(unit=cast.other_commune, month=Month(2018, month))
        factories.CountFactory(submission=sent, procedure=procedure)
    text = printed(decision, (2018, 1), (2018, 9))
    assert (
        "1 đơn vị chưa gửi 1 báo cáo đã quá hạn: UBND xã Cam Tân (tháng 8/2018). "
        "Ngoài ra: 1 đơn vị chưa báo cáo tháng nào; 1 đơn vị chưa gửi báo cáo tháng 9/2018."
    ) in text.replace("\n", "")


def test_first_names_stand_for_many(monkeypatch, province):
    monkeypatch.setattr(presenter, "FIRST_NAMES", 2)
    text = printed(province.decision, (2018, 1), (2018, 9)).replace("\n", "")
    assert "UBND huyện Khánh Sơn (9 tháng); UBND huyện Cam Lâm (8 tháng); và 7 đơn vị khác." in text


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (((2018, 1), (2018, 9)), ((2018, 1), (2018, 8))),
        (((2018, 9), (2018, 9)), ((2018, 8), (2018, 8))),
        (((2018, 1), (2018, 1)), None),
    ],
)
def test_month_before_is_the_same_question_a_month_earlier(province, span, before):
    asked = Span(*(Month(*month) for month in span))
    found = span_before(province.decision, asked)
    assert found == (before and Span(*(Month(*month) for month in before)))


def test_first_month_has_no_month_before(province):
    text = printed(province.decision, (2018, 1), (2018, 1))
    assert text.count("chưa có tháng trước để so sánh") == 2


def test_province_without_targets_makes_a_page(db):
    assert "0 trên 0 đơn vị" in printed(factories.DecisionFactory(), (2018, 1), (2018, 9))


def test_button_prints_the_question_of_the_dashboard(client, cast, province):
    client.force_login(cast.long)
    answer = client.get("/dashboard/overview.pdf", {"first": "2018-06", "through": "2018-06"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith(
        'filename="trang-in-cho-lanh-dao-2018-06-2018-06.pdf"'
    )
    assert "Quyết định 852/QĐ-UBND, tháng 6/2018" in read(answer.content)


def test_page_is_vietnamese_for_an_english_reader(client, cast, province):
    client.force_login(cast.long)
    client.cookies["django_language"] = "en"
    text = read(client.get("/dashboard/overview.pdf").content)
    assert "UBND cấp xã\n3 trên 4 đạt chỉ tiêu" in text


def test_page_asks_as_much_for_one_unit_as_for_many(
    client, cast, province, django_assert_num_queries
):
    client.force_login(cast.long)
    with django_assert_num_queries(17):
        client.get("/dashboard/overview.pdf")
    for _ in range(5):
        unit = factories.CommuneFactory()
        factories.TargetFactory(decision=province.decision, unit=unit)
        factories.CountFactory(submission=factories.SubmissionFactory(unit=unit))
    with django_assert_num_queries(17):
        client.get("/dashboard/overview.pdf")


def test_same_page_is_the_same_file(province):
    span = Span(Month(2018, 1), Month(2018, 9))
    page = overview(province.decision, span, today=AT.date(), at=AT)
    assert pdf.overview_to_pdf(page, AT) == pdf.overview_to_pdf(page, AT)


def test_file_is_tagged_and_says_its_language(province, tmp_path):
    file = tmp_path / "trang.PDF"
    out = io.StringIO()
    call_command("print_overview", *QUESTION, "--output", str(file), stdout=out)
    root = PdfReader(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert str(file) in out.getvalue()


@pytest.mark.parametrize(("arguments", "status"), FAULTS)
def test_exit_status(province, exit_status, tmp_path, arguments, status):
    file = tmp_path / "trang.pdf"
    assert exit_status(print_overview.Command(), *arguments, "--output", str(file)) == status
    assert file.exists() == (status == 0)


@pytest.mark.parametrize("name", ["trang.docx", "trang", ".pdf", "no-such-folder/trang.pdf"])
def test_file_that_cannot_be_written_is_usage(province, exit_status, tmp_path, name):
    output = ["--output", str(tmp_path / name)]
    assert exit_status(print_overview.Command(), *QUESTION, *output) == 2
    assert list(tmp_path.iterdir()) == []


def test_missing_output_is_usage(province, exit_status):
    assert exit_status(print_overview.Command(), *QUESTION) == 2
