"""The language of a request, and the errors that programs get."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from quota_portal.api_errors import problem
from targets.api_access import note_stray

FOR_PROGRAMS = "/api/"
# Under the same address, and read by people.
TO_TRY_IT = "/api/v1/docs"


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program is spoken to."""
    return request.path.startswith(FOR_PROGRAMS) and request.path != TO_TRY_IT


class ChosenLanguageMiddleware:
    """Vietnamese unless the reader chose English; what the browser prefers is not asked.

    The portal speaks Vietnamese to an official whose office computer was set up in English, which Django's own
    LocaleMiddleware would not. A program chooses by the header Accept-Language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for_programs = is_for_programs(request)
        chosen = _asked_for(request) if for_programs else _clicked(request)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if for_programs:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def _clicked(request: HttpRequest) -> str | None:
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)


def _asked_for(request: HttpRequest) -> str | None:
    """The best of the portal's languages by the header, `en` for `en-GB`; None where it names none of them."""
    header = request.headers.get("Accept-Language", "")
    asked = [code.partition("-")[0] for code, _weight in parse_accept_lang_header(header)]
    return next((code for code in asked if code in dict(settings.LANGUAGES)), None)


class ErrorsForProgramsMiddleware:
    """Lets every error under /api/ be JSON, also those that Django itself answers: no such address, no such method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (404, 405) and is_for_programs(request):
            note_stray(request, response.status_code)
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        if response.status_code < 400 or is_json or not is_for_programs(request):
            return response
        plain = problem(response.status_code)
        if "Allow" in response:
            plain["Allow"] = response["Allow"]
        return plain
