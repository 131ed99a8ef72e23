"""What the environment decides, the portal's health, its headers, its error pages and its languages."""

import datetime
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.template.loader import render_to_string
from django.test import Client

from quota_portal import clock
from quota_portal.settings import kept_secret_key
from tests.reporting.html_tables import lines

ROOT = Path(__file__).resolve().parent.parent
GOVERNED = (
    "ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "EMAIL_URL", "HTTPS", "PORTAL_DATA_DIR", "PORTAL_TODAY",
    "SECRET_KEY", "TRUSTED_PROXIES",
)  # fmt: skip
SERVER = {"DATABASE_URL": "postgres://portal:secret@db.example:5433/quotas"}
PRODUCTION = SERVER | {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "quotas.example,www.quotas.example"}
SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in NAMES}))
"""


def python(program, environment):
    """Run a program with the portal's settings in this environment alone."""
    plain = {name: value for name, value in os.environ.items() if name not in GOVERNED}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=plain | {"DJANGO_SETTINGS_MODULE": "quota_portal.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(environment, *names):
    run = python(f"NAMES = {names!r}\n{SHOW}", environment)
    assert run.returncode == 0, run.stderr
    return tuple(json.loads(run.stdout).values())


def test_production_is_strict_without_being_told():
    names = ("DEBUG", "HTTPS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert shown(PRODUCTION, *names) == (False, True, True, True, True)
    assert shown(PRODUCTION, "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS") == (
        31_536_000,
        ["quotas.example", "www.quotas.example"],
    )


def test_https_is_switched_off_where_it_ends_before_the_portal():
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert shown(PRODUCTION | {"HTTPS": "0"}, *names) == (False, False, 0)


def test_debug_is_switched_on_by_word():
    assert shown(PRODUCTION | {"DEBUG": "1"}, "DEBUG") == (True,)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("value", [None, ""])
def test_own_server_without_a_needed_variable_stops_with_its_name(name, value):
    environment = PRODUCTION | {name: value}
    run = python(
        "import quota_portal.settings", {k: v for k, v in environment.items() if v is not None}
    )
    assert run.returncode == 1
    said = run.stderr.strip().splitlines()[-1]
    assert f"The environment variable {name} is missing: set it to" in said


def test_another_kind_of_database_stops_the_start():
    run = python("import quota_portal.settings", PRODUCTION | {"DATABASE_URL": "sqlite:///a.db"})
    assert run.returncode == 1
    assert "DATABASE_URL must begin with postgres://" in run.stderr.strip().splitlines()[-1]


def test_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    key = kept_secret_key(tmp_path / "new")
    assert len(key) >= 50
    assert kept_secret_key(tmp_path / "new") == key
    assert kept_secret_key(tmp_path / "other") != key
    assert stat.S_IMODE((tmp_path / "new/secret-key").stat().st_mode) == 0o600
    assert os.listdir(tmp_path / "new") == ["secret-key"]


def test_embedded_server_answers_on_loopback_alone(settings):
    environment = {"PORTAL_DATA_DIR": str(settings.PORTAL_DATA_DIR)}
    assert shown(environment, "ALLOWED_HOSTS", "HTTPS", "DEBUG") == (
        ["127.0.0.1", "localhost", "[::1]"],
        False,
        False,
    )


@pytest.mark.parametrize("written", ["3/10/2018", "2018-13-01", "hôm nay"])
def test_malformed_day_stops_the_start_with_its_name(written):
    run = python("import quota_portal.settings", PRODUCTION | {"PORTAL_TODAY": written})
    assert run.returncode == 1
    said = run.stderr.strip().splitlines()[-1]
    assert "PORTAL_TODAY must be a date such as 2018-10-03" in said


def test_day_is_the_real_one_in_the_province_where_none_is_set(settings, monkeypatch):
    settings.PORTAL_TODAY = None
    night = datetime.datetime(2018, 9, 30, 18, 0, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    assert clock.today() == datetime.date(2018, 10, 1)


def health(client):
    answer = client.get("/healthz")
    assert answer.headers["Content-Type"] == "application/json"
    return answer.status_code, answer.json()


def test_healthy_portal_says_so(client, db):
    assert health(client) == (200, {"status": "ok"})


def test_missing_migration_is_unhealthy(client, db):
    [last] = MigrationLoader(connection).graph.leaf_nodes("targets")
    MigrationRecorder(connection).record_unapplied(*last)
    assert health(client) == (503, {"status": "migrations pending"})


def test_portal_without_a_database_says_so():
    program = """
import django
django.setup()
from django.test import Client
answer = Client().get("/healthz", headers={"host": "quotas.example"})
print(answer.status_code, answer.content.decode())
"""
    nowhere = PRODUCTION | {"DATABASE_URL": "postgres://portal:secret@127.0.0.1:9/quotas"}
    run = python(program, nowhere)
    assert run.stdout.strip() == '503 {"status": "no database"}', run.stderr


def test_plain_http_is_redirected_except_for_health(client, db, settings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    answer = client.get("/accounts/login/")
    assert (answer.status_code, answer.url) == (301, "https://testserver/accounts/login/")


POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
PAGES = ["/", "/help/", "/dashboard/", "/league/", "/uploads/", "/accounts/login/", "/healthz", "/admin/",
         "/admin/targets/unit/", "/admin/targets/unit/import/", "/units/X1/", "/no-such-page/"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_policy_of_every_page_is_strict(client, cast, page):
    client.force_login(cast.son)
    policy = client.get(page).headers["Content-Security-Policy"]
    assert {directive.strip() for directive in policy.split(";")} == POLICY


@pytest.fixture
def broken(monkeypatch):
    """A portal whose help page fails; the client that sees what a visitor sees."""

    def fails(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("quota_portal.views.render", fails)
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Đã xảy ra lỗi"), ("en", "Something went wrong")],
)
def test_fault_of_the_portal_is_told_without_its_details(broken, cast, language, words):
    broken.force_login(cast.lan)
    broken.cookies["django_language"] = language
    answer = broken.get("/help/")
    assert answer.status_code == 500
    assert words in lines(answer)
    assert b"RuntimeError" not in answer.content


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Không có trang này"), ("en", "There is no such page")],
)
def test_unknown_page_is_told(client, db, language, words):
    client.cookies["django_language"] = language
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert words in lines(answer)


def test_form_that_was_open_for_too_long_is_told(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lan)
    answer = client.post("/uploads/", {})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in lines(answer)


def test_forbidden_page_speaks_vietnamese():
    assert "Bạn không có quyền xem trang này" in render_to_string("403.html")


def choose(client, language, back="/league/?through=2018-09"):
    return client.post("/i18n/setlang/", {"language": language, "next": back})


def test_language_is_vietnamese_whatever_the_browser_prefers(client, cast):
    client.force_login(cast.lan)
    answer = client.get("/help/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "vi"
    assert b'<html lang="vi">' in answer.content
    assert "Trợ giúp và liên hệ" in lines(answer)


def test_chosen_language_is_kept_and_changed_back(client, cast):
    client.force_login(cast.lan)
    assert choose(client, "en").url == "/league/?through=2018-09"
    answer = client.get("/help/")
    assert answer.headers["Content-Language"] == "en"
    assert b'<html lang="en">' in answer.content
    assert "Help and contact" in lines(answer)
    choose(client, "vi")
    assert "Trợ giúp và liên hệ" in lines(client.get("/help/"))


@pytest.mark.parametrize("language", ["fr", "", "en-US"])
def test_unknown_language_leaves_vietnamese(client, cast, language):
    client.force_login(cast.lan)
    choose(client, language)
    assert client.get("/help/").headers["Content-Language"] == "vi"


def test_language_switch_leads_nowhere_outside(client, db):
    assert choose(client, "en", back="https://elsewhere.example/").url == "/"
