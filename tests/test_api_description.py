"""The interface keeps to its own description, whatever is sent to it: schemathesis makes the calls up."""

import json
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from quota_portal.api import api
from targets import api_access
from tests.api_calls import Program
from tests.browser.province import Province

schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


@cache
def portal():
    """Made when it is first called: by then the settings are those of the tests."""
    return get_wsgi_application()


schema.app = lambda environ, start_response: portal()(environ, start_response)


@pytest.fixture(autouse=True)
def _province(cast, monkeypatch):
    """A province behind the interface, and a program that may call as often as it likes."""
    Province(cast)
    monkeypatch.setattr(api_access, "CALLS_A_MINUTE", 1_000_000)
    # The server would give its connection back after each call, and the test's transaction with it.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def call(cast):
    """Makes a case's call with a token, and sees to it that some calls were good: all refused would prove nothing."""
    program = Program(cast.lan, cast.commune)
    statuses = set()

    def call(case):
        headers = program.headers | {"Accept-Encoding": "identity"}
        # A call of the right form may still be about what the province does not have.
        response = case.call_and_validate(
            headers=headers, excluded_checks=[positive_data_acceptance]
        )
        statuses.add(response.status_code)

    yield call
    assert 200 in statuses


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_answer_is_one_that_is_described(case, call):
    if "code" in case.path_parameters and not case.meta.generation.mode.is_negative:
        case.path_parameters["code"] = "X1"
    call(case)


SPOKEN = ("summary", "description", "tags")


def said(part, name=""):
    """Whatever a description says to its reader: summaries, descriptions, groups."""
    if isinstance(part, dict):
        return [text for key, value in part.items() for text in said(value, key)]
    if isinstance(part, list):
        return [text for value in part for text in said(value, name)]
    return [part] if isinstance(part, str) and name in SPOKEN else []


def test_description_speaks_the_language_asked_for(client):
    english, vietnamese = (
        said(client.get("/api/v1/openapi.json", headers={"Accept-Language": language}).json())
        for language in ("en", "vi")
    )
    assert len(english) == len(vietnamese) > 100
    both = zip(english, vietnamese, strict=True)
    assert [one for one, other in both if one == other] == []
