"""The dashboard: what it lists; and every page: how often it asks the database, and what it makes of its address."""

import pytest
from django.core.cache import caches

from tests import factories
from tests.reporting.html_tables import lines, table

# Where nothing is kept of an earlier visit; of the first and the third five find out what may be kept.
PAGES = {"/dashboard/": 19, "/dashboard/procedures/": 12, "/league/": 14, "/units/X1/": 15}
EVERY_UNIT = [
    "Sở Tài chính",
    "UBND huyện Cam Lâm",
    "UBND huyện Khánh Sơn",
    "UBND xã Cam Tân",
    "UBND xã Sơn Trung",
    "Sở Y tế",
    "Sở Nội vụ",
    "UBND huyện Trường Sa",
    "UBND xã Cam An Bắc",
    "UBND xã Cam Hòa",
]


@pytest.mark.parametrize(("path", "queries"), PAGES.items())
def test_page_asks_as_much_for_one_unit_as_for_many(
    reviewer, cast, django_assert_num_queries, path, queries
):
    decision = factories.DecisionFactory()
    procedure = factories.ProcedureFactory()
    months = [f"2018-{number:02}" for number in range(1, 10)]

    def add(unit, months, procedures):
        factories.TargetFactory(decision=decision, unit=unit)
        for month in months:
            submission = factories.SubmissionFactory(unit=unit, month=month)
            for procedure in procedures:
                factories.CountFactory(submission=submission, procedure=procedure)

    add(cast.commune, months[:1], [procedure])
    reviewer.get(path)
    caches["drawn"].clear()
    with django_assert_num_queries(queries):
        reviewer.get(path)
    for _ in range(20):
        add(factories.CommuneFactory(), months, [procedure])
    add(cast.other_commune, months, factories.ProcedureFactory.create_batch(5))
    for month in months[1:]:
        submission = factories.SubmissionFactory(unit=cast.commune, month=month)
        for other in factories.ProcedureFactory.create_batch(3):
            factories.CountFactory(submission=submission, procedure=other)
    with django_assert_num_queries(queries):
        reviewer.get(path)


def listed(answer):
    return [row[0] for row in table(answer, "units-listed")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, EVERY_UNIT),
        ({"group": "agency"}, ["Sở Tài chính", "Sở Y tế", "Sở Nội vụ"]),
        (
            {"district": "H1"},
            ["UBND huyện Cam Lâm", "UBND xã Cam Tân", "UBND xã Cam An Bắc", "UBND xã Cam Hòa"],
        ),
        ({"district": "H2"}, ["UBND huyện Khánh Sơn", "UBND xã Sơn Trung"]),
        ({"status": "exceeded"}, ["Sở Y tế", "UBND xã Cam An Bắc"]),
        ({"status": "met"}, ["UBND huyện Cam Lâm", "UBND xã Cam Tân", "UBND xã Sơn Trung"]),
        ({"status": "not_met"}, ["Sở Tài chính", "UBND xã Cam Hòa"]),
        ({"status": "no_dossiers"}, ["Sở Nội vụ"]),
        ({"status": "not_reported"}, ["UBND huyện Khánh Sơn"]),
        ({"status": "no_target"}, ["UBND huyện Trường Sa"]),
        ({"group": "commune", "district": "H1", "status": "met"}, ["UBND xã Cam Tân"]),
        ({"group": "agency", "first": "2018-10", "through": "2018-10", "status": "met"}, []),
        ({"first": "2018-10", "through": "2018-10", "status": "exceeded"}, ["Sở Y tế"]),
    ],
)
def test_dashboard_lists_what_its_address_asks_for(reviewer, province, query, names):
    answer = reviewer.get("/dashboard/", query)
    if names:
        assert listed(answer) == names
    else:
        assert "Không có đơn vị nào phù hợp với bộ lọc." in lines(answer)


def test_filters_stand_as_they_were_asked(reviewer, province):
    query = {
        "decision": "852/QĐ-UBND",
        "first": "2018-02",
        "through": "2018-06",
        "group": "commune",
        "district": "H1",
        "status": "met",
    }
    form = reviewer.get("/dashboard/", query).context["form"]
    assert {field.name: field.value() for field in form} == query


def test_status_does_not_change_the_summary(reviewer, province):
    whole, filtered = (
        reviewer.get("/dashboard/", query).context for query in ({}, {"status": "exceeded"})
    )
    assert whole["overall"] == filtered["overall"]
    assert (whole["overall"].reached, whole["overall"].units) == (5, 9)


@pytest.mark.parametrize(
    ("query", "groups", "districts"),
    [
        ({}, [(1, 3), (1, 2), (3, 4)], {"UBND huyện Cam Lâm": (3, 4), "UBND huyện Khánh Sơn": (1, 2)}),
        ({"district": "H1"}, [(1, 1), (2, 3)], {"UBND huyện Cam Lâm": (3, 4)}),
        ({"group": "commune"}, [(3, 4)], {"UBND huyện Cam Lâm": (2, 3), "UBND huyện Khánh Sơn": (1, 1)}),
        ({"group": "agency"}, [(1, 3)], {}),
    ],
)  # fmt: skip
def test_headline_tiles_and_districts_follow_group_and_district(
    reviewer, province, query, groups, districts
):
    answer = reviewer.get("/dashboard/", query)
    shown = answer.context
    assert [(group.reached, group.units) for group in shown["groups"]] == groups
    assert (shown["overall"].reached, shown["overall"].units) == (
        sum(reached for reached, _units in groups),
        sum(units for _reached, units in groups),
    )
    assert {row.label: (row.reached, row.units) for row in shown["districts"]} == districts
    for name, labels in [("groups", shown["groups"]), ("districts", shown["districts"])]:
        rows = reviewer.get(f"/dashboard/{name}.csv", query).content.decode().splitlines()
        assert len([row for row in rows if "UBND" in row or "Sở" in row]) == len(labels)


def test_dashboard_says_how_many_units_of_each_group_reach_their_minimum(reviewer, province):
    groups = reviewer.get("/dashboard/").context["groups"]
    assert [
        (group.label, group.reached, group.units, group.share.online, group.share.total)
        for group in groups
    ] == [
        ("Sở, ban, ngành", 1, 3, 40_496, 101_234),
        ("UBND cấp huyện", 1, 2, 3, 10),
        ("UBND cấp xã", 3, 4, 12_504, 100_028),
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"decision": "1/QĐ-UBND"},
        {"first": "nonsense"},
        {"through": "2018-13"},
        {"through": "2031-01"},
        {"first": "2018-08", "through": "2018-02"},
        {"group": "province"},
        {"district": "X1"},
        {"district": "NONE"},
        {"status": "splendid"},
        {"first": "\x00", "district": "\x00", "decision": "\x00"},
        {"page": "7", "utm_source": "letter"},
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_question_that_makes_no_sense_is_answered_with_the_usual_one(
    reviewer, province, path, query
):
    answer = reviewer.get(path, query)
    usual = reviewer.get(path)
    assert (answer.status_code, answer.context["span"]) == (200, usual.context["span"])
    assert answer.context["decision"] == province.decision
    assert str(usual.context["span"]) == "2018-01..2018-09"
    if path == "/dashboard/":
        assert listed(answer) == EVERY_UNIT


def test_districts_stand_with_their_communes_and_without_the_rest(reviewer, province):
    answer = reviewer.get("/dashboard/", {"first": "2018-05", "through": "2018-07"})
    together = {}
    for row in answer.context["rows"]:
        district = (row.unit.parent or row.unit).name
        if row.target:
            reported, expected = together.get(district, (0, 0))
            together[district] = (
                reported + row.completeness.reported,
                expected + row.completeness.expected,
            )
    shown = {
        each.label: (each.completeness.reported, each.completeness.expected)
        for each in answer.context["districts"]
    }
    assert shown == {name: sums for name, sums in together.items() if name.startswith("UBND huyện")}


def test_missing_reports_are_named(reviewer, province):
    answer = reviewer.get("/dashboard/", {"first": "2018-05", "through": "2018-07"})
    missing = {row[0]: row[1] for row in table(answer, "reports-missing")}
    assert list(missing.items()) == [
        ("UBND huyện Khánh Sơn", "3"),
        *[(name, "2") for name in EVERY_UNIT if name not in NOT_OWING],
    ]
    owed = [unit.months_missing for unit in answer.context["missing"]]
    assert [str(month) for month in owed[0]] == ["2018-05", "2018-06", "2018-07"]
    assert 'href="/units/H2/reports/2018-05/"' in answer.content.decode()


# It owes more, and one without a target owes nothing.
NOT_OWING = {"UBND huyện Khánh Sơn", "UBND huyện Trường Sa"}


def test_no_missing_report_is_said_too(reviewer, province):
    query = {"first": "2018-06", "through": "2018-06", "group": "agency"}
    assert "Đã gửi đủ báo cáo." in lines(reviewer.get("/dashboard/", query))


def test_district_sees_itself_and_its_communes(client, cast, province):
    client.force_login(cast.binh)
    answer = client.get("/dashboard/")
    assert listed(answer) == [
        "UBND huyện Cam Lâm",
        "UBND xã Cam Tân",
        "UBND xã Cam An Bắc",
        "UBND xã Cam Hòa",
    ]
    assert answer.context["overall"].units == 4


@pytest.mark.parametrize("code", ["X2", "SO", "NONE"])
def test_unit_that_is_not_ones_own_does_not_exist(client, cast, province, code):
    client.force_login(cast.binh)
    assert client.get(f"/units/{code}/").status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/league/export.csv"])
def test_page_asks_who_it_is_first(client, province, path):
    assert client.get(path)["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", [*PAGES, "/league/export.csv"])
def test_page_takes_no_post(reviewer, province, path):
    assert reviewer.post(path).status_code == 405


@pytest.mark.parametrize(
    ("person", "path"), [("long", "/league/"), ("dung", "/dashboard/"), ("son", "/dashboard/")]
)
def test_home_leads_to_the_work_of_each_role(client, cast, province, person, path):
    client.force_login(getattr(cast, person))
    assert client.get("/")["Location"] == path
