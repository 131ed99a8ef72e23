"""The headline: what it says, in either language, and where its phrases lead."""

import pytest
from django.core.cache import caches

from targets.periods import Month
from tests import factories
from tests.reporting.a_year import cells, rising

pytestmark = pytest.mark.django_db


def said(client, language="en", **query):
    """The headline: its main phrase, then the others."""
    client.cookies["django_language"] = language
    # A page that is kept is not drawn, and then shows no context.
    caches["drawn"].clear()
    found = client.get("/dashboard/", query).context["headline"]
    return [found.main.text, *[phrase.text for phrase in found.phrases]]


CASES = {
    "en": [
        "2 of 3 units reach their minimum",
        "1 unit more than through August 2018",
        "September 2018: 1 of 3 units have reported",
        "every unit has sent at least one monthly report",
        "3 units have not sent all reports that are due",
        "the communes of huyện Khánh Sơn rose most, by 11.67 percentage points",
    ],
    "vi": [
        "2 trên 3 đơn vị đạt chỉ tiêu tối thiểu",
        "tăng 1 đơn vị so với lũy kế đến hết tháng 8/2018",
        "tháng 9/2018 có 1 trên 3 đơn vị gửi báo cáo",
        "tất cả đơn vị đã gửi ít nhất một báo cáo tháng",
        "3 đơn vị chưa gửi đủ báo cáo đến hạn",
        "cấp xã của huyện Khánh Sơn tăng nhiều nhất, thêm 11,67 điểm phần trăm",
    ],
}


@pytest.mark.parametrize("language", CASES)
def test_headline_says_where_units_stand_and_who_rose_most(reviewer, year, language):
    rising(year)
    assert said(reviewer, language) == CASES[language]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "0 of 3 units reach their minimum",
                "1 unit fewer than through August 2018",
                "September 2018: 1 of 3 units have reported",
                "2 units have not reported any month",
                "3 units have not sent all reports that are due",
                "the communes of no district rose",
            ],
        ),
        (
            "vi",
            [
                "0 trên 3 đơn vị đạt chỉ tiêu tối thiểu",
                "giảm 1 đơn vị so với lũy kế đến hết tháng 8/2018",
                "tháng 9/2018 có 1 trên 3 đơn vị gửi báo cáo",
                "2 đơn vị chưa báo cáo tháng nào",
                "3 đơn vị chưa gửi đủ báo cáo đến hạn",
                "không huyện nào có tỷ lệ cấp xã tăng",
            ],
        ),
    ],
)
def test_headline_of_a_fall(reviewer, year, language, words):
    year.report("X1", 8, 20, 100)
    year.report("X1", 9, 0, 100)
    assert said(reviewer, language) == words


def test_headline_of_no_change_and_of_a_tie_in_the_decisions_order(reviewer, year):
    for code in ("X2", "X1"):
        year.report(code, 8, 30, 100)
        year.report(code, 9, 60, 100)
    assert said(reviewer) == [
        "2 of 3 units reach their minimum",
        "as many as through August 2018",
        "September 2018: 2 of 3 units have reported",
        "1 unit has not reported any month",
        "3 units have not sent all reports that are due",
        "the communes of huyện Cam Lâm, huyện Khánh Sơn rose most and alike, by 15.00 percentage points",
    ]


@pytest.mark.parametrize(("through_august", "is_news"), [(29, False), (30, True)])
def test_few_dossiers_never_make_a_headline(reviewer, year, through_august, is_news):
    year.report("X1", 8, 0, through_august)
    year.report("X1", 9, 100, 100)
    assert any("communes" in phrase for phrase in said(reviewer)) is is_news


def test_tiny_rise_is_not_said_to_be_none(reviewer, year):
    year.report("X1", 8, 10_000, 100_000)
    year.report("X1", 9, 1, 1)
    assert said(reviewer, group="commune", district="H1")[-1] == (
        "the communes of huyện Cam Lâm rose by less than 0.01 percentage points"
    )


def test_first_month_is_compared_with_nothing(reviewer, year):
    year.report("X1", 1, 20, 100)
    assert said(reviewer, through="2018-01") == [
        "1 of 3 units reach their minimum",
        "no comparison: January 2018 is the first month of the span",
        "January 2018: 1 of 3 units have reported",
        "2 units have not reported any month",
        "2 units have not sent all reports that are due",
    ]
    page = reviewer.get("/dashboard/", {"through": "2018-01"})
    assert [row[5] for row in cells(page, "districts")] == ["–", "–"]


def test_nothing_reported_and_nothing_targeted_are_said(reviewer, cast):
    factories.DecisionFactory()
    assert said(reviewer) == ["No unit of this choice has a target"]
    assert said(reviewer, "vi") == ["Không đơn vị nào trong phạm vi đã chọn được giao chỉ tiêu"]


def test_headline_without_any_report(reviewer, year):
    assert said(reviewer) == [
        "No report of this span is in yet",
        "September 2018: no report yet",
        "3 units have not sent all reports that are due",
    ]
    page = reviewer.get("/dashboard/").content.decode()
    assert '<p class="course-now">No report of this span is in yet</p>' in page


UNFINISHED = {
    "en": [
        "September 2018: only 1 of 3 units have reported so far, due on 5 Oct 2018",
        "2 units have not sent all reports that are due",
    ],
    "vi": [
        "tháng 9/2018 mới có 1 trên 3 đơn vị gửi báo cáo, hạn 5/10/2018",
        "2 đơn vị chưa gửi đủ báo cáo đến hạn",
    ],
}


@pytest.mark.parametrize("language", UNFINISHED)
def test_month_that_is_still_coming_in_is_said_to_be(reviewer, year, language):
    rising(year)
    for month in range(1, 8):
        year.report("X1", month, 0, 0)
    factories.PeriodFactory(month=Month(2018, 9))
    how_far, owing = UNFINISHED[language]
    phrases = said(reviewer, language)
    assert phrases[2] == how_far
    assert phrases[-2] == owing
    page = reviewer.get("/dashboard/")
    assert page.content.decode().replace("\xa0", " ").count(how_far) == 4
    marked = [str(one.month) for one in course_columns(reviewer) if one.is_unfinished]
    assert marked == ["2018-09"]
    # Of a month whose due date is past nothing is still coming in.
    assert not any(one.is_unfinished for one in course_columns(reviewer, through="2018-08"))


def test_month_that_all_have_sent_is_as_any_other(reviewer, year):
    factories.PeriodFactory(month=Month(2018, 9))
    for code in year.units:
        year.report(code, 9, 30, 100)
    assert [phrase for phrase in said(reviewer) if "September" in phrase] == []
    assert not any(one.is_unfinished for one in course_columns(reviewer))


def course_columns(client, **query):
    caches["drawn"].clear()
    return client.get("/dashboard/", query).context["course"].columns


def test_headline_follows_the_filters(reviewer, year):
    rising(year)
    year.report("X1", 9, 0, 0)
    assert said(reviewer, district="H1")[0] == "1 of 1 unit reaches its minimum"
    assert said(reviewer, district="H1")[-1] == (
        "the share of the communes of huyện Cam Lâm is as it was"
    )
    assert said(reviewer, group="agency") == ["No unit of this choice has a target"]
    # What is listed is not what is summed up.
    assert said(reviewer, status="not_met") == said(reviewer)


def test_district_reads_of_its_own_scope(client, cast, year):
    rising(year)
    client.force_login(cast.binh)
    assert said(client)[0] == "1 of 1 unit reaches its minimum"
    page = client.get("/dashboard/")
    assert [row[0] for row in cells(page, "units-listed")] == [
        "UBND huyện Cam Lâm",
        "UBND xã Cam Tân",
    ]
    assert [row[0] for row in cells(page, "districts")] == ["UBND huyện Cam Lâm"]
    assert cells(page, "procedures-behind") == []
    assert "Ba Cụm Bắc" not in page.content.decode()


def test_phrases_lead_to_the_figures_behind_them(reviewer, year):
    rising(year)
    year.report("X3", 7, 0, 1, status="draft")
    headline = reviewer.get("/dashboard/", {"group": "commune"}).context["headline"]
    kept = "?decision=852%2FQ%C4%90-UBND&first=2018-01&through=2018-09&group=commune"
    assert headline.main.address == f"{kept}&status=reached#units"
    listed = reviewer.get("/dashboard/" + headline.main.address)
    assert [row[0] for row in cells(listed, "units-listed")] == [
        "UBND xã Cam Tân",
        "UBND xã Sơn Trung",
    ]
    assert [phrase.address for phrase in headline.phrases] == [
        f"/compare/{kept}&crossed=1#units",
        *["#missing"] * 3,
        f"/compare/{kept}&district=H2",
    ]
    moved = reviewer.get(headline.phrases[0].address)
    assert [row[0] for row in cells(moved, "units")] == ["UBND xã Sơn Trung"]
    # The share of the communes alone, without the district's own, and by how much it rose.
    rose = reviewer.get(headline.phrases[-1].address)
    assert str(rose.context["compared"].shown_points) == "11.67"
    assert [row[0] for row in cells(rose, "units")] == [
        "UBND xã Sơn Trung",
        "UBND xã Ba Cụm Bắc",
    ]
    assert "+11,67" in rose.content.decode()


def test_change_leads_to_the_month_before_the_last_reported(reviewer, year):
    rising(year)
    headline = reviewer.get("/dashboard/", {"through": "2018-12"}).context["headline"]
    compared = reviewer.get(headline.phrases[0].address).context["compared"]
    assert [str(one.span) for one in (compared.then, compared.now)] == [
        "2018-01..2018-08",
        "2018-01..2018-09",
    ]
    assert compared.change_of_reached == 1


def test_first_month_leads_to_the_course(reviewer, year):
    year.report("X1", 1, 20, 100)
    headline = reviewer.get("/dashboard/", {"through": "2018-01"}).context["headline"]
    assert headline.phrases[0].address == "#course"


def test_change_is_that_of_the_last_month_reported(reviewer, year):
    rising(year)
    assert said(reviewer, through="2018-12")[1:4] == [
        "1 unit more than through August 2018",
        "September 2018: 1 of 3 units have reported",
        "October 2018: no report yet",
    ]
