"""The pages of a ranking: drawing it up, its steps, objections with their answers, differences."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pghistory
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reporting.actions.rankings import OutOfStep, check_can_be_final, make_final, put_out
from reporting.exports.rankings import differences_sheet
from reporting.models import Objection, Ranking
from reporting.views.differences import since
from targets.models import Count, Submission, Target
from targets.periods import Month
from tests import factories
from tests.reporting.rankings.conftest import drawn_up

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
UNTIL = datetime.date(2018, 10, 10)


def told(client):
    """What the portal said in answer to the last step."""
    return [str(message) for message in client.get("/rankings/").context["messages"]]


@pytest.fixture
def long(client, cast):
    """Home Affairs, signed in."""
    client.force_login(cast.long)
    return client


def as_lan(client, cast):
    client.force_login(cast.lan)
    return client


def test_list_says_that_there_is_none(long):
    assert "Chưa lập kết quả xếp hạng nào." in long.get("/rankings/").content.decode()


def test_drawing_up_freezes_what_was_asked_for(long, province, rule):
    page = long.get("/rankings/draw-up/?first=2018-01&through=2018-06")
    assert (page.context["readiness"].judged, page.context["readiness"].not_reported) == (7, 1)
    answer = long.post(
        "/rankings/draw-up/",
        {
            "decision": province.decision.number,
            "first": "2018-01",
            "through": "2018-06",
            "rule": rule.pk,
        },
    )
    ranking = Ranking.objects.get()
    assert answer.url == f"/rankings/{ranking.code}/"
    assert (str(ranking.span.first), str(ranking.span.last)) == ("2018-01", "2018-06")
    assert ranking.drawn_up_by.username == "long"


@pytest.mark.parametrize(
    "wrong", [{"through": "2018-13"}, {"first": "2018-09", "through": "2018-01"}, {"rule": "0"}]
)
def test_nonsense_draws_up_nothing(long, province, rule, wrong):
    asked = {
        "decision": province.decision.number,
        "first": "2018-01",
        "through": "2018-06",
        "rule": rule.pk,
    }
    assert long.post("/rankings/draw-up/", asked | wrong).status_code == 200
    assert not Ranking.objects.exists()


def test_without_a_rule_there_is_nothing_to_draw_up_by(long, province):
    assert "Chưa có quy tắc chấm điểm nào." in long.get("/rankings/draw-up/").content.decode()


def test_ranking_is_put_out_until_a_later_day(long, ranking):
    long.post(f"/rankings/{ranking.code}/put-out/", {"until": "2018-10-03"})
    assert Ranking.objects.get().state == "drawn_up"
    long.post(f"/rankings/{ranking.code}/put-out/", {"until": "2018-10-10"})
    out = Ranking.objects.get()
    assert (out.state, out.objections_until, out.put_out_by) == (
        "out",
        UNTIL,
        ranking.drawn_up_by,
    )


def test_ranking_is_not_final_while_units_may_object(long, out):
    long.post(f"/rankings/{out.code}/make-final/")
    assert told(long) == ["Các đơn vị được kiến nghị đến hết ngày 10/10/2018."]
    assert Ranking.objects.get().state == "out"


def test_ranking_is_not_final_while_an_objection_has_no_answer(client, cast, out, settings):
    as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai tháng 6."})
    settings.PORTAL_TODAY = datetime.date(2018, 10, 11)
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/make-final/")
    assert told(client)[-1] == "Còn kiến nghị chưa được trả lời."
    objection = Objection.objects.get()
    client.post(
        f"/rankings/{out.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "rejected", f"{objection.pk}-text": "Số liệu đúng."},
    )
    client.post(f"/rankings/{out.code}/make-final/")
    assert Ranking.objects.get().state == "final"


def test_withdrawing_needs_a_reason(long, ranking):
    page = long.post(f"/rankings/{ranking.code}/withdraw/", {"withdraw-reason": " "})
    assert page.context["withdraw_form"].errors
    long.post(f"/rankings/{ranking.code}/withdraw/", {"withdraw-reason": "Sai khoảng thời gian."})
    assert Ranking.objects.get().state == "withdrawn"


def test_two_officials_at_once_take_a_step_once(long, out):
    long.post(f"/rankings/{out.code}/put-out/", {"until": "2018-10-20"})
    assert told(long) == [
        "Không thực hiện được bước này: kết quả xếp hạng đang ở trạng thái “Lấy ý kiến giải trình”."
    ]
    assert Ranking.objects.get().objections_until == UNTIL


def test_unit_sees_its_own_place_while_the_ranking_is_out(client, cast, ranking):
    as_lan(client, cast)
    assert client.get(f"/rankings/{ranking.code}/").status_code == 404
    put_out(
        ranking=ranking,
        until=UNTIL,
        by=cast.long,
        at=ranking.drawn_up_at,
        today=datetime.date(2018, 10, 3),
    )
    tables = client.get(f"/rankings/{ranking.code}/").context["tables"]
    assert [row.unit.code for table in tables for row in table.rows] == ["X1"]
    assert "xem thứ hạng của đơn vị" in client.get("/").content.decode()
    client.force_login(cast.binh)
    tables = client.get(f"/rankings/{ranking.code}/").context["tables"]
    assert [row.unit.code for table in tables for row in table.rows] == ["H1", "X3", "X1", "X4"]


def test_everyone_sees_all_places_once_it_is_final(client, cast, out):
    make_final(ranking=out, by=cast.long, at=out.put_out_at, today=datetime.date(2018, 10, 11))
    tables = as_lan(client, cast).get(f"/rankings/{out.code}/").context["tables"]
    assert sum(len(table.rows) for table in tables) == 10


@pytest.mark.parametrize("code", ["X2", "H1", "SO"])
def test_nobody_objects_for_another_unit(client, cast, out, code):
    as_lan(client, cast)
    page = f"/rankings/{out.code}/units/{code}/object/"
    assert client.post(page, {"text": "Sai."}).status_code == 404
    assert not Objection.objects.exists()


def test_objection_comes_with_its_files_and_is_answered(client, cast, out):
    as_lan(client, cast)
    file = SimpleUploadedFile("../van ban.pdf", b"%PDF-1.4 n\xe1\xbb\x99i dung")
    client.post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai tháng 6.", "files": [file]})
    objection = Objection.objects.get()
    (attached,) = objection.attachments.all()
    page = f"/rankings/{out.code}/attachments/{attached.pk}/"
    answer = client.get(page)
    assert attached.name == "van ban.pdf"
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 n\xe1\xbb\x99i dung"
    assert answer["Content-Type"] == "application/octet-stream"
    # Another unit does not see it, the district above does.
    client.force_login(cast.chau)
    assert client.get(page).status_code == 404
    assert client.get(f"/rankings/{out.code}/objections/").context["rows"] == []
    client.force_login(cast.binh)
    assert len(client.get(f"/rankings/{out.code}/objections/").context["rows"]) == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([SimpleUploadedFile("a.exe", b"MZ")], "“a.exe” thuộc loại không được nhận"),
        ([SimpleUploadedFile("a.pdf", b"0" * (5 * 1024 * 1024 + 1))], "“a.pdf” lớn hơn 5 MB."),
        ([SimpleUploadedFile(f"{n}.pdf", b"%PDF") for n in range(6)], "Tối đa 5 tệp."),
    ],
    ids=["kind", "size", "number"],
)
def test_files_that_are_not_taken_are_said_and_nothing_is_stored(client, cast, out, files, message):
    page = as_lan(client, cast).post(
        f"/rankings/{out.code}/units/X1/object/", {"text": "Sai.", "files": files}
    )
    assert message in page.content.decode()
    assert not Objection.objects.exists()


def test_answer_without_words_is_shown_at_its_field(client, cast, out):
    as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    objection = Objection.objects.get()
    client.force_login(cast.long)
    page = client.post(
        f"/rankings/{out.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "upheld", f"{objection.pk}-text": ""},
    )
    ((_objection, form),) = page.context["rows"]
    assert list(form.errors) == ["text"]


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


def test_of_two_drawn_up_at_once_one_becomes_final(client, cast, out, province, rule):
    other = drawn_up(province, rule, cast, at=out.drawn_up_at + datetime.timedelta(seconds=1))
    put_out(
        ranking=other,
        until=UNTIL,
        by=cast.long,
        at=other.drawn_up_at,
        today=datetime.date(2018, 10, 3),
    )
    when = {"by": cast.long, "at": out.put_out_at, "today": datetime.date(2018, 10, 11)}
    make_final(ranking=out, **when)
    with pytest.raises(OutOfStep, match=out.written_code):
        make_final(ranking=other, **when)


def test_ranking_is_not_final_before_its_months_are_over(client, cast, out):
    out.through_month = Month(2018, 10)
    with pytest.raises(OutOfStep, match="Tháng cuối chưa kết thúc"):
        check_can_be_final(ranking=out, today=datetime.date(2018, 10, 31))


def test_ranking_drawn_up_again_on_a_later_day_is_another(ranking, province, rule, cast, settings):
    factories.PeriodFactory(month=Month(2018, 9), due_on=datetime.date(2018, 10, 5))
    before = drawn_up(province, rule, cast)
    later = drawn_up(province, rule, cast, today=datetime.date(2018, 10, 6))
    missing = [sum(place.score.case.missing for place in found.places) for found in (before, later)]
    assert missing[0] < missing[1]


def test_objection_sent_again_with_a_file_is_filed_with_it(client, cast, out):
    address = f"/rankings/{out.code}/units/X1/object/"
    as_lan(client, cast).post(address, {"text": "Sai."})
    client.post(address, {"text": "Sai.", "files": [SimpleUploadedFile("a.pdf", b"%PDF")]})
    assert [one.attachments.count() for one in Objection.objects.all()] == [0, 1]


def test_objection_to_a_ranking_that_was_withdrawn_is_answered_all_the_same(client, cast, out):
    as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/withdraw/", {"withdraw-reason": "Kiến nghị đúng."})
    objection = Objection.objects.get()
    client.post(
        f"/rankings/{out.code}/objections/{objection.pk}/answer/",
        {f"{objection.pk}-outcome": "upheld", f"{objection.pk}-text": "Sẽ lập lại."},
    )
    assert Objection.objects.get().outcome == "upheld"


def test_ranking_that_is_not_final_is_not_restated(long, out):
    assert long.get(f"/rankings/{out.code}/restate/").status_code == 404


@pytest.mark.parametrize("step", ["put-out", "make-final", "withdraw", "restate"])
@pytest.mark.parametrize("person", ["lan", "binh", "dung"])
def test_only_home_affairs_takes_steps(client, cast, out, step, person):
    client.force_login(getattr(cast, person))
    assert client.post(f"/rankings/{out.code}/{step}/").status_code == 404


def test_code_is_read_as_it_is_typed(long, ranking):
    typed = ranking.written_code.lower()
    assert long.get(f"/rankings/{typed}/").context["ranking"] == ranking


def test_list_asks_little_of_the_database(
    long, province, rule, cast, django_assert_max_num_queries
):
    for at in range(3):
        ranking = drawn_up(
            province, rule, cast, at=datetime.datetime(2018, 10, 3, at, tzinfo=datetime.UTC)
        )
        put_out(
            ranking=ranking,
            until=UNTIL,
            by=cast.long,
            at=ranking.drawn_up_at,
            today=datetime.date(2018, 10, 3),
        )
    long.get("/rankings/")
    with django_assert_max_num_queries(5) as captured:
        page = long.get("/rankings/")
    assert len(page.context["rankings"]) == 3
    assert not any('"canonical"' in query["sql"] for query in captured.captured_queries)


def test_objection_that_is_sent_twice_is_filed_once(client, cast, out):
    for _click in range(2):
        as_lan(client, cast).post(f"/rankings/{out.code}/units/X1/object/", {"text": "Sai."})
    assert Objection.objects.count() == 1


def test_unit_still_finds_a_ranking_that_was_withdrawn_while_it_was_out(client, cast, out):
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/withdraw/", {"withdraw-reason": "Kiến nghị đúng."})
    page = as_lan(client, cast).get(f"/rankings/{out.code}/").content.decode()
    assert "Kiến nghị đúng." in page
    assert "UBND xã Sơn Trung" not in page


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


def test_list_goes_out_as_it_reads(long, out):
    (line,) = long.get("/rankings.json").json()
    assert (line["Mã"], line["Trạng thái"], line["SHA-256"]) == (
        out.written_code,
        "Lấy ý kiến giải trình",
        out.sha256,
    )
