"""Every figure of the dashboard, the headline included, once more from the open data (see dashboard_recomputed.py)."""

import datetime
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.db.models import F

from reporting.open_data import dump
from reporting.open_data.extent import extent
from targets.models import Count, Submission, User
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY
from tests.reporting import dashboard_recomputed, headline_recomputed
from tests.reporting.dashboard_recomputed import Dashboard
from tests.reporting.headline_recomputed import headline
from tests.reporting.html_tables import parts, whole_table
from tests.reporting.provinces import RandomProvince
from tests.reporting.recomputed import read
from tests.reporting.reports import report
from tests.reporting.written import part, whole

pytestmark = pytest.mark.django_db


def exported():
    """The tables of the open data, as anybody may take them."""
    file = io.BytesIO()
    dump.write_zip(file, extent(decision=None, through=None, today=TODAY))
    archive = zipfile.ZipFile(file)
    names = [name for name in archive.namelist() if name.endswith(".csv")]
    return {name.removesuffix(".csv"): read(archive.read(name)) for name in names}


def recomputed(tables, **query):
    first = tables["decisions"][0]["first_month"]
    return Dashboard(tables, **{"first": first, "through": "2018-09", "today": str(TODAY)} | query)


def asked(client, query, language="vi"):
    client.cookies["django_language"] = language
    return client.get("/dashboard/", query)


def columns(response, name, *kept):
    return [[row[number] for number in kept] for row in whole_table(response, name)]


def names_apart(rows, units):
    """The first cell of each row without the name of the district below a commune's."""
    districts = [unit["name"] for unit in units if unit["kind"] == "district"]
    suffixes = tuple(f" {name}" for name in districts)
    return [[_without(row[0], suffixes), *row[1:]] for row in rows]


def _without(name, suffixes):
    for suffix in suffixes:
        name = name.removesuffix(suffix)
    return name


def procedures_behind(response):
    """The table of procedures, which comes after the page where the page asks for it."""
    later = re.search(r'hx-get="([^"]*)"', response.content.decode())
    answer = response.client.get(unescape(later[1])) if later else response
    return whole_table(answer, "procedures-behind")


def shown(response, units):
    """What stands on the page, by the part of it."""
    return {
        "tiles": parts(response, "section", "tile"),
        "course": whole_table(response, "course"),
        "units": names_apart(columns(response, "units-listed", 0, 1, 2, 3, 4, 5, 7, 8, 9), units),
        "districts": whole_table(response, "districts"),
        "units behind": names_apart(columns(response, "units-behind", 0, 1, 3, 4), units),
        "procedures behind": [
            [row[0].rpartition(" ")[0], *row[1:]] for row in procedures_behind(response)
        ],
        "missing": names_apart(whole_table(response, "reports-missing"), units),
    }


def expected(page):
    return {
        "tiles": page.tiles(),
        "course": page.course(),
        "units": page.units(),
        "districts": page.districts(),
        "units behind": page.units_behind(),
        "procedures behind": page.procedures_behind(),
        "missing": page.missing_reports(),
    }


def said(response):
    return [*parts(response, "h1", "headline"), *parts(response, "li", "headline")]


def assert_page_says_what_the_files_say(client, **query):
    tables = exported()
    page, response = recomputed(tables, **query), asked(client, query)
    assert shown(response, tables["units"]) == expected(page)
    assert said(response) == headline(page, "vi")
    assert said(asked(client, query, "en")) == headline(page, "en")
    assert parts(response, "p", "course-now") == [course_in_words(page)]
    lacking = headline_recomputed.lacking(page, headline_recomputed.WORDS["vi"])
    assert parts(response, "p", "course-lacking") == lacking
    text = " ".join(response.content.decode().replace("\xa0", " ").split())
    assert page.behind_in_words() in text
    owing = whole_table(response, "reports-missing")
    months = sum(int(row[2]) for row in owing)
    said_of_them = (
        f"{whole(len(owing))} đơn vị chưa gửi đủ báo cáo, tổng cộng {whole(months)} báo cáo"
    )
    assert not owing or said_of_them in text
    assert not owing or f"<strong>{page.missing_in_words(lacking)}</strong>" in text
    [number] = re.findall(r'<h2 id="units-listed"[^>]*>([^<]*)</h2>', text)
    assert number == f"{whole(len(page.units()))} đơn vị"


def course_in_words(page):
    """What part of the units reach their minimum by the last month of the course."""
    if not page.reported_months & set(page.months):
        return headline_recomputed.WORDS["vi"].nothing()
    reached, units = dashboard_recomputed.reached(page.judged), len(page.judged)
    return f"{part(reached, units)} số đơn vị đạt chỉ tiêu tối thiểu"


QUERIES = [
    {},
    {"through": "2018-06"},
    {"through": "2018-01"},
    {"through": "2018-10"},
    {"first": "2018-10", "through": "2018-10"},
    {"first": "2018-05", "through": "2018-06"},
    {"group": "commune"},
    {"group": "agency", "through": "2018-06"},
    {"district": "H1", "through": "2018-06"},
    {"district": "H2", "group": "commune"},
    {"status": "reached"},
    {"status": "not_reported"},
]


@pytest.fixture
def reviewer(client, db):
    client.force_login(factories.UserFactory(username="followed-by", role=User.Role.REVIEWER))
    return client


@pytest.fixture
def year(province):
    """The province with months that move its communes, some due dates, and reports in time and late."""
    report(province.units["X2"], "2018-05", (province.shared, 1, 40))
    report(province.units["X1"], "2018-05", (province.shared, 1, 40))
    report(province.units["X1"], "2018-09", (province.shared, 30, 50))
    for month in (5, 6, 9):
        factories.PeriodFactory(month=Month(2018, month))
    for code, day in [("X1", 4), ("X2", 5), ("SY", 6)]:
        at = datetime.datetime(2018, 7, day, 12, tzinfo=datetime.UTC)
        Submission.objects.filter(unit__code=code, month=Month(2018, 6)).update(
            submitted_at=at, first_submitted_at=at
        )
    return province


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_province_where_every_status_occurs(reviewer, year, query):
    assert_page_says_what_the_files_say(reviewer, **query)


def test_district_reads_of_its_own_units(client, cast, year):
    client.force_login(cast.binh)
    tables = exported()
    page, response = recomputed(tables, district="H1"), asked(client, {})
    assert shown(response, tables["units"]) == expected(page)
    assert said(response) == headline(page, "vi")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("query", [{"through": "2018-07"}, {"through": "2018-06", "group": "commune"}], ids=str)  # fmt: skip
def test_province_at_random(reviewer, seed, query):
    RandomProvince(seed)
    # Shares of fewer than 30 dossiers make no headline.
    Count.objects.update(total=F("total") * 7, online=F("online") * 7)
    assert_page_says_what_the_files_say(reviewer, **query)


@pytest.mark.parametrize("seed", [1, 4])
def test_districts_of_a_province_at_random(reviewer, seed):
    province = RandomProvince(seed)
    Count.objects.update(total=F("total") * 7, online=F("online") * 7)
    for unit in province.units:
        if unit.kind == "district":
            assert_page_says_what_the_files_say(reviewer, through="2018-07", district=unit.code)


def test_many_units_are_behind(reviewer, year):
    """The page has ten of them and says how much of all shortfalls is theirs."""
    for number in range(13):
        unit = factories.CommuneFactory(parent=year.units["H2"], order=20 + number)
        factories.TargetFactory(decision=year.decision, unit=unit, minimum_percent=15)
        report(unit, "2018-08", (year.shared, number, 1_000))
    tables = exported()
    assert recomputed(tables).behind_in_words()
    assert_page_says_what_the_files_say(reviewer)


@pytest.mark.parametrize("module", [dashboard_recomputed, headline_recomputed])
def test_recomputation_uses_nothing_of_the_portal(module):
    source = Path(module.__file__).read_text()
    assert not re.search(r"^(from|import) (django|reporting|targets|quota_portal)", source, re.MULTILINE)  # fmt: skip
