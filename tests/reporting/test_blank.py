"""Blank is not zero (rule 1): what was not reported, or what no minimum asks for, is a dash on pages and an empty cell in files."""

import pytest

from reporting.templatetags.standing import online_of_total
from targets.models import User
from tests import factories
from tests.reporting.html_tables import table, tables, whole_table
from tests.reporting.reports import standing_of

# The first has not reported, the second has no target, the third reported that nothing arose.
SILENT, FREE, NOTHING = "UBND huyện Khánh Sơn", "UBND huyện Trường Sa", "Sở Nội vụ"
NAMED = (SILENT, FREE, NOTHING)


@pytest.fixture
def reviewer(client, province):
    client.force_login(factories.UserFactory(role=User.Role.REVIEWER))
    return client


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("H2", (None, None, None)),
        ("H3", (3, 2, None)),
        ("SV", (0, 0, 0)),
        ("SO", (100_000, 39_996, 4)),
    ],
)
def test_figures_shown_of(province, code, figures):
    row = standing_of(province.units[code], province.decision)
    assert (row.shown_total, row.shown_online, row.shown_shortfall) == figures


def test_list_of_the_dashboard_has_a_dash_for_what_is_blank(reviewer):
    rows = table(reviewer.get("/dashboard/"), "units-listed")
    # Total, online and shortfall.
    assert {row[0]: [row[2], row[3], row[8]] for row in rows if row[0] in NAMED} == {
        SILENT: ["–", "–", "–"],
        FREE: ["3", "2", "–"],
        NOTHING: ["0", "0", "0"],
    }


def test_league_has_a_dash_for_what_is_blank(reviewer):
    rows = [row for one in tables(reviewer.get("/league/")) for row in one]
    assert {row[1]: row[2:4] for row in rows if row[1] in NAMED} == {
        SILENT: ["–", "–"],
        FREE: ["3", "2"],
        NOTHING: ["0", "0"],
    }


TOTALS = ("Tổng số", "Trực tuyến")
COMPARED = {"then-through": "2018-03", "now-through": "2018-09"}


def test_comparison_has_a_dash_for_what_is_blank(reviewer):
    rows = whole_table(reviewer.get("/compare/", COMPARED), "units")
    assert {name: row[2:4] for row in rows for name in NAMED if row[0].startswith(name)} == {
        SILENT: ["– –", "– –"],
        FREE: ["– –", "66,67 % 2/3"],
        NOTHING: ["– –", "– 0/0"],
    }


def test_file_of_the_comparison_leaves_what_is_blank_empty(reviewer):
    rows = reviewer.get("/compare/export.json", COMPARED).json()
    sums = {
        row["Đơn vị"]: [
            row[f"{name}, {side}"] for side in ("kỳ gốc", "kỳ so sánh") for name in TOTALS
        ]
        for row in rows
    }
    assert {name: sums[name] for name in NAMED} == {
        SILENT: [None] * 4,
        FREE: [None, None, 3, 2],
        NOTHING: [None, None, 0, 0],
    }


def test_sums_of_several_are_blank_where_none_reported(reviewer):
    query = {"through": "2018-02", "group": "district"}
    (districts,) = reviewer.get("/dashboard/", query).context["groups"]
    assert online_of_total(districts) == "–"
    (row,) = reviewer.get("/dashboard/groups.json", query).json()
    assert [row[name] for name in TOTALS] == [None, None]
