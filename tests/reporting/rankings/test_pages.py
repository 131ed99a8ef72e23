"""The pages of a ranking: drawing it up, and its steps."""

import datetime

import pytest

from reporting.actions.rankings import OutOfStep, check_can_be_final, make_final, put_out
from reporting.models import Objection, Ranking
from targets.periods import Month
from tests import factories
from tests.reporting.rankings.conftest import as_lan, drawn_up, told

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"
UNTIL = datetime.date(2018, 10, 10)


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
    ("through", "not_over"),
    [("2018-08", 0), ("2018-09", 0), ("2018-10", 1), ("2018-12", 3)],
)
def test_months_that_are_not_over_are_warned_of(long, province, rule, through, not_over):
    page = long.get(f"/rankings/draw-up/?first=2018-01&through={through}")
    assert page.context["readiness"].months_not_over == not_over
    warned = f"{not_over} tháng trong thời gian xếp hạng chưa kết thúc"
    assert (warned in page.content.decode()) == bool(not_over)


def test_reports_that_are_not_due_yet_are_told(long, province, rule):
    factories.PeriodFactory(month=Month(2018, 9), due_on=datetime.date(2018, 10, 5))
    page = long.get("/rankings/draw-up/?first=2018-09&through=2018-09")
    readiness = page.context["readiness"]
    assert (readiness.months_overdue, readiness.months_ahead, readiness.units_ahead) == (0, 10, 10)
    assert "10 báo cáo tháng của 10 đơn vị chưa gửi và chưa đến hạn." in page.content.decode()


def test_last_day_of_a_month_is_not_over(long, province, rule, settings):
    settings.PORTAL_TODAY = datetime.date(2018, 9, 30)
    page = long.get("/rankings/draw-up/?first=2018-01&through=2018-09")
    assert page.context["readiness"].months_not_over == 1
    assert not page.context["readiness"].is_ready


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


def test_unit_still_finds_a_ranking_that_was_withdrawn_while_it_was_out(client, cast, out):
    client.force_login(cast.long)
    client.post(f"/rankings/{out.code}/withdraw/", {"withdraw-reason": "Kiến nghị đúng."})
    page = as_lan(client, cast).get(f"/rankings/{out.code}/").content.decode()
    assert "Kiến nghị đúng." in page
    assert "UBND xã Sơn Trung" not in page


def test_list_goes_out_as_it_reads(long, out):
    (line,) = long.get("/rankings.json").json()
    assert (line["Mã"], line["Trạng thái"], line["SHA-256"]) == (
        out.written_code,
        "Lấy ý kiến giải trình",
        out.sha256,
    )


def test_printed_page_says_where_its_code_is_checked_as_the_files_do(long, ranking, settings):
    settings.PORTAL_URL = "https://portal.example"
    printed = long.get(f"/rankings/{ranking.code}/").content.decode()
    assert f"https://portal.example/verify/{ranking.code}/" in printed
    assert "testserver" not in printed
