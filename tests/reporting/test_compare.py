"""`/compare/`: two questions side by side; a span against itself moves nothing, sides that change places turn it round."""

from decimal import Decimal

import pytest

from reporting.presenters.comparison import Side, comparison
from reporting.standings import standings
from targets.periods import Month, Span
from targets.templatetags.figures import percent
from tests import factories
from tests.reporting.conftest import RECORDS
from tests.reporting.html_tables import tables
from tests.reporting.oracle import expected_standings
from tests.reporting.provinces import RandomProvince
from tests.reporting.reports import TODAY, report

NO_BREAK = "\N{NO-BREAK SPACE}"


def side(decision, first, last):
    span = Span(Month(*first), Month(*last))
    return Side(decision, span, "", standings(decision, span, TODAY))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_span_against_itself_moves_nothing(seed):
    one = side(RandomProvince(seed).decision, (2018, 4), (2018, 7))
    same = comparison(one, one)
    assert {moved.shown_points for moved in same.units} <= {Decimal("0.00"), None}
    assert not any(moved.has_other_status or moved.has_other_minimum for moved in same.units)
    assert same.change_of_reached == 0
    assert same.shown_points in (Decimal("0.00"), None)
    assert len(same.units) == len(one.rows)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_sides_that_change_places_turn_every_change_round(seed):
    decision = RandomProvince(seed).decision
    one, other = side(decision, (2018, 4), (2018, 5)), side(decision, (2018, 4), (2018, 7))
    there, back = comparison(one, other), comparison(other, one)
    assert _changes(there) == {
        code: None if points is None else -points for code, points in _changes(back).items()
    }
    assert there.change_of_reached == -back.change_of_reached
    assert there.came_to_reach == back.ceased_to_reach


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_changes_are_those_of_the_oracle(seed):
    decision = RandomProvince(seed).decision
    first, then, now = (2018, 4), (2018, 5), (2018, 7)
    found = comparison(side(decision, first, then), side(decision, first, now))
    before, after = (expected_standings(decision, first, last, TODAY) for last in (then, now))
    for moved in found.units:
        old, new = before[moved.unit.code], after[moved.unit.code]
        assert (moved.then.status, moved.now.status) == (old["status"], new["status"])
        if old["total"] and new["total"]:
            points = 100 * new["online"] / new["total"] - 100 * old["online"] / old["total"]
            assert float(moved.shown_points) == pytest.approx(points, abs=0.0051)
        else:
            assert moved.shown_points is None


def _changes(compared):
    return {moved.unit.code: moved.shown_points for moved in compared.units}


@pytest.fixture
def reviewer(client, cast, province):
    client.force_login(cast.dung)
    return client


def test_page_puts_the_month_before_beside_the_usual_question(reviewer):
    compared = reviewer.get("/compare/").context["compared"]
    assert str(compared.then.span) == "2018-01..2018-08"
    assert str(compared.now.span) == "2018-01..2018-09"


@pytest.mark.parametrize(
    ("query", "then"),
    [
        # Nothing comes before the first month of the decision; before a single month comes another.
        ({"through": "2018-01"}, "2018-01..2018-01"),
        ({"first": "2018-06", "through": "2018-06"}, "2018-05..2018-05"),
        # The same decision named is no other question.
        ({"then-decision": "852/QĐ-UBND", "through": "2018-06"}, "2018-01..2018-05"),
    ],
)
def test_month_before_is_within_the_decision_and_no_field_speaks_of_it(reviewer, query, then):
    context = reviewer.get("/compare/", query).context
    assert str(context["compared"].then.span) == then
    assert [form.errors for form in context["forms"]] == [{}, {}]


ASKED = {"then-through": "2018-01", "now-through": "2018-06"}


def test_page_shows_each_unit_then_and_now(reviewer):
    rows = {row[0]: row for row in tables(reviewer.get("/compare/", ASKED))[0]}
    assert len(rows) == len(RECORDS)
    assert rows["Sở Tài chính"][1:5] == [
        f"40{NO_BREAK}%",
        f"75,00{NO_BREAK}%",
        f"39,99{NO_BREAK}%",
        "−35,00",
    ]
    assert rows["UBND xã Cam Tân"][2:5] == ["–", f"20,00{NO_BREAK}%", "–"]


def test_file_has_the_figures_of_each_side_under_its_headings(reviewer):
    reviewer.cookies["django_language"] = "en"
    rows = reviewer.get("/compare/export.json", ASKED).json()
    [row] = [row for row in rows if row["Unit code"] == "SO"]
    assert [row[f"{figure}, then"] for figure in ("Total", "Online")] == [40_000, 30_000]
    assert [row[f"{figure}, now"] for figure in ("Total", "Online")] == [100_000, 39_996]


def test_summary_is_that_of_the_dashboard(reviewer):
    compared = reviewer.get("/compare/", ASKED).context["compared"]
    for then_or_now in ("then", "now"):
        through = ASKED[f"{then_or_now}-through"]
        overall = reviewer.get("/dashboard/", {"through": through}).context["overall"]
        found = getattr(compared, then_or_now).summary
        assert (found.reached, found.units, found.share, found.completeness) == (
            overall.reached,
            overall.units,
            overall.share,
            overall.completeness,
        )
    assert compared.change_of_reached == 5 - 1


def test_two_decisions_show_both_minimums(reviewer, province):
    later = factories.DecisionFactory(
        number="817/QĐ-UBND", first_month=Month(2019, 1), last_month=Month(2019, 12)
    )
    factories.TargetFactory(decision=later, unit=province.units["SO"], minimum_percent=45)
    asked = {"then-decision": "852/QĐ-UBND", "now-decision": "817/QĐ-UBND"}
    compared = reviewer.get("/compare/", asked).context["compared"]
    assert (str(compared.then.decision), str(compared.now.decision)) == tuple(asked.values())
    [row] = [row for row in tables(reviewer.get("/compare/", asked))[0] if row[0] == "Sở Tài chính"]
    assert row[1] == f"40{NO_BREAK}% → 45{NO_BREAK}%"


def test_groups_are_compared_by_their_sums_alone(reviewer):
    asked = {"then-group": "district", "now-group": "commune"}
    page = reviewer.get("/compare/", asked)
    compared = page.context["compared"]
    assert (compared.then.summary.units, compared.now.summary.units) == (2, 4)
    assert (compared.units, page.context["panels"], tables(page)) == ([], [], [])


def test_groups_of_different_size_show_the_part_of_each_over_the_same_months(reviewer, province):
    query = {"then-group": "agency", "now-group": "commune"}
    answer = reviewer.get("/compare/", query)
    compared = answer.context["compared"]
    assert compared.then.span == compared.now.span
    sizes = compared.then.summary.units, compared.now.summary.units
    assert sizes[0] != sizes[1]
    assert compared.change_of_reached is None
    part = f"<strong>{shown(compared.then)} → {shown(compared.now)}</strong>"
    assert part in answer.content.decode()
    # Two districts, asked for on one side alone, are other units too; one group on both sides is the same units.
    one_side = reviewer.get("/compare/", {"now-district": "H1"}).context["compared"]
    both = reviewer.get("/compare/", {"group": "commune"}).context["compared"]
    assert one_side.then.span == one_side.now.span
    assert both.then.span.last == both.now.span.last.previous()


def shown(side):
    return percent(side.shown_part)


def test_side_without_a_share_has_no_change_in_points(reviewer):
    silent = {"then-first": "2018-11", "then-through": "2018-12"}
    page = reviewer.get("/compare/", silent)
    assert page.context["compared"].shown_points is None
    tile = page.content.decode().partition("<h2>Tỷ lệ chung</h2>")[2].partition("</section>")[0]
    assert (
        "→" in tile,
        "điểm phần trăm" in tile,
        "điểm phần trăm" in tile_of_the_share(reviewer),
    ) == (
        True,
        False,
        True,
    )


def tile_of_the_share(reviewer):
    page = reviewer.get("/compare/", {"then-through": "2018-06", "now-through": "2018-07"})
    return page.content.decode().partition("<h2>Tỷ lệ chung</h2>")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("language", "same", "first"),
    [
        ("vi", "Hai bên đang chọn giống nhau", "Quyết định không có tháng nào trước tháng 1/2018."),
        ("en", "Both sides ask the same", "No month of the decision comes before January 2018."),
    ],
)
def test_first_month_says_why_nothing_stands_before_it(reviewer, language, same, first):
    reviewer.cookies["django_language"] = language
    alone = reviewer.get("/compare/", {"through": "2018-01"}).content.decode()
    assert (same in alone, first in alone) == (True, True)
    chosen = {
        f"{side}-{end}": "2018-05" for side in ("then", "now") for end in ("first", "through")
    }
    chosen = reviewer.get("/compare/", chosen).content.decode()
    assert (same in chosen, first in chosen) == (True, False)
    usual = reviewer.get("/compare/").content.decode()
    assert same not in usual


def test_district_compares_its_own_units_alone(client, cast, province):
    client.force_login(cast.binh)
    compared = client.get("/compare/").context["compared"]
    seen = {row.unit.code for one in (compared.then, compared.now) for row in one.rows}
    assert seen == {"H1", "X1", "X3", "X4"}
    for hidden in ("then-district=H2&now-district=H2", "district=H2", "group=agency"):
        assert client.get(f"/compare/?{hidden}").status_code == 404


def test_question_of_the_dashboard_holds_for_both_sides(reviewer):
    asked = {"first": "2018-02", "through": "2018-06", "group": "commune", "district": "H1"}
    page = reviewer.get("/compare/", asked)
    compared = page.context["compared"]
    assert [str(one.span) for one in (compared.then, compared.now)] == [
        "2018-02..2018-05",
        "2018-02..2018-06",
    ]
    scopes = {one.scope for one in (compared.then, compared.now)}
    assert scopes == {"UBND cấp xã, UBND huyện Cam Lâm"}
    assert {row.unit.code for row in compared.now.rows} == {"X1", "X3", "X4"}
    # What a side says itself goes first.
    other = reviewer.get("/compare/", asked | {"then-district": "H2"}).context["compared"]
    assert {row.unit.code for row in other.then.rows} == {"X2"}


def test_dashboard_leads_here_with_its_question(reviewer):
    query = "first=2018-02&through=2018-06&district=H1"
    page = reviewer.get(f"/dashboard/?{query}").content.decode()
    assert f'href="/compare/?{query.replace("&", "&amp;")}"' in page


def test_units_that_reach_on_one_side_alone_are_listed_by_themselves(reviewer):
    compared = reviewer.get("/compare/", ASKED).context["compared"]
    crossed = [row.unit.name for row in compared.units if row.came_to_reach or row.ceased_to_reach]
    assert 0 < len(crossed) < len(compared.units)
    page = reviewer.get("/compare/", ASKED | {"crossed": "1"})
    assert [row[0].split("  ")[0] for row in tables(page)[0]] == crossed
    rows = reviewer.get("/compare/export.json", ASKED | {"crossed": "1"}).json()
    assert len(rows) == len(crossed)
    assert "?then-through=2018-01&amp;now-through=2018-06#units" in page.content.decode()


def test_side_that_makes_no_sense_is_told(reviewer):
    page = reviewer.get("/compare/", {"now-first": "2018-09", "now-through": "2018-01"})
    assert page.content.count(b'class="field-errors"') == 1
    assert str(page.context["compared"].now.span) == "2018-01..2018-09"


def test_picture_has_a_line_for_each_unit_with_a_share_on_both_sides(reviewer):
    panels = reviewer.get("/compare/", ASKED).context["panels"]
    assert [[slope.moved.unit.code for slope in panel.slopes] for panel in panels] == [["SO"]]
    [slope] = panels[0].slopes
    assert (slope.way, slope.reached_then, slope.reached_now) == ("down", True, False)
    assert slope.label_y is not None


@pytest.mark.parametrize(
    ("changes", "named", "said"),
    [
        ([5, 4, 3, 2, -1, -2, -3, -4, 0], [5, 4, 3, -2, -3, -4], "3 that rose most, the 3 that"),
        ([5, 0, 0, 0], [5], "Named: the 1 that rose most."),
        ([-1, -2, -3, -4], [-2, -3, -4], "Named: the 3 that fell most."),
        ([0, 0], [], "None is named: none rose or fell."),
    ],
)
def test_caption_says_exactly_who_is_named(client, cast, changes, named, said):
    client.force_login(cast.dung)
    decision, procedure = factories.DecisionFactory(), factories.ProcedureFactory()
    for change in changes:
        unit = factories.CommuneFactory(name=f"UBND xã {change}")
        factories.TargetFactory(decision=decision, unit=unit)
        for month, online in (("2018-01", 50), ("2018-02", 50 + change)):
            report(unit, month, (procedure, online, 100))
    client.cookies["django_language"] = "en"
    sides = {"then-first": "2018-01", "then-through": "2018-01"} | {
        "now-first": "2018-02",
        "now-through": "2018-02",
    }
    page = client.get("/compare/", sides)
    [panel] = page.context["panels"]
    drawn = [slope for slope in panel.slopes if slope.label]
    assert sorted(slope.moved.points for slope in drawn) == sorted(named)
    # The others lie below them.
    assert panel.slopes[len(panel.slopes) - len(drawn) :] == drawn
    assert said in page.content.decode()


def test_long_name_is_written_out_in_lines(client, cast):
    client.force_login(cast.dung)
    name = "UBND thị trấn Nông trường Việt Trung"
    decision, procedure = factories.DecisionFactory(), factories.ProcedureFactory()
    unit = factories.CommuneFactory(name=name)
    factories.TargetFactory(decision=decision, unit=unit)
    for month, online in (("2018-01", 1), ("2018-02", 9)):
        report(unit, month, (procedure, online, 10))
    sides = {"then-through": "2018-01", "now-through": "2018-02"}
    [panel] = client.get("/compare/", sides).context["panels"]
    [slope] = panel.slopes
    assert " ".join(line for _y, line in slope.label) == name
    assert len(slope.label) == 2


def test_file_holds_the_same_units(reviewer):
    rows = reviewer.get("/compare/export.json", ASKED).json()
    assert len(rows) == len(RECORDS)
    assert [value for value in rows[0].values() if value is not None][-1] == "-35.00"


@pytest.mark.parametrize("path", ["/compare/", "/compare/export.csv"])
def test_page_asks_as_much_for_one_unit_as_for_many(
    reviewer, province, django_assert_num_queries, path
):
    number = {"/compare/": 21, "/compare/export.csv": 17}[path]
    with django_assert_num_queries(number):
        reviewer.get(path)
    for _ in range(5):
        unit = factories.CommuneFactory()
        factories.TargetFactory(decision=province.decision, unit=unit)
        factories.CountFactory(submission=factories.SubmissionFactory(unit=unit))
    with django_assert_num_queries(number):
        reviewer.get(path)
