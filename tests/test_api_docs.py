"""The examples of docs/api.md are called as they stand there, one after the other, and answered as they say."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlencode

import pytest

from quota_portal import api_errors
from targets import api, api_access
from targets.actions.pushes import KEYS_ARE_KEPT
from targets.actions.tokens import CALLS_ARE_KEPT
from targets.models import Scope
from tests.api_calls import Program
from tests.browser.province import Province

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs" / "api.md").read_text()
# A block of commands, and the answer to the last of them where one is shown.
EXAMPLES = re.findall(r"```sh\n(.*?)```(?:\s*```json\n(.*?)```)?", DOCUMENT, re.DOTALL)


@pytest.fixture
def program(cast):
    cast.commune.code = "22327"
    cast.commune.save()
    Province(cast)
    return Program(cast.lan, cast.commune)


def called(client, command, secret):
    """The answer to a curl command of the document."""
    words = shlex.split(command.replace("$PORTAL", "").replace("$TOKEN", secret))[1:]
    method, headers, query, body, path = "GET", {}, [], b"", ""
    while words:
        word = words.pop(0)
        match word:
            case "-G":
                pass
            case "-X":
                method = words.pop(0)
            case "-H":
                name, value = words.pop(0).split(": ", 1)
                headers[name] = value
            case "-d":
                body = words.pop(0).encode()
            case "--data-urlencode":
                query.append(tuple(words.pop(0).split("=", 1)))
            case _:
                path = word
    path += f"?{urlencode(query)}" if query else ""
    return client.generic(method, path, body, headers.pop("Content-Type", ""), headers=headers)


def test_examples_are_answered_as_the_document_says(client, program):
    answers = []
    for commands, expected in EXAMPLES:
        for command in re.split(r"\n(?=curl)", commands.replace("\\\n", " ").strip()):
            answers.append(called(client, command, program.secret))
        if expected:
            assert answers[-1].json() == json.loads(expected)
    assert [answer.status_code for answer in answers] == [200, 200, 422, 200, 200, 200, 200]


def test_numbers_of_the_document_are_those_of_the_portal(settings):
    text = " ".join(DOCUMENT.split())
    for said in (
        f"call {api_access.CALLS_A_MINUTE} times a minute",
        f"for {CALLS_ARE_KEPT.days} days",
        f"kept for {KEYS_ARE_KEPT.days} days",
        f"At most {api.MOST_COUNTS:,} counts and {settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB",
    ):
        assert said in text


def test_every_scope_and_every_refusal_is_in_the_document():
    rows = set(re.findall(r"^\| `?(\w+)`? \|", DOCUMENT, re.MULTILINE))
    expected = {*Scope.values, *map(str, api_errors.DETAILS)} - {"500"}
    assert expected <= rows


def test_description_is_headed_in_the_language_of_the_reader(client, db):
    for language, title in [("vi", "Chỉ tiêu hồ sơ trực tuyến"), ("en", "Online dossier quotas")]:
        answer = client.get("/api/v1/openapi.json", headers={"Accept-Language": language})
        assert answer.json()["info"]["title"] == title


def test_month_that_has_not_begun_is_told_as_the_document_says(client, program):
    """It is not there to be read; what is pushed into it is a fault."""
    address = "/api/v1/units/22327/months/2018-11"
    assert client.get(address, headers=program.headers).status_code == 404
    counts = [{"procedure_code": "1.000656", "total": 1, "online": 1}]
    pushed = client.put(f"{address}/counts", counts, "application/json", headers=program.headers)
    assert pushed.status_code == 422
    late = client.get(
        "/api/v1/units/22327/standing", {"through": "2019-01"}, headers=program.headers
    )
    assert late.status_code == 422
