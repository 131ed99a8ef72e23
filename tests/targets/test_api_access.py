"""Who may call the interface, how often, until when, in which language, and what is kept of it."""

import datetime
import re
import time

import pytest
from django.test import Client
from django.utils import timezone

from quota_portal.api import api
from quota_portal.clock import now
from targets import api_access
from targets.actions.tokens import CALLS_ARE_KEPT, revoke_token
from targets.models import ApiCall, ApiToken, Scope
from tests import factories
from tests.api_calls import EVERYTHING, EXPIRES_ON, SEPTEMBER, Program, count
from tests.conftest import TODAY

PUSH = f"PUT {SEPTEMBER}/counts"
ADDRESSES = {
    PUSH: {Scope.WRITE_COUNTS},
    f"GET {SEPTEMBER}": {Scope.READ_UNIT},
    "GET /api/v1/units/X1/procedures?month=2018-09": {Scope.READ_UNIT},
    "GET /api/v1/units/X1/standing": {Scope.READ_UNIT},
    "GET /api/v1/league": {Scope.READ_LEAGUE},
    "GET /api/v1/decisions": set(EVERYTHING),
}
ONE_COUNT = [count("1.000001", 5, 1)]


@pytest.fixture
def province(cast):
    factories.ProcedureFactory(code="1.000001")
    decision = factories.DecisionFactory()
    factories.TargetFactory(decision=decision, unit=cast.commune)
    return cast


@pytest.fixture
def program(province):
    return Program(province.lan, province.commune)


def answer(program, address, **headers):
    method, path = address.split(" ")
    if method == "PUT":
        return program.put(ONE_COUNT, path, **headers)
    return program.get(path, **headers)


def test_every_operation_stands_in_the_table():
    described = {
        f"{method.upper()} {path}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    written = {"{code}": "X1", "{month}": "2018-09"}
    for part, value in written.items():
        described = {address.replace(part, value) for address in described}
    assert described == {address.partition("?")[0] for address in ADDRESSES}


@pytest.mark.parametrize("scope", Scope)
def test_token_does_what_it_has_a_scope_for_and_nothing_else(province, scope):
    program = Program(province.lan, province.commune, scopes=[scope])
    answers = {address: answer(program, address).status_code for address in ADDRESSES}
    assert answers == {
        address: 200 if scope in scopes else 403 for address, scopes in ADDRESSES.items()
    }


@pytest.mark.parametrize("code", ["X2", "H1", "NOWHERE", "x1", "X1%20"])
def test_another_unit_does_not_exist_for_a_token(program, code):
    of_a_unit = [address for address in ADDRESSES if "/X1/" in address]
    answers = {answer(program, each.replace("/X1/", f"/{code}/")).status_code for each in of_a_unit}
    assert (len(of_a_unit), answers) == (4, {404})


def test_token_of_a_district_does_not_reach_its_communes(province):
    program = Program(province.binh, province.district)
    assert program.get(SEPTEMBER).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp4"},
        {"Authorization": "Bearer \xff"},
    ],
)
def test_call_without_a_good_token_is_refused(program, address, headers):
    refused = answer(program, address, **headers)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert refused.json()["detail"].startswith("Thiếu mã truy cập hợp lệ")


def test_session_of_a_person_opens_nothing(client, program, province):
    client.force_login(province.son)
    gets = [address.split(" ")[1] for address in ADDRESSES if address.startswith("GET")]
    assert {client.get(path).status_code for path in gets} == {401}


def works(program):
    return program.get(SEPTEMBER).status_code == 200


def test_token_works_through_its_last_day(program, settings):
    settings.PORTAL_TODAY = EXPIRES_ON
    assert works(program)
    settings.PORTAL_TODAY += datetime.timedelta(days=1)
    assert not works(program)
    assert program.fresh().state(settings.PORTAL_TODAY) == ApiToken.State.EXPIRED


def test_revoked_token_works_no_more(program, province):
    revoke_token(token=program.token, by=province.dung, at=timezone.now())
    revoke_token(token=program.token, by=province.son, at=timezone.now())
    assert not works(program)
    assert program.fresh().revoked_by == province.dung
    assert program.fresh().state(TODAY) == ApiToken.State.REVOKED


@pytest.mark.parametrize(
    "leave",
    [
        lambda person: type(person).objects.filter(pk=person.pk).update(is_active=False),
        lambda person: type(person).objects.filter(pk=person.pk).update(role="reviewer"),
        lambda person: person.units.clear(),
    ],
    ids=["inactive", "other role", "other unit"],
)
def test_token_ends_with_the_office_of_its_person(program, province, leave):
    assert works(program)
    leave(province.lan)
    assert not works(program)
    assert program.fresh().state(TODAY) == ApiToken.State.ORPHANED


def test_secret_is_long_and_kept_nowhere(program, province):
    values = ApiToken.objects.values().get()
    assert re.fullmatch("quota_[A-Za-z0-9_-]{43}", program.secret)
    assert program.secret not in str(values)
    other = Program(province.lan, province.commune, label="Khác")
    assert other.secret != program.secret


def test_calls_are_kept_with_what_they_did(program):
    program.put(ONE_COUNT)
    program.put([count("1.000001", 6, 1)])
    program.put([count("1.000001", 1, 2)])
    program.get("/api/v1/units/X2/standing")
    assert list(
        ApiCall.objects.order_by("pk").values_list(
            "method", "path", "status", "rows", "new", "changed", "address"
        )
    ) == [
        ("PUT", f"{SEPTEMBER}/counts", 200, 1, 1, 0, "127.0.0.1"),
        ("PUT", f"{SEPTEMBER}/counts", 200, 1, 0, 1, "127.0.0.1"),
        ("PUT", f"{SEPTEMBER}/counts", 422, None, None, None, "127.0.0.1"),
        ("GET", "/api/v1/units/X2/standing", 404, None, None, None, "127.0.0.1"),
    ]
    assert program.fresh().last_used_at == ApiCall.objects.first().called_at


def test_call_of_no_address_or_method_is_kept_too(program):
    assert program.get("/api/v1/nothing", {"a": "1"}).status_code == 404
    assert program.get(f"{SEPTEMBER}/counts").status_code == 405
    calls = list(ApiCall.objects.order_by("pk").values_list("method", "path", "status"))
    assert calls == [
        ("GET", "/api/v1/nothing?a=1", 404),
        ("GET", f"{SEPTEMBER}/counts", 405),
    ]


def test_call_of_no_address_without_a_good_token_leaves_no_trace(client, program, monkeypatch):
    client.get("/api/v1/nothing", headers={"Authorization": "Bearer wrong"})
    client.get("/api/v1/nothing")
    monkeypatch.setattr(api_access, "CALLS_A_MINUTE", 0)
    assert program.get("/api/v1/nothing").status_code == 404
    assert not ApiCall.objects.exists()


def test_old_calls_are_dropped_with_the_next_one_of_their_token(program, province):
    other = Program(province.chau, province.agency)
    for each in (program, other):
        each.get("/api/v1/decisions")
    ApiCall.objects.update(called_at=now() - CALLS_ARE_KEPT - datetime.timedelta(hours=1))
    program.get("/api/v1/decisions")
    assert (program.token.calls.count(), other.token.calls.count()) == (1, 1)
    assert program.token.calls.get().called_at > now() - CALLS_ARE_KEPT


def test_call_that_fails_is_kept_too(program, monkeypatch):
    monkeypatch.setattr("targets.api.push_month", lambda **_how: 1 / 0)
    client = Client(raise_request_exception=False, headers=program.headers)
    failed = client.put(f"{SEPTEMBER}/counts", ONE_COUNT, content_type="application/json")
    assert (failed.status_code, failed["Content-Type"]) == (500, "application/json")
    assert failed.json()["detail"].startswith("Hệ thống gặp sự cố.")
    assert ApiCall.objects.get().status == 500


def test_token_that_calls_too_often_waits(program, province, monkeypatch):
    moment = time.time() // 60 * 60 + 15
    monkeypatch.setattr(api_access.time, "time", lambda: moment)
    monkeypatch.setattr(api_access, "CALLS_A_MINUTE", 2)
    statuses = [program.get("/api/v1/decisions").status_code for _ in range(3)]
    refused = program.get("/api/v1/decisions")
    assert (statuses, refused.status_code) == ([200, 200, 429], 429)
    assert (refused["Retry-After"], ApiCall.objects.count()) == ("45", 2)
    assert refused.json()["detail"].startswith("Gọi quá nhiều lần")
    assert Program(province.chau, province.agency).get("/api/v1/decisions").status_code == 200
    moment += 45
    assert program.get("/api/v1/decisions").status_code == 200


def test_calls_without_the_scope_count_too(province, monkeypatch):
    monkeypatch.setattr(api_access, "CALLS_A_MINUTE", 2)
    program = Program(province.lan, province.commune, scopes=[Scope.READ_UNIT])
    assert [program.get("/api/v1/league").status_code for _ in range(3)] == [403, 403, 429]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("vi,en;q=0.9", "vi"),
        ("fr, en;q=0.5", "en"),
        ("fr", "vi"),
        ("*", "vi"),
        ("x" * 5_000, "vi"),
    ],
)
def test_program_is_answered_in_the_language_it_asks_for(program, header, language):
    headers = {} if header is None else {"Accept-Language": header}
    told = {
        "vi": "Địa chỉ này không có nội dung nào mà mã truy cập được xem.",
        "en": "There is nothing at this address that this access token may see.",
    }
    for path in (
        "/api/v1/units/X2/standing",
        "/api/v1/nothing/",
        "/api/",
        "/api/v1/units/%00/standing",
    ):
        answered = program.get(path, **headers)
        assert answered.json() == {"detail": told[language]}
        assert (answered.status_code, answered["Content-Language"]) == (404, language)
        assert "Accept-Language" in answered["Vary"]


def test_other_method_is_refused_in_the_same_shape(program):
    refused = Client().post(SEPTEMBER, headers=program.headers)
    assert (refused.status_code, refused["Allow"]) == (405, "GET")
    assert refused.json() == {"detail": "Địa chỉ này không nhận phương thức đã dùng."}


def test_person_opens_the_page_to_try_it_in_the_language_chosen(client, cast):
    client.force_login(cast.lan)
    page = client.get("/api/v1/docs", headers={"Accept-Language": "en"})
    assert "Giao diện lập trình" in page.content.decode()
    assert client.get("/api/v1/nothing/").json()["detail"].startswith("Địa chỉ này")
