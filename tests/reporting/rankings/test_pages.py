"""The pages of a ranking: drawing it up, its steps and objections with their answers."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.actions.rankings import make_final, put_out
from reporting.models import Objection, Ranking
from tests.reporting.rankings.conftest import drawn_up

pytestmark = pytest.mark.django_db
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
