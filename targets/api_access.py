"""Who calls the interface: a token in the header `Authorization`, how often it may, and the log of what it did."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from quota_portal.clock import now, today
from targets.actions.tokens import note_call
from targets.models import ApiToken, Scope, Unit
from targets.models.tokens import digest

CALLS_A_MINUTE = 60
MINUTE = 60
TOO_MANY_CALLS = 429


class Token(HttpBearer):
    """Lets a valid token pass that has the scope (any valid one where none is named), so often a minute."""

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token; None where there is none of this secret that works today."""
        tokens = ApiToken.objects.select_related("unit", "person")
        found = tokens.filter(sha256=digest(token)).first()
        if found is None or found.state(today()) != ApiToken.State.VALID:
            return None
        request.api_token = found
        # Before the scope: a program that may not do something does not try for ever.
        _count_call(found)
        if self.scope is not None and self.scope not in found.scopes:
            raise AuthorizationError
        return found


def _count_call(token: ApiToken) -> None:
    """Raise Throttled where the token has made its calls of this minute."""
    second = int(time.time())
    key = f"api-calls:{token.pk}:{second // MINUTE}"
    calls = cache.get(key, 0) + 1
    cache.set(key, calls, 2 * MINUTE)
    if calls > CALLS_A_MINUTE:
        raise Throttled(wait=MINUTE - second % MINUTE)


def logged(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep each call of a token in its log; one that came too often is not worth a line."""

    @wraps(run)
    def run_and_note(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        status = 500
        try:
            response = run(request, *args, **kwargs)
            status = response.status_code
            return response
        finally:
            if hasattr(request, "api_token") and status != TOO_MANY_CALLS:
                _note(request, status)

    return run_and_note


def note_stray(request: HttpRequest, status: int) -> None:
    """Keep a call of a valid token that came to no part of the interface: no such address, no such method."""
    if hasattr(request, "api_token"):
        return
    with suppress(Throttled):
        if Token()(request):
            _note(request, status)


def _note(request: HttpRequest, status: int) -> None:
    note_call(
        token=request.api_token,
        method=request.method,
        path=request.get_full_path(),
        status=status,
        address=_address(request),
        outcome=getattr(request, "outcome", None),
        at=now(),
    )


def _address(request: HttpRequest) -> str:
    """Where the call came from; nothing where the server does not say, as behind a socket."""
    try:
        return get_adapter(request).get_client_ip(request).strip()[:45]
    except (ImproperlyConfigured, PermissionDenied):
        return ""


def unit_or_404(request: HttpRequest, code: str) -> Unit:
    """The token's own unit; any other does not exist for it."""
    unit = request.auth.unit
    if unit.code != code:
        raise Http404
    return unit
