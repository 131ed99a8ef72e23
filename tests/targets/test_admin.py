"""The administration: its pages for who may, what stays as it was entered, and the invitation of a person."""

import datetime
import re

import pytest

from targets.models import Submission, Unit, Upload, User
from targets.periods import Month
from tests import factories
from tests.reporting.html_tables import lines

EDITED = ["decision", "target", "unit", "procedure", "user"]
SHOWN = ["submission", "count", "upload"]
# What each table is searched by.
SEARCHED = {
    "target": lambda made: made["unit"].code,
    "unit": lambda made: made["unit"].name,
    "procedure": lambda made: made["procedure"].code,
    "user": lambda made: made["user"].email,
    "submission": lambda made: made["unit"].code,
    "count": lambda made: made["procedure"].code,
}
NOW = datetime.datetime(2018, 10, 3, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def rows(cast):
    """Add one row to each table, three times where asked."""

    def rows(number=1):
        made = []
        for n in range(number):
            unit = factories.CommuneFactory(parent=cast.district)
            decision = factories.DecisionFactory()
            submission = factories.SubmissionFactory(
                unit=unit, month=Month(2018, 8), submitted_by=cast.binh
            )
            count = factories.CountFactory(submission=submission)
            upload = Upload.objects.create(
                name=f"{n}.csv", content=b"x", uploaded_by=cast.binh, uploaded_at=NOW
            )
            target = factories.TargetFactory(decision=decision, unit=unit)
            made.append(
                {
                    "decision": decision,
                    "target": target,
                    "unit": unit,
                    "procedure": count.procedure,
                    "user": factories.UserFactory(units=[unit]),
                    "submission": submission,
                    "count": count,
                    "upload": upload,
                }
            )
        return made

    return rows


@pytest.fixture
def son(client, cast):
    client.force_login(cast.son)
    return cast.son


@pytest.mark.parametrize("model", EDITED + SHOWN)
def test_list_search_and_form_open(client, rows, son, model):
    [made] = rows()
    address = f"/admin/targets/{model}/"
    for page in ("", f"{made[model].pk}/change/", *(["add/"] if model in EDITED else [])):
        assert client.get(address + page).status_code == 200
    if model in SEARCHED:
        page = client.get(address, {"q": SEARCHED[model](made)})
        assert list(page.context["cl"].result_list) == [made[model]]


@pytest.mark.parametrize(
    ("model", "queries"),
    [
        ("decision", 6),
        ("target", 8),
        ("unit", 7),
        ("procedure", 7),
        ("user", 6),
        ("submission", 7),
        ("count", 6),
        ("upload", 6),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_database_as_often_at_three_rows_as_at_one(
    client, rows, son, django_assert_num_queries, model, queries, number
):
    rows(number)
    with django_assert_num_queries(queries):
        client.get(f"/admin/targets/{model}/")


@pytest.mark.parametrize("model", SHOWN)
def test_what_was_entered_is_shown_and_not_edited(client, rows, son, model):
    [made] = rows()
    before = made[model].__class__.objects.values().get()
    page = client.get(f"/admin/targets/{model}/{made[model].pk}/change/")
    assert b'name="_save"' not in page.content
    typed = {"total": "99", "online": "9", "status": "accepted", "name": "b.csv", "_save": "1"}
    for address in ("add/", f"{made[model].pk}/change/", f"{made[model].pk}/delete/"):
        answer = client.post(f"/admin/targets/{model}/{address}", typed | {"post": "yes"})
        assert answer.status_code == 404
    client.post(
        f"/admin/targets/{model}/",
        {"action": "delete_selected", "_selected_action": made[model].pk, "post": "yes"},
    )
    assert made[model].__class__.objects.values().get() == before


def test_submission_is_shown_with_its_counts_that_nobody_edits(client, rows, son):
    [made] = rows()
    page = client.get(f"/admin/targets/submission/{made['submission'].pk}/change/")
    assert made["procedure"].name in page.content.decode()
    assert b'name="counts-0-total"' not in page.content


@pytest.fixture
def officer(client, cast):
    """Lan, with the right to enter the administration."""
    cast.lan.is_staff = True
    cast.lan.save()
    client.force_login(cast.lan)
    return cast.lan


def test_officer_sees_counts_and_submissions_of_his_unit_alone(client, cast, rows, officer):
    [other] = rows()
    own = factories.CountFactory(
        submission=factories.SubmissionFactory(unit=cast.commune), total=77, online=7
    )
    index = lines(client.get("/admin/"))
    assert ("Số liệu" in index, "Đơn vị" in index, "Người dùng" in index) == (True, False, False)
    for model, shown, hidden in (
        ("count", own, other["count"]),
        ("submission", own.submission, other["submission"]),
    ):
        page = client.get(f"/admin/targets/{model}/")
        assert list(page.context["cl"].result_list) == [shown]
        assert client.get(f"/admin/targets/{model}/{shown.pk}/change/").status_code == 200
        for page in ("change", "history"):
            address = f"/admin/targets/{model}/{hidden.pk}/{page}/"
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("model", [*EDITED, "upload"])
def test_officer_finds_no_other_table(client, rows, officer, model):
    [made] = rows()
    for page in ("", "add/", f"{made[model].pk}/change/", f"{made[model].pk}/delete/"):
        assert client.get(f"/admin/targets/{model}/{page}").status_code == 404


def test_home_affairs_with_the_right_to_enter_sees_no_table(client, cast, rows):
    cast.long.is_staff = True
    cast.long.save()
    client.force_login(cast.long)
    [made] = rows()
    assert client.get("/admin/").status_code == 200
    for model in EDITED + SHOWN:
        assert client.get(f"/admin/targets/{model}/").status_code == 404
        assert client.get(f"/admin/targets/{model}/{made[model].pk}/change/").status_code == 404


def test_unit_is_edited(client, cast, son):
    form = client.get(f"/admin/targets/unit/{cast.commune.pk}/change/").context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields} | {"name": "UBND xã Cam Tân 2"}
    client.post(f"/admin/targets/unit/{cast.commune.pk}/change/", typed)
    assert Unit.objects.get(code="X1").name == "UBND xã Cam Tân 2"


def test_unit_with_figures_is_not_deleted(client, cast, son):
    factories.SubmissionFactory(unit=cast.commune)
    client.post(f"/admin/targets/unit/{cast.commune.pk}/delete/", {"post": "yes"})
    assert Unit.objects.filter(code="X1").exists()
    assert Submission.objects.count() == 1


MAI = {"username": "mai", "full_name": "Võ Thị Mai", "email": "mai@example.org", "role": "officer"}


@pytest.fixture
def invite(client, cast, son, django_capture_on_commit_callbacks):
    def invite(**words):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                "/admin/targets/user/add/", MAI | {"units": [cast.commune.pk]} | words, follow=True
            )

    return invite


def test_invited_person_chooses_a_password_once_by_letter(client, invite, cast, mailoutbox):
    said = lines(invite())
    assert "Thư kèm liên kết đặt mật khẩu được gửi đến mai@example.org." in said
    mai = User.objects.get(username="mai")
    assert (mai.has_usable_password(), list(mai.units.all())) == (False, [cast.commune])
    [letter] = mailoutbox
    assert letter.to == ["mai@example.org"]
    assert letter.subject == "Tài khoản của bạn trên Cổng theo dõi chỉ tiêu hồ sơ trực tuyến"
    assert letter.body.startswith(
        "Kính gửi Võ Thị Mai, tài khoản của bạn đã được tạo; tên đăng nhập là mai.\n"
    )
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    client.logout()
    form = client.get(link, follow=True)
    chosen = {"password1": "Hồ sơ trực tuyến 2018", "password2": "Hồ sơ trực tuyến 2018"}
    client.post(form.request["PATH_INFO"], chosen)
    mai.refresh_from_db()
    assert mai.check_password("Hồ sơ trực tuyến 2018")
    assert "Liên kết không còn hiệu lực" in lines(client.get(link, follow=True))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"email": ""}, "Trường này là bắt buộc."),
        ({"email": "LAN@example.org"}, "Địa chỉ thư điện tử này đã có người khác dùng."),
        ({"email": "mai@"}, "Nhập địa chỉ thư điện tử hợp lệ."),
        ({"role": "chief"}, "chief"),
    ],
)
def test_faulty_invitation_stores_nobody_and_writes_to_nobody(invite, mailoutbox, words, message):
    assert any(message in line for line in lines(invite(**words)))
    assert not User.objects.filter(username="mai").exists()
    assert mailoutbox == []


def test_change_of_a_person_writes_no_letter(client, cast, son, mailoutbox):
    typed = {"username": "lan", "full_name": "Nguyễn Thị Lan Anh", "email": "lan@example.org"}
    typed |= {"role": "officer", "units": [cast.other_commune.pk], "is_active": "on"}
    client.post(f"/admin/targets/user/{cast.lan.pk}/change/", typed)
    cast.lan.refresh_from_db()
    assert (cast.lan.full_name, mailoutbox) == ("Nguyễn Thị Lan Anh", [])
    assert list(cast.lan.units.all()) == [cast.other_commune]
