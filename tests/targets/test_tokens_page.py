"""`/tokens/`: access is given, shown once, looked into and taken away."""

import datetime

import pytest
from django.utils import timezone

from targets.actions.tokens import LabelTaken, make_token
from targets.models import ApiToken, Scope
from targets.models.record import Office
from targets.models.tokens import digest
from tests import factories
from tests.api_calls import EXPIRES_ON, SEPTEMBER, Program, count
from tests.conftest import TODAY
from tests.reporting.html_tables import lines, tables

PAGE = "/tokens/"


def office(person):
    return Office.objects.get(user=person).pk


def send(client, person, **changes):
    said = {
        "office": office(person),
        "label": "Một cửa",
        "scopes": ["write_counts", "read_unit"],
        "expires_on": "2019-10-03",
    }
    return client.post(PAGE, said | changes)


def test_token_is_made_and_its_secret_is_shown_once(reviewer, cast):
    made = send(reviewer, cast.lan)
    token = ApiToken.objects.get()
    secret = made.context["secret"]
    assert (made.status_code, digest(secret)) == (200, token.sha256)
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert secret not in reviewer.get(PAGE).content.decode()
    assert secret not in reviewer.get(f"{PAGE}{token.pk}/").content.decode()
    assert (token.unit, token.person, token.made_by) == (cast.commune, cast.lan, cast.dung)
    assert (token.label, token.scopes) == ("Một cửa", ["write_counts", "read_unit"])
    assert token.expires_on == EXPIRES_ON


def test_officers_in_office_are_offered_with_each_of_their_units(reviewer, cast):
    cast.lan.units.add(cast.other_commune)
    cast.chau.is_active = False
    cast.chau.save()
    cast.dung.units.add(cast.agency)
    offered = reviewer.get(PAGE).context["form"]["office"].field.choices
    assert [label for _value, label in offered][1:] == [
        "H1 UBND huyện Cam Lâm – Trần Văn Bình",
        "X1 UBND xã Cam Tân – Nguyễn Thị Lan",
        "X2 UBND xã Sơn Trung – Nguyễn Thị Lan",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("office", ""),
        ("office", "0"),
        ("label", ""),
        ("label", "x" * 61),
        ("label", "a\0b"),
        ("scopes", []),
        ("scopes", ["everything"]),
        ("expires_on", ""),
        ("expires_on", "2018-10-02"),
        ("expires_on", "2019-11-04"),
        ("expires_on", "9999-99-99"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(reviewer, cast, field, value):
    answer = send(reviewer, cast.lan, **{field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("day", [TODAY, TODAY + datetime.timedelta(days=396)])
def test_life_is_from_a_day_to_a_year_and_a_month(reviewer, cast, day):
    assert send(reviewer, cast.lan, expires_on=str(day)).status_code == 200


def test_second_click_makes_no_second_token(reviewer, cast):
    send(reviewer, cast.lan)
    again = send(reviewer, cast.lan)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["label"])
    assert ApiToken.objects.count() == 1


def test_name_is_free_for_another_unit_and_after_revocation(reviewer, cast):
    send(reviewer, cast.lan)
    assert send(reviewer, cast.binh).status_code == 200
    token = ApiToken.objects.get(unit=cast.commune)
    reviewer.post(f"{PAGE}{token.pk}/revoke/")
    assert send(reviewer, cast.lan).status_code == 200


def test_other_broken_constraint_is_no_taken_name(cast):
    fields = {"unit": cast.commune, "person": cast.lan, "by": cast.dung, "at": timezone.now()}
    with pytest.raises(Exception, match="api_token_has_known_scopes") as caught:
        make_token(**fields, label="a", scopes=["everything"], expires_on=EXPIRES_ON)
    assert caught.type is not LabelTaken


def test_revoking_twice_keeps_who_did_it_first(reviewer, cast):
    token = Program(cast.lan, cast.commune).token
    answer = reviewer.post(f"{PAGE}{token.pk}/revoke/", follow=True)
    assert "Đã thu hồi mã truy cập" in answer.content.decode()
    reviewer.force_login(cast.son)
    reviewer.post(f"{PAGE}{token.pk}/revoke/")
    token.refresh_from_db()
    assert (token.revoked_by, token.revoked_at is not None) == (cast.dung, True)


def test_log_shows_the_calls(reviewer, cast):
    program = Program(cast.lan, cast.commune, scopes=[Scope.READ_UNIT])
    program.get("/api/v1/league")
    page = reviewer.get(f"{PAGE}{program.token.pk}/").content.decode()
    assert "GET /api/v1/league" in page
    assert ">403<" in page


@pytest.mark.parametrize("written", ["true", "1", "Yes"])
def test_log_tells_a_trial_run_from_a_push(reviewer, cast, written):
    factories.ProcedureFactory(code="1.000001")
    program = Program(cast.lan, cast.commune)
    for query in ("", "?dry_run=false", f"?dry_run={written}"):
        path = f"{SEPTEMBER}/counts{query}"
        assert program.put([count("1.000001", 5, 1)], path).status_code == 200
    page = reviewer.get(f"{PAGE}{program.token.pk}/")
    calls = [row[1] for row in tables(page)[0]]
    put = f"PUT {SEPTEMBER}/counts"
    assert calls == [f"{put}?dry_run={written}", f"{put}?dry_run=false", put]
    assert [call.is_trial for call in page.context["page"]] == [True, False, False]
    assert lines(page).count("chạy thử") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_however_long(reviewer, cast, django_assert_num_queries, number):
    for name in range(number):
        person = factories.UserFactory(units=[cast.commune])
        Program(person, cast.commune, label=f"Máy {name}")
    with django_assert_num_queries(7):
        assert len(reviewer.get(PAGE).context["tokens"]) == number
