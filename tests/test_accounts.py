"""Signing in and out, and the password: on allauth's pages, with the portal's limits and words."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.reporting.html_tables import lines

PASSWORD = "Hồ sơ trực tuyến 2018"
NEW_PASSWORD = "Một mật khẩu khác 2018"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
TOO_OFTEN = "Đăng nhập sai quá nhiều lần. Hãy thử lại sau ít phút."
CLOSED_LINK = "Liên kết không còn hiệu lực"


@pytest.fixture
def lan(cast):
    cast.lan.set_password(PASSWORD)
    cast.lan.save()
    return cast.lan


def sign_in(client, login="lan", password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": login, "password": password}, **extra)


def is_signed_in(client):
    return client.get("/help/").status_code == 200


@pytest.mark.parametrize("login", ["lan", "LAN", "lan@example.org", "Lan@Example.org"])
def test_person_signs_in_by_user_name_or_address(client, lan, login):
    answer = sign_in(client, login)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").context["user"] == lan


def test_person_is_led_back_to_where_he_wanted_to_go(client, lan):
    wanted = "/units/X1/?from=2018-01"
    asked = client.get(wanted)
    assert asked.url == "/accounts/login/?next=/units/X1/%3Ffrom%3D2018-01"
    answer = client.post(asked.url, {"login": "lan", "password": PASSWORD, "next": wanted})
    assert answer.url == wanted


def test_nobody_is_led_out_of_the_portal(client, lan):
    answer = client.post(
        "/accounts/login/",
        {"login": "lan", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert answer.url == "/"


@pytest.mark.parametrize(
    ("login", "password", "message"),
    [
        ("lan", "sai", WRONG),
        ("nobody", PASSWORD, WRONG),
        ("lan@example.org", "sai", "Địa chỉ thư điện tử hoặc mật khẩu không đúng."),
        ("nobody@example.org", PASSWORD, "Địa chỉ thư điện tử hoặc mật khẩu không đúng."),
    ],
)
def test_wrong_password_and_unknown_person_are_answered_alike(
    client, lan, login, password, message
):
    assert message in lines(sign_in(client, login, password))
    assert not is_signed_in(client)


def test_invited_person_without_a_password_cannot_sign_in(client, lan):
    lan.set_unusable_password()
    lan.save()
    for password in ("!", lan.password):
        assert WRONG in lines(sign_in(client, password=password))
    assert not is_signed_in(client)


def test_inactive_person_cannot_sign_in(client, lan):
    lan.is_active = False
    lan.save()
    answer = sign_in(client)
    assert answer.url == "/accounts/inactive/"
    assert "Tài khoản đã đóng" in lines(client.get(answer.url))
    assert not is_signed_in(client)


def test_person_made_inactive_is_signed_out_at_once(client, lan):
    sign_in(client)
    lan.is_active = False
    lan.save()
    assert not is_signed_in(client)


def test_sixth_attempt_at_an_account_is_refused_even_with_the_right_password(client, lan):
    for _ in range(5):
        assert WRONG in lines(sign_in(client, password="sai"))
    assert TOO_OFTEN in lines(sign_in(client))
    assert not is_signed_in(client)


def test_limit_of_one_account_leaves_the_others_alone(client, lan, cast):
    cast.binh.set_password(PASSWORD)
    cast.binh.save()
    for _ in range(6):
        sign_in(client, password="sai")
    assert sign_in(client, "binh").status_code == 302


def test_thirty_first_attempt_from_an_address_is_refused(client, lan):
    for number in range(30):
        sign_in(client, f"nobody{number}", "sai")
    assert TOO_OFTEN in lines(sign_in(client))
    assert not is_signed_in(client)
    assert sign_in(client, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_limits_are_counted_in_the_database_for_every_worker(
    client, lan, django_assert_num_queries
):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    sign_in(client, password="sai")
    with django_assert_num_queries(1) as asked:
        cache.get("any")
    assert "portal_cache" in asked.captured_queries[0]["sql"]


def test_sign_out_is_posted(client, lan):
    sign_in(client)
    page = client.get("/accounts/logout/")
    assert "Bạn có chắc muốn đăng xuất không?" in lines(page)
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(client, db, method):
    person = {
        "username": "moi",
        "email": "moi@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert getattr(client, method)("/accounts/signup/", person).status_code == 404


def change(client, old, new, again=None):
    form = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/accounts/password/change/", form, follow=True)


def test_changed_password_ends_the_sessions_elsewhere_and_keeps_this_one(client, lan):
    elsewhere = type(client)()
    sign_in(elsewhere)
    sign_in(client)
    assert "Đã đổi mật khẩu." in lines(change(client, PASSWORD, NEW_PASSWORD))
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert WRONG in lines(sign_in(elsewhere))
    assert sign_in(elsewhere, password=NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "message"),
    [
        ("sai", NEW_PASSWORD, NEW_PASSWORD, "Hãy nhập mật khẩu hiện tại."),
        (PASSWORD, NEW_PASSWORD, "khác", "Hai lần nhập mật khẩu phải giống nhau."),
        (PASSWORD, "12345678", "12345678", "Mật khẩu này quá phổ biến."),
        (PASSWORD, "93518264", "93518264", "Mật khẩu này hoàn toàn là số."),
        (PASSWORD, "a1b2c3", "a1b2c3", "Mật khẩu này quá ngắn. Mật khẩu phải có ít nhất 8 ký tự."),
    ],
)
def test_refused_password_is_told_in_vietnamese(client, lan, old, new, again, message):
    sign_in(client)
    assert message in lines(change(client, old, new, again))
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def ask_for_letter(client, address):
    return client.post("/accounts/password/reset/", {"email": address}, follow=True)


def link(letter):
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


def choose(client, address, password=NEW_PASSWORD):
    form = client.get(address, follow=True)
    return client.post(
        form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
    )


def test_forgotten_password_is_chosen_anew_by_letter_once(client, lan, mailoutbox):
    assert "Đã gửi thư" in lines(ask_for_letter(client, "lan@example.org"))
    [letter] = mailoutbox
    assert letter.to == ["lan@example.org"]
    assert letter.subject == "Đặt lại mật khẩu Cổng theo dõi chỉ tiêu hồ sơ trực tuyến"
    assert letter.body.startswith("Có người, có lẽ là bạn, vừa yêu cầu đặt lại mật khẩu")
    assert "Đã đổi mật khẩu" in lines(choose(client, link(letter)))
    assert sign_in(client, password=PASSWORD).status_code == 200
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302
    client.post("/accounts/logout/")
    assert CLOSED_LINK in lines(client.get(link(letter), follow=True))
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302


def test_reset_ends_the_sessions_that_were_open(client, lan, mailoutbox):
    elsewhere = type(client)()
    sign_in(elsewhere)
    ask_for_letter(client, "lan@example.org")
    choose(client, link(mailoutbox[0]))
    assert not is_signed_in(elsewhere)


def test_unknown_address_is_answered_alike_and_nobody_is_written_to(client, lan, mailoutbox):
    known = lines(ask_for_letter(client, "lan@example.org"))
    unknown = lines(ask_for_letter(client, "nobody@example.org"))
    assert unknown == known
    assert [letter.to for letter in mailoutbox] == [["lan@example.org"]]


def test_inactive_person_gets_no_letter(client, lan, mailoutbox):
    lan.is_active = False
    lan.save()
    ask_for_letter(client, "lan@example.org")
    assert mailoutbox == []


def test_sixth_letter_to_an_address_is_refused(client, lan, mailoutbox):
    answers = [ask_for_letter(client, "lan@example.org") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Thao tác quá nhiều lần" in lines(answers[-1])
    assert len(mailoutbox) == 5


@pytest.mark.parametrize("key", ["1-none", "zz-c1ab2d-0123456789abcdef"])
def test_made_up_link_leads_nowhere(client, lan, key):
    assert CLOSED_LINK in lines(client.get(f"/accounts/password/reset/key/{key}/", follow=True))
