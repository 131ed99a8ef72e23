"""What the dashboard says in its course, its months, who and what holds back, and what is to be done."""

import re

import pytest
from django.core.cache import caches

from reporting.compliance import Status
from reporting.standings import standings
from targets.models import UnlockRequest
from targets.periods import Month, Span
from tests import factories
from tests.reporting.a_year import cells, rising
from tests.reporting.reports import TODAY, report

pytestmark = pytest.mark.django_db


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
    reviewer.cookies["django_language"] = "en"
    file = reviewer.get("/dashboard/districts.json").json()
    assert [float(row["Share of the communes together"]) for row in file] == [20, 15]


def test_districts_alone_have_no_columns_of_communes(reviewer, year, cast):
    rising(year)
    factories.TargetFactory(decision=year.decision, unit=cast.other_district, minimum_percent=20)
    district = factories.ProcedureFactory(for_districts=True, for_communes=False)
    report(cast.other_district, "2018-09", (district, 90, 100))
    page = reviewer.get("/dashboard/", {"group": "district"})
    [row] = cells(page, "districts")
    assert (len(row), row[:3]) == (6, ["UBND huyện Khánh Sơn", "1/1", "90,00 %"])
    table = page.content.decode().partition('id="districts"')[2].partition("</table>")[0]
    # What a phone leaves out of the longer table has room in this one.
    assert table.count('class="number"') == 4
    headings = reviewer.get("/dashboard/districts.csv", {"group": "district"}).content.decode()
    with_communes = reviewer.get("/dashboard/districts.csv").content.decode()
    assert ("cấp xã" in headings, "cấp xã" in with_communes) == (False, True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            "UBND cấp xã: 2 trên 3 đơn vị đạt chỉ tiêu;"
            " trong 3 đơn vị có tỷ lệ, mức hoàn thành thấp nhất 0,00 %, cao nhất 150,00 %",
        ),
        (
            "en",
            "Communes: 2 of 3 reach their minimum;"
            " of the 3 with a share the lowest stands at 0.00% of its minimum, the highest at 150.00%",
        ),
    ],
)
def test_small_picture_of_a_group_is_read_with_its_figures(client, cast, year, language, said):
    rising(year)
    client.cookies["django_language"] = language
    client.force_login(cast.dung)
    page = client.get("/dashboard/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert re.findall(r'<svg class="marks".*?<title>(.*?)</title>', page) == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Trang in cho lãnh đạo (PDF)"),
        ("en", "Page for the leadership (PDF, in Vietnamese)"),
    ],
)
def test_printed_page_is_said_to_be_in_its_language(client, cast, year, language, said):
    client.cookies["django_language"] = language
    client.force_login(cast.dung)
    page = client.get("/dashboard/").content.decode()
    assert re.findall(r'<a href="/dashboard/overview.pdf[^"]*">(.*?)</a>', page) == [said]


@pytest.mark.parametrize(
    ("language", "headline", "brief"),
    [
        (
            "vi",
            "chưa so sánh được: tháng 8/2018 là tháng đầu kỳ",
            "Trong kỳ chưa có tháng trước để so sánh.",
        ),
        (
            "en",
            "no comparison: August 2018 is the first month of the span",
            "The span has no month before its last one to compare with.",
        ),
    ],
)
def test_span_of_one_month_is_compared_with_none(client, cast, year, language, headline, brief):
    rising(year)
    client.cookies["django_language"] = language
    client.force_login(cast.dung)
    month = {"first": "2018-08", "through": "2018-08"}
    page = client.get("/dashboard/", month).content.decode()
    assert (headline in page, brief in page) == (True, True)


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


def test_course_stops_at_the_last_month_reported(reviewer, year):
    rising(year)
    context = reviewer.get("/dashboard/", {"through": "2018-12"}).context
    assert str(context["course"].last.month) == "2018-09"


def test_months_are_steps_that_keep_the_filters(reviewer, year):
    context = reviewer.get(
        "/dashboard/", {"first": "2018-03", "through": "2018-06", "group": "commune"}
    ).context
    steps = context["steps"]
    kept = "?decision=852%2FQ%C4%90-UBND"
    assert steps.months[0].address == f"{kept}&first=2018-01&through=2018-01&group=commune"
    assert steps.months[8].address == f"{kept}&first=2018-03&through=2018-09&group=commune"
    assert [step.month.number for step in steps.months if not step.address] == [10, 11, 12]
    assert [step.month.number for step in steps.months if step.is_in_span] == [3, 4, 5, 6]
    assert [step.month.number for step in steps.months if step.is_last] == [6]
    assert (steps.before.month.number, steps.after.month.number) == (5, 7)


def test_running_month_is_a_step_once_somebody_reported_it(reviewer, year):
    def offered():
        caches["drawn"].clear()
        steps = reviewer.get("/dashboard/").context["steps"]
        return [step.month.number for step in steps.months if step.address][-1]

    year.report("X1", 10, 0, 1, status="draft")
    assert offered() == 9
    year.report("X2", 10, 0, 1)
    assert offered() == 10


def test_month_that_was_chosen_is_marked_though_nobody_has_reported_it(reviewer, year):
    page = reviewer.get("/dashboard/", {"through": "2018-10"}).content.decode()
    marked = re.findall(r'<li class="last"><a id="through-([^"]*)"[^>]* aria-current="true">', page)
    assert marked == ["2018-10"]


def test_running_month_of_others_is_no_step_of_a_district(client, cast, year):
    year.report("X2", 10, 0, 1)
    client.force_login(cast.binh)
    steps = client.get("/dashboard/").context["steps"]
    assert [step.month.number for step in steps.months if step.address][-1] == 9


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


def test_every_part_of_the_page_is_of_the_units_chosen(reviewer, province):
    context = reviewer.get("/dashboard/", {"district": "H1"}).context
    chosen = {"H1", "X1", "X3", "X4"}
    assert {row.unit.code for row in context["summed"]} == chosen
    # Of all units the agency is furthest short.
    assert [row.unit.code for row in context["behind"].shown] == ["X4"]
    assert {dot.standing.unit.code for dot in context["strips"][0].dots} == chosen
    [block] = context["maps"][0].blocks
    assert {tile.standing.unit.code for tile in block.tiles} == chosen - {"H1"}
    overdue = sum(len(row.months_overdue) for row in context["summed"])
    assert context["tasks"][0].number == overdue
    groups = reviewer.get("/dashboard/groups.json", {"district": "H1"}).json()
    assert [row["Đơn vị"] for row in groups] == [1, 3]
    by_status = reviewer.get("/dashboard/", {"status": "met"}).context
    assert {row.status for row in by_status["rows"]} == {Status.MET}
    # What is missing, like what is summed, is that of all units whatever their status.
    missing = [row.unit.code for row in reviewer.get("/dashboard/").context["missing"]]
    assert [row.unit.code for row in by_status["missing"]] == missing


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
            "4 reports wait for review",
            "1 request to correct a locked month",
            "3 units to be urged by letter",
        ],
        "long": [reports],
        "son": [reports, "1 request to correct a locked month"],
        "binh": [f"{own} monthly reports are overdue", "1 unit to be urged by letter"],
    }


QUEUES = {
    "en": ["4 reports wait for review", "0 requests to correct a locked month"],
    "vi": ["4 báo cáo chờ duyệt", "0 đề nghị đính chính kỳ đã khóa"],
}
OF_ALL = {"en": " (all units, all months)", "vi": " (mọi đơn vị, mọi tháng)"}


@pytest.mark.parametrize("language", QUEUES)
def test_task_that_does_not_follow_the_filters_says_so(reviewer, year, language):
    def queues(**query):
        caches["drawn"].clear()
        reviewer.cookies["django_language"] = language
        return [task.text for task in reviewer.get("/dashboard/", query).context["tasks"]][1:3]

    rising(year)
    assert queues() == queues(through="2018-09", status="met") == QUEUES[language]
    of_all = [words + OF_ALL[language] for words in QUEUES[language]]
    for query in ({"district": "H1"}, {"group": "commune"}, {"through": "2018-08"}):
        assert queues(**query) == of_all


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


def test_files_have_each_figure_under_its_own_heading(reviewer, year):
    rising(year)
    reviewer.cookies["django_language"] = "en"

    def last_row(name, *headings):
        row = reviewer.get(f"/dashboard/{name}.json", {"first": "2018-07"}).json()[-1]
        return [row[heading] for heading in headings]

    assert last_row("course", "Reach their minimum", "Units", "Change") == [2, 3, 1]
    assert last_row("course", "Total", "Online") == [500, 80]
    assert last_row("behind", "Unit code", "Short by", "Total", "Online") == ["X3", 40, 200, 0]
    assert last_row("procedures", "Short by", "Total", "Online") == [20, 500, 80]
    communes = ("Communes with a target", "Communes that reach their minimum")
    assert last_row("districts", *communes, "Total", "Online") == [2, 1, 400, 60]
