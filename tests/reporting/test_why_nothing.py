"""A part of a page with nothing to say gives one reason, and the one that holds."""

import datetime

import pytest

from reporting.presenters.why_nothing import why_nothing_is_ahead, why_nothing_is_judged
from reporting.standings import standings
from targets.models import User
from targets.periods import Month, Span
from tests import factories
from tests.reporting.html_tables import lines, parts
from tests.reporting.reports import TODAY, report

pytestmark = pytest.mark.django_db

NO_TARGET = "Không đơn vị nào trong phạm vi đã chọn được giao chỉ tiêu"
NO_REPORT = "Kỳ này chưa có báo cáo nào"
TO_THE_END = (
    "Kỳ đang xem kéo dài đến hết năm mà sau tháng 8/2018 chưa có báo cáo:"
    " xem dự kiến của kỳ đến hết tháng 8/2018"
)
NOT_THE_YEAR = "Dự kiến tính lũy kế cả năm từ tháng 1/2018, còn kỳ đang xem bắt đầu từ tháng 8/2018"
OVER = "Năm thực hiện quyết định đã kết thúc, không còn tháng nào để dự kiến"
NONE_LEFT = "Không còn tháng nào trong năm phải báo cáo"
NO_DOSSIER = "Chưa phát sinh hồ sơ nào nên chưa có cơ sở để dự kiến"


@pytest.fixture
def year(year, cast):
    """X1 reported through August, X2 nothing; X3's target is another's business; X9 has none and reported."""
    year.report("X1", 8, 20, 100)
    year.units["X9"] = factories.CommuneFactory(code="X9", name="UBND thị trấn Trường Sa")
    year.report("X9", 8, 1, 2)
    return year


def why(year, codes, first="2018-01", through="2018-09", today=TODAY):
    span = Span(Month.parse(first), Month.parse(through))
    rows = [row for row in standings(year.decision, span, today) if row.unit.code in codes]
    return why_nothing_is_ahead(year.decision, span, rows, today)


@pytest.mark.parametrize(
    ("codes", "question", "text", "through"),
    [
        (["X9", "H1"], {}, NO_TARGET, None),
        (["X1", "X2"], {"through": "2018-12"}, TO_THE_END, "2018-08"),
        (["X1", "X2"], {"first": "2018-08"}, NOT_THE_YEAR, None),
        (["X2", "X3"], {}, NO_REPORT, None),
        (["X2"], {"through": "2018-12"}, NO_REPORT, None),
        (["X1"], {"today": datetime.date(2019, 1, 1)}, OVER, None),
    ],
)
def test_reason_is_the_one_that_holds(year, codes, question, text, through):
    found = why(year, codes, **question)
    assert (found.text, found.through and str(found.through)) == (text, through)


def test_reason_where_nothing_arose_or_nothing_is_left(year):
    year.report("X2", 8, 0, 0)
    assert why(year, ["X2"]).text == NO_DOSSIER
    year.report("X1", 12, 1, 1)
    assert why(year, ["X1"], through="2018-12").text == NONE_LEFT


@pytest.mark.parametrize(
    ("codes", "text"), [(["X9", "H1"], NO_TARGET), (["X2", "X3"], NO_REPORT), (["X1", "X2"], "")]
)
def test_nothing_is_judged_without_a_target_or_a_report(year, codes, text):
    span = Span(Month(2018, 1), Month(2018, 9))
    rows = [row for row in standings(year.decision, span, TODAY) if row.unit.code in codes]
    assert why_nothing_is_judged(rows) == text


@pytest.fixture
def reviewer(client, year):
    client.force_login(factories.UserFactory(role=User.Role.REVIEWER))
    return client


@pytest.fixture
def island(year):
    """A district without targets, whose commune reports all the same."""
    district = factories.DistrictFactory(code="576", name="UBND huyện Trường Sa")
    commune = factories.CommuneFactory(parent=district)
    report(commune, "2018-08", (year.procedure, 1, 2))
    return district


def test_district_without_targets_says_so_and_nothing_that_is_false(reviewer, island):
    page = reviewer.get("/dashboard/", {"district": "576"})
    said = lines(page)
    assert parts(page, "p", "course-now") == [NO_TARGET]
    assert [one for one in said if one.startswith(NO_REPORT)] == []
    assert [one for one in said if "trên 0" in one or "còn thiếu so với" in one] == []
    assert 'class="course"' not in page.content.decode()


@pytest.mark.parametrize("path", ["/dashboard/", "/dashboard/ahead/", "/units/X1/"])
def test_span_to_the_end_of_the_year_leads_to_the_one_that_looks_ahead(reviewer, path):
    page = reviewer.get(path, {"through": "2018-12"}).content.decode()
    start = page.index(TO_THE_END)
    address = page[:start].rpartition('href="')[2].partition('"')[0]
    led_to = reviewer.get(path + address.replace("&amp;", "&"))
    assert TO_THE_END not in led_to.content.decode()
    assert led_to.context.get("by_the_end") or led_to.context.get("ahead")


def test_nobody_is_said_to_be_at_his_minimum_before_anybody_reported(reviewer):
    page = reviewer.get("/dashboard/", {"first": "2018-10", "through": "2018-10"})
    said = lines(page)
    assert "Không đơn vị nào còn thiếu so với chỉ tiêu tối thiểu." not in said
    assert said.count(NO_REPORT) >= 3


def test_unit_page_says_why_it_has_no_outlook(reviewer):
    for code, text in (("X2", NO_REPORT), ("X9", "Đơn vị này không được giao chỉ tiêu")):
        assert text + "." in " ".join(lines(reviewer.get(f"/units/{code}/")))
