"""What the dashboard says in words, its course, its months, who and what holds back, and what is to be done."""

import pytest
from django.core.cache import caches

from reporting.standings import standings
from targets.models import UnlockRequest
from targets.periods import Month, Span
from tests import factories
from tests.reporting.html_tables import table
from tests.reporting.reports import TODAY, report

pytestmark = pytest.mark.django_db


def cells(answer, name):
    """The rows of a table of the page, with plain spaces."""
    return [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table(answer, name)
    ]


class Year:
    """Two districts with a commune each, the second with two; minimums of 20 percent; figures by the month."""

    def __init__(self, cast):
        self.decision = factories.DecisionFactory(number="852/QĐ-UBND")
        self.procedure = factories.ProcedureFactory(code="1.000001", name="Khai sinh")
        self.other = factories.ProcedureFactory(code="1.000002", name="Khai tử")
        second = factories.CommuneFactory(
            code="X3", name="UBND xã Ba Cụm Bắc", parent=cast.other_district, order=6
        )
        self.units = {"X1": cast.commune, "X2": cast.other_commune, "X3": second}
        for unit in self.units.values():
            factories.TargetFactory(decision=self.decision, unit=unit, minimum_percent=20)

    def report(self, code, month, online, total, **fields):
        return report(
            self.units[code], f"2018-{month:02}", (self.procedure, online, total), **fields
        )


@pytest.fixture
def year(cast):
    return Year(cast)


@pytest.fixture
def reviewer(client, cast):
    client.force_login(cast.dung)
    return client


def said(client, language="en", **query):
    """The headline: its main phrase, then the others."""
    client.cookies["django_language"] = language
    # A page that is kept is not drawn, and then shows no context.
    caches["drawn"].clear()
    found = client.get("/dashboard/", query).context["headline"]
    return [found.main.text, *[phrase.text for phrase in found.phrases]]


def rising(year):
    """Through August 1 of 3 units reaches; in September X2 does too, and the communes of its district rise."""
    year.report("X1", 8, 20, 100)
    year.report("X2", 8, 10, 100)
    year.report("X2", 9, 50, 100)
    year.report("X3", 8, 0, 200)


CASES = {
    "en": [
        "2 of 3 units reach their minimum",
        "1 unit more than through August 2018",
        "every unit has reported at least one month",
        "the communes of huyện Khánh Sơn rose most, by 11.67 percentage points",
    ],
    "vi": [
        "2 trên 3 đơn vị đạt chỉ tiêu tối thiểu",
        "tăng 1 đơn vị so với lũy kế đến hết tháng 8/2018",
        "đơn vị nào cũng đã báo cáo ít nhất một tháng",
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
                "2 units have not reported",
                "the communes of no district rose",
            ],
        ),
        (
            "vi",
            [
                "0 trên 3 đơn vị đạt chỉ tiêu tối thiểu",
                "giảm 1 đơn vị so với lũy kế đến hết tháng 8/2018",
                "2 đơn vị chưa báo cáo",
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
        "1 unit has not reported",
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
        "no comparison: January 2018 is the first month",
        "2 units have not reported",
    ]
    page = reviewer.get("/dashboard/", {"through": "2018-01"})
    assert [row[5] for row in cells(page, "districts")] == ["–", "–"]


def test_nothing_reported_and_nothing_targeted_are_said(reviewer, cast):
    factories.DecisionFactory()
    assert said(reviewer) == ["No unit of this choice has a target"]
    assert said(reviewer, "vi") == ["Không đơn vị nào trong phạm vi đã chọn được giao chỉ tiêu"]


def test_headline_without_any_report(reviewer, year):
    assert said(reviewer) == [
        "0 of 3 units reach their minimum",
        "as many as through August 2018",
        "3 units have not reported",
    ]


def test_headline_follows_the_filters(reviewer, year):
    rising(year)
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
        "#course",
        "#missing",
        f"{kept}&district=H2#units",
    ]
    # The district and its communes are one row of the table; the phrase leads to the communes alone.
    rose = reviewer.get("/dashboard/" + headline.phrases[2].address)
    assert [row[0] for row in cells(rose, "units-listed")] == [
        "UBND xã Sơn Trung",
        "UBND xã Ba Cụm Bắc",
    ]


def test_districts_have_their_communes_alone_too(reviewer, year, cast):
    rising(year)
    factories.TargetFactory(decision=year.decision, unit=cast.other_district, minimum_percent=20)
    year.units["H2"] = cast.other_district
    district = factories.ProcedureFactory(for_districts=True, for_communes=False)
    report(cast.other_district, "2018-09", (district, 90, 100))
    rows = cells(reviewer.get("/dashboard/"), "districts")
    # All that reach, their share, the communes that reach, their share and its change.
    assert [row[:6] for row in rows] == [
        ["UBND huyện Cam Lâm", "1/1", "20,00 %", "1/1", "20,00 %", "0,00"],
        ["UBND huyện Khánh Sơn", "2/3", "30,00 %", "1/2", "15,00 %", "+11,67"],
    ]


def test_course_adds_up_month_by_month(reviewer, year):
    rising(year)
    page = reviewer.get("/dashboard/", {"first": "2018-07"})
    assert cells(page, "course") == [
        ["07/2018", "0/3", "0,00 %", "–", "–"],
        ["08/2018", "1/3", "33,33 %", "+1", "7,50 %"],
        ["09/2018", "2/3", "66,67 %", "+1", "16,00 %"],
    ]
    course = page.context["course"]
    assert [column.month.number for column in course.columns] == [7, 8, 9, 10, 11, 12]
    heights = [column.height for column in course.columns]
    room = course.bottom - course.top
    assert heights == [0, room // 2, room, 0, 0, 0]
    assert not course.has_all


def test_course_ends_with_what_the_standings_say(reviewer, province):
    for query in ({}, {"through": "2018-05"}, {"first": "2018-06", "district": "H1"}):
        context = reviewer.get("/dashboard/", query).context
        last, overall = context["course"].last, context["overall"]
        assert (last.reached, last.units, last.share) == (
            overall.reached,
            overall.units,
            overall.share,
        )


def test_course_stops_at_this_month(reviewer, year):
    rising(year)
    context = reviewer.get("/dashboard/", {"through": "2018-12"}).context
    assert str(context["course"].last.month) == "2018-10"
    assert said(reviewer, through="2018-12")[1] == "as many as through September 2018"


def test_months_are_steps_that_keep_the_filters(reviewer, year):
    context = reviewer.get(
        "/dashboard/", {"first": "2018-03", "through": "2018-06", "group": "commune"}
    ).context
    steps = context["steps"]
    kept = "?decision=852%2FQ%C4%90-UBND"
    assert steps.months[0].address == f"{kept}&first=2018-01&through=2018-01&group=commune"
    assert steps.months[8].address == f"{kept}&first=2018-03&through=2018-09&group=commune"
    assert [step.month.number for step in steps.months if not step.address] == [11, 12]
    assert [step.month.number for step in steps.months if step.is_in_span] == [3, 4, 5, 6]
    assert [step.month.number for step in steps.months if step.is_last] == [6]
    assert (steps.before.month.number, steps.after.month.number) == (5, 7)


def test_there_is_no_step_beyond_the_year(reviewer, year):
    first = reviewer.get("/dashboard/", {"through": "2018-01"}).context["steps"]
    last = reviewer.get("/dashboard/", {"through": "2018-10"}).context["steps"]
    assert (first.before, last.after) == (None, None)


def test_units_with_the_largest_shortfall_stand_first_and_the_file_has_all(reviewer, year, cast):
    for number in range(12):
        unit = factories.CommuneFactory(parent=cast.district, order=20 + number)
        factories.TargetFactory(decision=year.decision, unit=unit, minimum_percent=20)
        report(unit, "2018-09", (year.procedure, 0, 50 if number == 11 else 10))
    rising(year)
    page = reviewer.get("/dashboard/")
    shown = [row[1] for row in cells(page, "units-behind")]
    assert shown == ["40", "10", *["2"] * 8]
    behind = page.context["behind"]
    assert (behind.number, behind.shortfall_shown, behind.shortfall) == (13, 66, 72)
    assert len(reviewer.get("/dashboard/behind.json").json()) == 13


def test_procedures_are_held_against_the_minimum_of_each_unit(reviewer, year, cast):
    # The same units under another decision, which has no part in it.
    factories.TargetFactory(
        decision=factories.DecisionFactory(first_month=Month(2019, 1), last_month=Month(2019, 12)),
        unit=cast.commune,
        minimum_percent=99,
    )
    strict = factories.CommuneFactory(parent=cast.district, order=30)
    factories.TargetFactory(decision=year.decision, unit=strict, minimum_percent="33.33")
    report(cast.commune, "2018-09", (year.procedure, 0, 100), (year.other, 1, 2))
    report(strict, "2018-09", (year.procedure, 10, 100), (year.other, 0, 2))
    # 20 and 33.33 of 200 are needed, 10 came; 0.4 and 0.67 of 4, of which 1 came: one dossier more.
    assert cells(reviewer.get("/dashboard/procedures/"), "procedures-behind") == [
        ["Khai sinh", "44", "10", "200", "5,00 %"],
        ["Khai tử", "1", "1", "4", "25,00 %"],
    ]
    assert (
        cells(reviewer.get("/dashboard/procedures/", {"group": "agency"}), "procedures-behind")
        == []
    )


def test_procedures_of_all_units_agree_with_the_standings(reviewer, province):
    """With one procedure for each unit that is short, its shortfall is that of the units."""
    files = {
        name: reviewer.get(f"/dashboard/{name}.json", {"group": "agency"}).json()
        for name in ("behind", "procedures")
    }
    short = {name: [row["Còn thiếu (hồ sơ)"] for row in rows] for name, rows in files.items()}
    assert short == {"behind": [4], "procedures": [4]}


def texts(client):
    return [task.text for task in client.get("/dashboard/").context["tasks"]]


def test_tasks_are_those_that_the_person_may_do(client, cast, year):
    rising(year)
    client.cookies["django_language"] = "en"
    UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 6),
        reason="?",
        asked_by=cast.lan,
        asked_at="2018-10-01T00:00Z",
    )
    rows = standings(year.decision, Span(Month(2018, 1), Month(2018, 9)), TODAY)
    overdue = sum(len(row.months_overdue) for row in rows if row.target)
    assert overdue > 1
    reports = f"{overdue} monthly reports are overdue"
    found = {}
    for person in (cast.dung, cast.long, cast.son, cast.binh):
        client.force_login(person)
        found[person.username] = texts(client)
    own = sum(len(row.months_overdue) for row in rows if row.unit == cast.commune)
    assert found == {
        "dung": [
            reports,
            "4 reports wait for your review",
            "1 request to correct a locked month",
            "3 units to be urged by letter",
        ],
        "long": [reports],
        "son": [reports, "1 request to correct a locked month"],
        "binh": [f"{own} monthly reports are overdue", "1 unit to be urged by letter"],
    }


def test_officer_of_a_commune_has_no_dashboard_and_none_of_its_files(client, cast, year):
    client.force_login(cast.lan)
    for path in ("", "course.csv", "behind.csv", "procedures.csv", "districts.csv"):
        assert client.get(f"/dashboard/{path}").status_code == 404


def test_files_of_a_district_hold_its_own_units_alone(client, cast, year):
    rising(year)
    client.force_login(cast.binh)
    assert client.get("/dashboard/behind.json").json() == []
    course = client.get("/dashboard/course.json").json()
    assert {row["Đơn vị"] for row in course} == {1}
    year.report("X1", 9, 0, 100)
    assert [row["Mã đơn vị"] for row in client.get("/dashboard/behind.json").json()] == ["X1"]
    assert [row["Tổng số"] for row in client.get("/dashboard/procedures.json").json()] == [200]
