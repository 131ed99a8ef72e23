"""What a restatement would change is seen before it is drawn up, and is what stands with it afterwards."""

import datetime
from decimal import Decimal

import pghistory
import pytest

from reporting.models import Ranking
from targets.models import Count, Submission
from targets.periods import Month
from tests import factories
from tests.reporting.rankings.conftest import as_lan
from tests.tables_out import check_kinds, records

pytestmark = pytest.mark.django_db
LATER = datetime.date(2018, 10, 15)


@pytest.fixture
def other_rule(rule):
    """Another rule, which takes points off for what is missing."""
    return factories.scoring_rule(name="Trừ điểm", off_missing=Decimal(2))


@pytest.fixture
def september_due(db):
    """September is due after the ranking is drawn up."""
    return factories.PeriodFactory(month=Month(2018, 9), due_on=datetime.date(2018, 10, 5))


@pytest.fixture
def changed(september_due, final, cast, settings):
    """After the ranking a figure is corrected, a report taken back, and September comes to be overdue."""
    Count.objects.filter(submission__unit__code="X1").update(online=0)
    with pghistory.context(user=cast.son.pk):
        Submission.objects.filter(unit__code="X4").update(status="draft")
    settings.PORTAL_TODAY = LATER
    return final


def page(ranking):
    return f"/rankings/{ranking.code}/restate/"


def restated(long, ranking, rule):
    """The differences that stand with the restatement, drawn up by that rule."""
    long.post(page(ranking), {"reason": "Sửa số liệu.", "rule": rule.pk})
    after = Ranking.objects.get(replaces=ranking)
    return after, long.get(f"/rankings/{after.code}/differences/").context["restated"]


def test_what_is_seen_before_stands_with_the_restatement_afterwards(long, changed, rule):
    would = long.get(page(changed)).context["would"]
    rows = {row.unit.code: row for row in would}
    assert [one.before for one in rows["X1"].counts] == [(5, 1)]
    assert rows["X4"].counts[0].by == "Bùi Thanh Sơn (son)"
    # That a month came to be overdue since is no correction, but a restatement counts it.
    assert [one.what for one in rows["X1"].months] == ["đến nay quá hạn, tính là thiếu báo cáo"]
    assert would == restated(long, changed, rule)[1]


def test_another_rule_shows_what_it_would_make_before_it_is_taken(long, changed, rule, other_rule):
    by_same = long.get(page(changed)).context["would"]
    asked = {"reason": "Quy tắc mới.", "rule": other_rule.pk, "show": "1"}
    answer = long.post(page(changed), asked)
    assert not Ranking.objects.filter(replaces=changed).exists()
    content = answer.content.decode()
    # What was typed stays, and the rule is named.
    assert "Quy tắc mới.</textarea>" in content
    assert str(other_rule) in content
    would = answer.context["would"]
    assert would != by_same
    after, rows = restated(long, changed, other_rule)
    assert after.rule == other_rule
    assert would == rows


def test_form_that_lacks_a_reason_goes_on_showing_its_own_rule(long, changed, other_rule):
    answer = long.post(page(changed), {"reason": "", "rule": other_rule.pk})
    assert answer.context["form"].errors
    assert answer.context["rule"] == other_rule
    shown = long.post(page(changed), {"reason": "", "rule": other_rule.pk, "show": "1"})
    assert not shown.context["form"].errors
    assert shown.context["would"] == answer.context["would"]


@pytest.mark.parametrize("asked", ["", "0", "x", "999999999999999999999"])
def test_rule_that_there_is_not_leaves_the_ranking_s_own(long, changed, rule, asked):
    assert long.get(page(changed), {"rule": asked}).context["rule"] == rule


def test_nothing_would_differ_where_nothing_changed(long, final, settings):
    settings.PORTAL_TODAY = datetime.date(2018, 10, 3)
    answer = long.get(page(final))
    assert answer.context["would"] == []
    assert "Sẽ không có khác biệt nào." in answer.content.decode()


def test_file_holds_what_the_page_shows(long, changed, other_rule):
    address = f"/rankings/{changed.code}/restating"
    check_kinds(long, address)
    query = {"rule": other_rule.pk}
    lines = records(long, f"{address}.json", query)
    assert lines != records(long, f"{address}.json")
    would = long.get(page(changed), query).context["would"]
    assert {line["Mã đơn vị"] for line in lines} == {row.unit.code for row in would}
    content = long.get(page(changed), query).content.decode()
    assert f'href="{address}.xlsx?rule={other_rule.pk}"' in content


def test_nobody_else_sees_what_would_differ(client, cast, changed):
    as_lan(client, cast)
    assert client.get(page(changed)).status_code == 404
    assert client.get(f"/rankings/{changed.code}/restating.csv").status_code == 404
    client.force_login(cast.dung)
    assert client.get(f"/rankings/{changed.code}/restating.csv").status_code == 404


def test_file_of_a_ranking_that_is_not_final_is_not_there(long, out):
    assert long.get(f"/rankings/{out.code}/restating.csv").status_code == 404
