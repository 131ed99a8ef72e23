"""What is expected of all units by the end of the year: the same as each one's own page says."""

import datetime
import re
from collections import Counter
from html import unescape

import pytest

from reporting.compliance import Share
from reporting.outlook import Course
from reporting.presenters.dumbbell import Dumbbell, dumbbell
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast):
    """Eight months that differ, so that it matters which three are the last, of two communes on different courses."""
    decision = factories.DecisionFactory()
    procedure = factories.ProcedureFactory(published=(datetime.date(2018, 1, 1), None))
    for unit, online in (
        (cast.commune, [1, 1, 1, 1, 1, 9, 9, 9]),
        (cast.other_commune, [9, 9, 9, 9, 9, 1, 1, 1]),
    ):
        factories.TargetFactory(decision=decision, unit=unit, minimum_percent=33)
        for number, of_month in enumerate(online, start=1):
            submission = factories.SubmissionFactory(unit=unit, month=Month(2018, number))
            factories.CountFactory(
                submission=submission, procedure=procedure, total=10 + number, online=of_month
            )
    return decision


def test_all_units_agree_with_the_page_of_each(client, cast, year):
    client.force_login(cast.dung)
    found = client.get("/dashboard/ahead/").context["by_the_end"]
    assert [unit.standing.unit for unit in found.units] == [cast.other_commune, cast.commune]
    for unit in found.units:
        own = client.get(f"/units/{unit.standing.unit.code}/").context["ahead"]
        assert unit.ahead == own
    # 27 of 51 in the last three months; 3 of 51.
    assert [str(unit.ahead.recent_percent) for unit in found.units] == ["5.88", "52.94"]


def test_dashboard_counts_the_courses(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/")
    found = page.context["by_the_end"]
    assert dict(found.by_course) == Counter(unit.course for unit in found.units)
    assert Course.SHORT in dict(found.by_course)
    assert "Đến tháng 12/2018 thì sao?" in page.content.decode()


def test_units_are_those_of_the_filters_in_the_page_and_in_its_file(client, cast, year):
    client.force_login(cast.dung)
    short = {"status": "not_met"}
    found = client.get("/dashboard/ahead/", short).context["by_the_end"]
    assert [unit.standing.unit for unit in found.units] == [cast.commune]
    rows = client.get("/dashboard/ahead.json", short).json()
    assert len(rows) == 1
    # 11 to 18 dossiers a month, in four months.
    assert (rows[0]["Ít nhất"], rows[0]["Nhiều nhất"]) == (44, 72)
    nobody = client.get("/dashboard/ahead/", {"status": "no_target"})
    assert nobody.context["by_the_end"] is None
    assert str(nobody.context["nothing_ahead"].text) in nobody.content.decode()


def test_counts_of_the_dashboard_lead_to_all_whom_they_count(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/", {"status": "not_met"})
    [link] = re.findall(r'href="(/dashboard/ahead/\?[^"#]*)"', page.content.decode())
    counted, led_to = (
        answer.context["by_the_end"].by_course for answer in (page, client.get(unescape(link)))
    )
    assert counted == led_to


def test_nothing_is_expected_after_the_year(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/", {"through": "2018-12"})
    assert page.context["by_the_end"] is None
    why = "sau tháng 8/2018 chưa có báo cáo"
    assert why in page.content.decode()
    dashboard = client.get("/dashboard/", {"through": "2018-12"}).content.decode()
    assert 'id="by-the-end"' not in dashboard
    assert dashboard.count(why) == 1
    assert client.get("/dashboard/ahead.json", {"through": "2018-12"}).status_code == 200


def test_unit_without_a_report_has_a_row(client, cast, year):
    factories.TargetFactory(decision=year, unit=cast.district)
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/")
    assert "Chưa đủ số liệu để nhận định" in page.content.decode()
    rows = {row[0]: row for row in tables(page)[0]}
    assert rows[cast.district.name][1:] == ["", "–", "–", "20\N{NO-BREAK SPACE}%", "–", "–"]


def test_phone_has_what_is_needed_with_its_range_and_both_shares(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/", {"lang": "vi"}).content.decode()
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    # The least and the most of eight months, 11 and 18, in the four that are left.
    small = re.findall(r'<small class="on-narrow">(.*?)</small>', page)
    assert len(small) == 2 * 2
    assert all("(44–72) hồ sơ" in line for line in small[::2])
    assert "</strong> <span aria-hidden" in small[1]
    assert small[1].endswith("5,88 %")


def test_units_stand_by_their_course_and_the_lowest_end_first(client, cast, year):
    for number in range(6):
        unit = factories.CommuneFactory()
        factories.TargetFactory(decision=year, unit=unit, minimum_percent=20)
        for month in (1, 2, 3):
            submission = factories.SubmissionFactory(unit=unit, month=Month(2018, month))
            factories.CountFactory(
                submission=submission,
                procedure=factories.ProcedureFactory(),
                total=100,
                online=number * 7,
            )
    client.force_login(cast.dung)
    found = client.get("/dashboard/ahead/").context["by_the_end"]
    courses = [course for course, _units in found.courses]
    assert len(courses) == len(set(courses)) > 1
    for _course, units in found.courses:
        ends = [unit.ahead.ends[1].percent / unit.ahead.minimum.__int__() for unit in units]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("now", "recent", "expected"),
    [
        (Share(10, 100), Share(30, 100), Dumbbell(50, 150, "up")),
        (Share(30, 100), Share(10, 100), Dumbbell(150, 50, "down")),
        (Share(20, 100), Share(40, 200), Dumbbell(100, 100, "level")),
        # Nothing, and more than twice the minimum, stand at the ends of the line.
        (Share(0, 100), Share(90, 100), Dumbbell(8, 192, "up")),
        (Share(1, 100), Share(0, 0), None),
    ],
)
def test_dumbbell_goes_from_the_year_to_its_last_months(now, recent, expected):
    assert dumbbell(now, recent, 20) == expected


def test_row_is_drawn_and_its_way_is_said_by_a_shape(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/").content.decode()
    assert page.count('class="dumbbell way-up"') == page.count('class="dumbbell way-down"') == 2
    assert "m6 0l-10-6v12z" in page
    assert "m-6 0l10-6v12z" in page


def test_every_sign_of_a_way_is_in_the_key(client, cast, year):
    client.force_login(cast.dung)
    key = client.get("/dashboard/ahead/").content.decode().split("</ul>")
    [key] = [part for part in key if "dumbbell-keys" in part]
    for words in ("cao hơn", "thấp hơn", "bằng tỷ lệ từ đầu năm"):
        assert f"ba tháng gần nhất {words}" in key


PAST = {
    "/dashboard/": ["As it looked at the end of June 2018", "as it looked at the end of June 2018"],
    "/dashboard/ahead/": ["The outlook as it was at the end of June 2018: from July 2018 on."],
}


@pytest.mark.parametrize(("path", "said"), PAST.items())
def test_outlook_of_a_past_span_says_whose_it_is(client, cast, year, path, said):
    client.force_login(cast.dung)
    client.cookies["django_language"] = "en"
    past = client.get(path, {"through": "2018-06"}).content.decode()
    now = client.get(path).content.decode()
    assert [(words in past, words in now) for words in said] == [(True, False)] * len(said)
