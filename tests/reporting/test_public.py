"""The public page: off unless turned on, and then of accepted months alone, for anybody and any cache."""

import pytest

from reporting.standings import standings
from reporting.views.public import ACCEPTED
from targets.models import Submission
from targets.periods import Month, Span
from targets.templatetags.figures import whole
from tests import factories
from tests.reporting.html_tables import lines, tables
from tests.reporting.provinces import RandomProvince
from tests.reporting.reports import TODAY

YEAR = Span(Month(2018, 1), Month(2018, 9))


@pytest.fixture
def public(settings, client, province):
    settings.PUBLIC_PAGE = True
    return client


@pytest.mark.parametrize("path", ["/public/", "/public/league.csv"])
def test_page_is_off_unless_turned_on(client, province, path):
    assert client.get(path).status_code == 404
    client.force_login(factories.UserFactory(role="administrator"))
    assert client.get(path).status_code == 404


def test_page_without_a_decision_is_not_there(settings, client, db):
    settings.PUBLIC_PAGE = True
    assert client.get("/public/").status_code == 404


def accept(*codes):
    for submission in Submission.objects.filter(unit__code__in=codes, status="submitted"):
        submission.status, submission.accepted_at = "accepted", submission.submitted_at
        submission.save()


def by_name(page):
    return {row[1]: row for table in tables(page) for row in table}


def test_months_that_are_not_accepted_never_show(public):
    page = public.get("/public/")
    assert {tuple(row[2:5]) for row in by_name(page).values()} == {("–", "–", "–")}
    assert (page.status_code, page.context["overall"].reached) == (200, 0)
    accept("X1")
    page = public.get("/public/")
    shown = by_name(page)
    assert shown["UBND xã Cam Tân"][2:5] == ["5", "1", "20,00\N{NO-BREAK SPACE}%"]
    assert shown.pop("UBND xã Cam Tân")[0] == "1"
    assert {tuple(row[2:5]) for row in shown.values()} == {("–", "–", "–")}
    assert page.context["overall"].reached == 1


def test_anybody_finds_a_commune_by_its_district(public, province):
    page = public.get("/public/").content.decode()
    for code, unit in province.units.items():
        assert page.count(f'<tr id="unit-{code}">') == 1
        if unit.parent:
            assert page.count(f'<a href="#unit-{code}">{unit.name.removeprefix("UBND ")}</a>') == 1
            assert f"<summary>{unit.parent.name}</summary>" in page


@pytest.mark.parametrize("status", ["draft", "returned", "submitted"])
def test_month_in_any_other_state_adds_nothing(public, province, status):
    accept("X1")
    before = public.get("/public/").content
    province.report("X1", "2018-07", 4, 4, status=status)
    assert public.get("/public/").content == before


def test_span_ends_with_the_last_month_that_is_accepted(public, province):
    # The agency has January accepted too.
    accept("X1", "SO")
    last = Submission.objects.filter(status="accepted").latest("month").month
    page = public.get("/public/")
    assert (str(page.context["span"]), last) == ("2018-01..2018-06", Month(2018, 6))
    rows = public.get("/public/league.json")
    assert "2018-01-2018-06" in rows["Content-Disposition"]
    asked = public.get("/public/", {"through": "2018-09"})
    assert str(asked.context["span"]) == "2018-01..2018-09"


def test_span_without_an_accepted_month_says_so(public):
    page = public.get("/public/", {"lang": "en"})
    assert str(page.context["span"]) == "2018-01..2018-09"
    assert "No month has been accepted yet" in lines(page)
    accept("X1")
    assert "1 of 9 units reach their minimum" in lines(public.get("/public/", {"lang": "en"}))
    early = public.get("/public/", {"lang": "en", "through": "2018-01"})
    assert "No month has been accepted yet" in lines(early)


def test_accepted_part_of_a_year_counts_alone(public, province):
    january = Submission.objects.get(unit__code="SO", month=Month(2018, 1))
    Submission.objects.filter(pk=january.pk).update(
        status="accepted", accepted_at=january.submitted_at
    )
    row = by_name(public.get("/public/"))["Sở Tài chính"]
    assert row[2:5] == ["40.000", "30.000", "75,00\N{NO-BREAK SPACE}%"]
    assert row[-1] == "1/1"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_usual_reckoning_once_nothing_but_accepted_months_is_left(seed):
    decision = RandomProvince(seed).decision
    found = {
        row.unit.code: _figures(row) for row in standings(decision, YEAR, TODAY, states=ACCEPTED)
    }
    Submission.objects.exclude(status="accepted").delete()
    usual = {row.unit.code: _figures(row) for row in standings(decision, YEAR, TODAY)}
    assert found == usual


def _figures(row):
    return row.online, row.total, row.status, row.rank, row.completeness


def test_anybody_may_keep_the_page_for_ten_minutes(public):
    for path in ("/public/", "/public/league.json"):
        page = public.get(path)
        assert page.headers["Cache-Control"] == "public, max-age=600"
        assert not page.cookies
        assert "Cookie" not in page.headers.get("Vary", "")


def test_page_is_the_same_for_whoever_is_signed_in(public, cast):
    alone = public.get("/public/").content
    public.force_login(cast.dung)
    public.cookies["django_language"] = "en"
    page = public.get("/public/")
    assert page.content == alone
    assert "Cookie" not in page.headers.get("Vary", "")


def test_language_stands_in_the_address(public):
    assert public.get("/public/").headers["Content-Language"] == "vi"
    page = public.get("/public/", {"lang": "en", "through": "2018-06"})
    assert page.headers["Content-Language"] == "en"
    assert "Not met" in " ".join(lines(page)) or "No accepted month" in lines(page)
    assert '<input type="hidden" name="lang" value="en"' in page.content.decode()
    assert "through=2018-06&amp;lang=vi" in page.content.decode()
    assert public.get("/public/", {"lang": "xx"}).headers["Content-Language"] == "vi"


def test_league_goes_out_as_the_page_has_it(public):
    accept("SO", "X1", "H1")
    rows = public.get("/public/league.json").json()
    shown = [row for table in tables(public.get("/public/")) for row in table]
    assert [list(row.values())[3] for row in rows] == [row[1] for row in shown]
    totals = [whole(row["Tổng số"]) for row in rows]
    assert totals == [row[2] for row in shown]


def test_file_says_how_many_months_are_accepted_of_those_expected(public):
    accept("X1")
    rows = public.get("/public/league.json", {"lang": "en"}).json()
    [row] = [row for row in rows if row["Unit code"] == "X1"]
    assert (row["Months accepted"], row["Months expected"]) == (1, 6)


def test_page_says_that_figures_are_made_up(public):
    accept("X1")
    assert "Dữ liệu mẫu." not in lines(public.get("/public/"))
    # What is not shown is not told of.
    Submission.objects.exclude(status="accepted").update(is_sample=True)
    assert "Dữ liệu mẫu." not in lines(public.get("/public/"))
    Submission.objects.update(is_sample=True)
    assert "Dữ liệu mẫu." in lines(public.get("/public/"))


def test_nothing_is_sent_to_the_page(public):
    assert public.post("/public/").status_code == 405


@pytest.mark.parametrize(("path", "number"), [("/public/", 12), ("/public/league.csv", 10)])
def test_page_asks_as_much_for_one_unit_as_for_many(
    public, province, django_assert_num_queries, path, number
):
    accept("X1")
    with django_assert_num_queries(number):
        public.get(path)
    for _ in range(5):
        unit = factories.CommuneFactory()
        factories.TargetFactory(decision=province.decision, unit=unit)
        submission = factories.SubmissionFactory(unit=unit, status="accepted")
        factories.CountFactory(submission=submission)
    with django_assert_num_queries(number):
        public.get(path)


def test_page_bears_the_mark_of_the_portal(public):
    accept("X1")
    page = public.get("/public/").content.decode()
    [brand] = [part for part in page.split("</a>") if 'class="brand"' in part]
    assert "<svg " in brand
