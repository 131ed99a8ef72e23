"""What is expected of all units by the end of the year: the same as each one's own page says."""

import datetime
from collections import Counter

import pytest

from reporting.outlook import Course
from targets.periods import Month
from tests import factories

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


def test_nothing_is_expected_after_the_year(client, cast, year):
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/", {"through": "2018-12"})
    assert page.context["by_the_end"] is None
    assert "không có dự kiến" in page.content.decode()
    dashboard = client.get("/dashboard/", {"through": "2018-12"}).content.decode()
    assert 'id="by-the-end"' not in dashboard
    assert dashboard.count("không có dự kiến") == 1
    assert client.get("/dashboard/ahead.json", {"through": "2018-12"}).status_code == 200


def test_unit_without_a_report_has_a_row(client, cast, year):
    factories.TargetFactory(decision=year, unit=cast.district)
    client.force_login(cast.dung)
    page = client.get("/dashboard/ahead/")
    assert "<td>Chưa đủ số liệu để nhận định</td>" in page.content.decode()


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
