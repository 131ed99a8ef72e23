"""Why a call of the interface is refused, in the language asked for: one shape, also for what a library finds wrong."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from targets.actions.pushes import KeyTaken
from targets.imports.cells import LARGEST
from targets.problems import Fault, Faulty

DETAILS = {
    400: gettext_lazy("The request is not well-formed; its body must be JSON in UTF-8."),
    401: gettext_lazy("A valid access token is missing: send “Authorization: Bearer …”."),
    403: gettext_lazy("This access token was not given the right for this."),
    404: gettext_lazy("There is nothing at this address that this access token may see."),
    405: gettext_lazy("This address does not take this method."),
    409: gettext_lazy("This Idempotency-Key was used for another push: send a new one."),
    413: gettext_lazy("The body is too large."),
    422: gettext_lazy("Nothing was stored or answered: see the faults."),
    429: gettext_lazy("Too many calls: wait as long as the header Retry-After says."),
    500: gettext_lazy("The portal failed. The fault is noted; try again later."),
}

# What pydantic finds wrong, by its own names.
NOT_WHOLE = (
    gettext_lazy("This must be a whole number from 0 to %s, without quotation marks or decimals.")
    % f"{LARGEST}"
)
NOT_THE_FORM = gettext_lazy("This is not of the form that is asked for.")
MESSAGES: Mapping[str, Any] = {
    "missing": gettext_lazy("This is missing."),
    "extra_forbidden": gettext_lazy("There is no field of this name."),
    "int_type": NOT_WHOLE,
    "int_from_float": NOT_WHOLE,
    "greater_than_equal": NOT_WHOLE,
    "less_than_equal": NOT_WHOLE,
    "string_type": gettext_lazy("This must be text."),
    "string_unicode": gettext_lazy("This must be text."),
    "string_too_short": gettext_lazy("This is empty."),
    "string_too_long": gettext_lazy("This is too long."),
    "list_type": gettext_lazy("This must be a list."),
    "too_short": gettext_lazy("This list is empty."),
    "too_long": gettext_lazy("This list is too long."),
    "model_type": gettext_lazy("This must be an object."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "bool_type": gettext_lazy("This must be true or false."),
    "bool_parsing": gettext_lazy("This must be true or false."),
}


def detail(status: int) -> str:
    """What is said of an answer of that status."""
    return str(DETAILS.get(status, DETAILS[400 if status < 500 else 500]))


def faults_of(error: ValidationError) -> list[Fault]:
    """What the library found wrong with a request; row 0 where it stands in no list."""
    return [_fault(found["type"], found["loc"]) for found in error.errors]


def _fault(kind: str, place: tuple[Any, ...]) -> Fault:
    rows = [part + 1 for part in place if isinstance(part, int)]
    column = place[-1] if isinstance(place[-1], str) else "body"
    return Fault(rows[0] if rows else 0, column, str(MESSAGES.get(kind, NOT_THE_FORM)))


def install(api: NinjaAPI) -> None:
    """Let the interface answer its errors as is said here; what is not named stays a fault of the portal."""
    api.add_exception_handler(HttpError, lambda _request, error: problem(error.status_code))
    api.add_exception_handler(Http404, lambda _request, _error: problem(404))
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(Throttled, _too_often)
    api.add_exception_handler(RequestDataTooBig, lambda _request, _error: problem(413))
    api.add_exception_handler(KeyTaken, lambda _request, _error: problem(409))
    api.add_exception_handler(Faulty, lambda _request, faulty: _faulty(faulty.faults))
    api.add_exception_handler(ValidationError, lambda _request, error: _faulty(faults_of(error)))


def problem(status: int, **more: Any) -> JsonResponse:
    """An answer that says what is wrong."""
    return JsonResponse(
        {"detail": detail(status), **more},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def _unauthenticated(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = problem(401)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _too_often(_request: HttpRequest, error: Throttled) -> HttpResponse:
    response = problem(429)
    response["Retry-After"] = str(error.wait)
    return response


def _faulty(faults: list[Fault]) -> HttpResponse:
    listed = [
        {"row": fault.row or None, "column": fault.column, "message": fault.message}
        for fault in faults
    ]
    return problem(422, faults=listed)
