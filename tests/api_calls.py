"""A program that calls the interface, for the tests."""

import datetime
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from targets.actions.tokens import make_token
from targets.models import ApiToken, Scope, Unit, User

EVERYTHING = tuple(Scope)
EXPIRES_ON = datetime.date(2019, 10, 3)
SEPTEMBER = "/api/v1/units/X1/months/2018-09"


class Program:
    """Calls with the token of one unit, in Vietnamese unless told otherwise."""

    def __init__(self, person: User, unit: Unit, scopes=EVERYTHING, **how: Any) -> None:
        fields = {"label": "Một cửa", "expires_on": EXPIRES_ON, "at": timezone.now()} | how
        self.token, self.secret = make_token(
            unit=unit, person=person, scopes=scopes, by=person, **fields
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def get(self, path: str, query: dict[str, str] | None = None, **headers: str):
        return Client().get(path, query, headers=self.headers | headers)

    def put(self, content: Any, path: str = f"{SEPTEMBER}/counts", **headers: str):
        """Send a Python value as JSON, or bytes as they are."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return Client().put(
            path, body, content_type="application/json", headers=self.headers | headers
        )

    def fresh(self) -> ApiToken:
        return ApiToken.objects.get(pk=self.token.pk)


def count(code: str, total: Any, online: Any) -> dict[str, Any]:
    return {"procedure_code": code, "total": total, "online": online}


def faults(answer) -> list[tuple[int | None, str, str]]:
    """The faults of a refused call: place, field, message."""
    assert answer.status_code == 422
    return [(fault["row"], fault["column"], fault["message"]) for fault in answer.json()["faults"]]
