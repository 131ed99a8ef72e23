"""The pages of what is different from a ranking, and of its restatement."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pghistory
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reporting.actions.rankings import make_final
from reporting.exports.rankings import differences_sheet
from reporting.models import Ranking
from reporting.presenters.rankings.differences import difference_rows
from reporting.rankings.differences import differences
from reporting.rankings.touches import NO_TOUCHES
from reporting.views.differences import since
from targets.models import Count, Submission, Target
from targets.periods import Month
from tests import factories
from tests.reporting.rankings.conftest import as_lan, drawn_up, told

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
UNTIL = datetime.date(2018, 10, 10)


def test_later_correction_stands_beside_the_ranking(client, cast, out):
    make_final(ranking=out, by=cast.long, at=out.put_out_at, today=datetime.date(2018, 10, 11))
    client.force_login(cast.long)
    page = f"/rankings/{out.code}/differences/"
    assert client.get(page).context["since"] == []
    Count.objects.filter(submission__unit__code="X1").update(online=0)
    rows = {row.unit.code: row for row in client.get(page).context["since"]}
    assert {code: row.rises_by for code, row in rows.items()} == {"X1": -2, "X4": 1}
    assert [(one.before, one.after) for one in rows["X1"].counts] == [((5, 1), (5, 0))]
    tables = client.get(f"/rankings/{out.code}/").context["tables"]
    assert {row.unit.code: row.now.rank for table in tables for row in table.rows if row.now} == {
        "X1": 4,
        "X4": 3,
    }
    lines = client.get(f"/rankings/{out.code}/since.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    # Lan learns how places would move; figures only of her own unit.
    as_lan(client, cast)
    rows = {row.unit.code: row for row in client.get(page).context["since"]}
    assert (len(rows["X1"].counts), len(rows["X4"].counts)) == (1, 0)


def test_move_within_a_district_is_told(client, cast, final):
    # X4 comes before X1, among all communes and within Cam Lâm.
    Count.objects.filter(submission__unit__code="X4").update(online=F("total"))
    client.force_login(cast.long)
    rows = {
        row.unit.code: row
        for row in client.get(f"/rankings/{final.code}/differences/").context["since"]
    }
    before, after = rows["X1"].before, rows["X1"].after
    assert (before.rank_in_district, after.rank_in_district) == (2, 3)
    page = client.get(f"/rankings/{final.code}/differences/").content.decode()
    assert "trong huyện: 3" in page
    (line, *_others) = [
        line
        for line in client.get(f"/rankings/{final.code}/since.json").json()
        if line["Mã đơn vị"] == "X1"
    ]
    assert (line["Hạng trong huyện trước"], line["Hạng trong huyện sau"]) == (2, 3)


def june_of_x1(page):
    (row,) = [row for row in page.context["since"] if row.unit.code == "X1"]
    return row


def test_whoever_returned_a_report_is_named_and_not_its_unit_that_works_on_it(client, cast, final):
    report = Submission.objects.get(unit__code="X1")
    report.status, report.return_reason = "returned", "Sai."
    report.returned_at, report.returned_by = final.finalised_at, cast.dung
    report.save()
    report.version, report.saved_by = report.version + 1, cast.lan
    report.save()
    client.force_login(cast.long)
    page = client.get(f"/rankings/{final.code}/differences/")
    (month,) = june_of_x1(page).months
    assert (month.month, month.by) == ("2018-06", "Lê Quang Dũng (dung)")
    event = apps.get_model("targets", "SubmissionEvent").objects.order_by("-pgh_id")[1]
    assert datetime.datetime.fromisoformat(month.at) == event.pgh_created_at.replace(microsecond=0)
    assert {count.by for count in june_of_x1(page).counts} == {"Lê Quang Dũng (dung)"}
    assert "Lê Quang Dũng (dung)" in page.content.decode()


def test_whoever_took_a_count_away_is_named(client, cast, final):
    with pghistory.context(user=cast.son.pk):
        Count.objects.filter(submission__unit__code="X1").delete()
    client.force_login(cast.long)
    row = june_of_x1(client.get(f"/rankings/{final.code}/differences/"))
    assert [(one.after, one.by) for one in row.counts] == [(None, "Bùi Thanh Sơn (son)")]
    assert row.counts[0].at


def test_whoever_submitted_a_report_that_counts_now_is_named(client, cast, province, rule):
    Submission.objects.filter(unit__code="X1").update(status="draft")
    ranking = drawn_up(province, rule, cast)
    Submission.objects.filter(unit__code="X1").update(
        status="submitted", submitted_by=cast.lan, submitted_at=ranking.drawn_up_at
    )
    client.force_login(cast.long)
    row = june_of_x1(client.get(f"/rankings/{ranking.code}/differences/"))
    assert [one.by for one in row.months] == ["Nguyễn Thị Lan (lan)"]


def test_restatement_says_who_took_away_what_it_lacks(client, cast, province, rule, final):
    with pghistory.context(user=cast.son.pk):
        Count.objects.filter(submission__unit__code="X1").delete()
    restated = drawn_up(province, rule, cast, replaces=final, reason="Xóa số liệu.")
    client.force_login(cast.long)
    rows = client.get(f"/rankings/{restated.code}/differences/").context["restated"]
    by = {one.by for row in rows if row.unit.code == "X1" for one in row.counts}
    assert by == {"Bùi Thanh Sơn (son)"}


def test_lowered_minimum_is_shown_before_and_after(client, cast, final):
    Target.objects.filter(unit__code="X1").update(minimum_percent=Decimal("12.5"))
    client.force_login(cast.long)
    page = client.get(f"/rankings/{final.code}/differences/")
    (given,) = june_of_x1(page).given
    assert (given.before, given.after) == (f"20{NBSP}%", f"12,5{NBSP}%")
    assert f"{given.before} → {given.after}" in page.content.decode()


def test_differences_go_out_with_what_changed_by_whom_when_and_whence(client, cast, final):
    Count.objects.filter(submission__unit__code="X1").update(online=0)
    Submission.objects.filter(unit__code="X4").update(status="draft")
    with translation.override("en"):
        first, second = since(final, {"X1", "X4"})
    (count,) = first.counts
    count = replace(
        count, by="Nguyễn Thị Lan (lan)", at="2018-10-03T09:05:00+07:00", source="thang-6.xlsx, 12"
    )
    before = replace(first.before, points=Decimal("8.2512"))
    first = replace(first, counts=[count], before=before)
    with translation.override("en"):
        sheet = differences_sheet(final, [first, second], "Differences")
    headings = [column.heading for column in sheet.columns]
    row, month, *_rest = [dict(zip(headings, row, strict=True)) for row in sheet.rows]
    assert [row[heading] for heading in ("What changed", "By whom", "When", "Source")] == [
        "figures",
        "Nguyễn Thị Lan (lan)",
        "09:05, 3 Oct 2018",
        "thang-6.xlsx, 12",
    ]
    assert (month["Unit code"], month["What changed"]) == ("X4", "the report no longer counts")
    assert month["When"]
    places = {column.heading: column.places for column in sheet.columns}
    assert (places["Points before"], places["Points after"]) == (4, 2)


def test_restatement_names_what_it_replaces_and_lists_every_difference(client, cast, out):
    make_final(ranking=out, by=cast.long, at=out.put_out_at, today=datetime.date(2018, 10, 11))
    Count.objects.filter(submission__unit__code="X1").update(online=0)
    client.force_login(cast.long)
    asked = {"reason": "Xã Cam Tân sửa số liệu tháng 6.", "rule": out.rule.pk}
    answer = client.post(f"/rankings/{out.code}/restate/", asked)
    restated = Ranking.objects.get(replaces=out)
    assert answer.url == f"/rankings/{restated.code}/"
    assert restated.figures.drawn_up.replaces == out.code
    rows = client.get(f"/rankings/{restated.code}/differences/").context["restated"]
    assert [row.unit.code for row in rows] == ["X1", "X4"]
    lines = client.get(f"/rankings/{restated.code}/restated.json").json()
    assert [list(line.values())[:3] + list(line.values())[11:17] for line in lines] == [
        ["X1", "UBND xã Cam Tân", 2, "2018-06", "2.000001", 5, 1, 5, 0],
        ["X4", "UBND xã Cam Hòa", 4, *[None] * 6],
    ]
    client.post(f"/rankings/{out.code}/restate/", asked)
    assert told(client) == ["Kết quả xếp hạng này đang được hoặc đã được điều chỉnh."]


def test_restatement_becomes_final_and_the_old_one_says_so(client, cast, out, settings):
    make_final(ranking=out, by=cast.long, at=out.put_out_at, today=datetime.date(2018, 10, 11))
    Count.objects.filter(submission__unit__code="X1").update(online=0)
    client.force_login(cast.long)
    # The same months are not ranked anew beside a final ranking, but in its place.
    asked = {"decision": out.decision.number, "first": "2018-01", "through": "2018-09"}
    client.post("/rankings/draw-up/", asked | {"rule": out.rule.pk})
    assert Ranking.objects.count() == 1
    client.post(f"/rankings/{out.code}/restate/", {"reason": "Sửa.", "rule": out.rule.pk})
    restated = Ranking.objects.get(replaces=out)
    client.post(f"/rankings/{restated.code}/put-out/", {"until": "2018-10-10"})
    settings.PORTAL_TODAY = datetime.date(2018, 10, 11)
    client.post(f"/rankings/{restated.code}/make-final/")
    assert Ranking.objects.get(pk=restated.pk).is_final
    page = as_lan(client, cast).get(f"/rankings/{out.code}/").content.decode()
    assert "Đã được thay thế bằng kết quả xếp hạng <a" in page
    assert list(Ranking.objects.in_force()) == [restated]
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/restate/", {"reason": "Lại.", "rule": out.rule.pk})
    assert Ranking.objects.count() == 2


def test_ranking_that_is_not_final_is_not_restated(long, out):
    assert long.get(f"/rankings/{out.code}/restate/").status_code == 404


def test_frozen_text_of_a_replaced_ranking_is_not_read(client, cast, province, rule, final):
    restated = drawn_up(province, rule, cast, replaces=final, reason="Sai số liệu.")
    client.force_login(cast.long)
    pages = {f"/rankings/{restated.code}/": 1, f"/rankings/{restated.code}/objections/": 0}
    for page, texts in pages.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        read = [
            query["sql"] for query in captured.captured_queries if '"canonical"' in query["sql"]
        ]
        assert sum(sql.count('"canonical"') for sql in read) == texts


def test_month_that_has_become_overdue_was_never_withdrawn(client, cast, province, rule):
    factories.PeriodFactory(month=Month(2018, 9), due_on=datetime.date(2018, 10, 5))
    before = drawn_up(province, rule, cast)
    later = drawn_up(province, rule, cast, today=datetime.date(2018, 10, 6))
    found = differences(before.places, later.places)
    with translation.override("vi"):
        rows = {row.unit.code: row for row in difference_rows(found, ["X1"], {}, NO_TOUCHES)}
    assert [(one.month, one.what) for one in rows["X1"].months] == [
        ("2018-09", "đến nay quá hạn, tính là thiếu báo cáo")
    ]


def test_report_that_counts_now_and_came_late_says_so(client, cast, province, rule):
    factories.PeriodFactory(month=Month(2018, 6), due_on=datetime.date(2018, 7, 5))
    Submission.objects.filter(unit__code="X1").update(status="draft")
    ranking = drawn_up(province, rule, cast)
    late = datetime.datetime(2018, 8, 1, tzinfo=datetime.UTC)
    Submission.objects.filter(unit__code="X1").update(
        status="submitted", submitted_at=late, first_submitted_at=late
    )
    client.force_login(cast.long)
    row = june_of_x1(client.get(f"/rankings/{ranking.code}/differences/"))
    assert [one.what for one in row.months] == ["báo cáo nay được tính, gửi trễ hạn"]
