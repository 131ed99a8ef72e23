"""`/verify/`: anyone checks a printout by its code, or a file by its SHA-256, without signing in.

The pages are rendered without the request, so that they neither read nor set a cookie; that is also why the file's form has
no token: it changes nothing and stores nothing.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reporting.exports.places import places_sheet
from reporting.forms_public import LANGUAGE, language
from reporting.forms_verify import LARGEST_FILE, MEGABYTE, TOO_LARGE, FileCheckForm
from reporting.models import Ranking
from reporting.presenters.rankings.verify import checked, files_of
from reporting.rankings.canonical import CODE_LENGTH, read_code
from targets.views.table_file import table_file

# A whole office may share one address.
RATES = {"verify": "120/m/ip", "verify-file": "30/m/ip"}
# As much of what was typed as is said back.
SAID_BACK = 40
_LIKE_A_CODE = re.compile(r"[0-9A-Z]+")


def for_anybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer in the language of the address, not too often, and never from a cache: a ranking's state may change."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = "verify-file" if request.method == "POST" else "verify"
        with translation.override(language(request.GET)):
            response = consume_or_429(
                request, app="reporting", action=action, config=RATES, limit_get=True
            ) or view(request, *args, **kwargs)
        response["Content-Language"] = language(request.GET)
        # The record's middleware has looked who is signed in; the answer depends on no cookie.
        request.session.accessed = False
        return response

    return never_cache(page)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_anybody
def verify(request: HttpRequest) -> HttpResponse:
    """The forms; what was typed leads to the code's own page, a file is answered here."""
    if request.method == "POST":
        return _file_checked(request)
    typed = request.GET.get("code", "")
    code = read_code(typed)
    if not code:
        return _page(request, "verify/forms.html", {})
    if _LIKE_A_CODE.fullmatch(code):
        return redirect(_address(request, code))
    return _unknown(request, typed)


@require_safe
@for_anybody
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Which ranking the code belongs to, and of a final one every line."""
    ranking = Ranking.objects.listed().filter(code=read_code(code)).first()
    if ranking is None:
        return _unknown(request, code)
    return _page(
        request,
        "verify/ranking.html",
        {"checked": checked(ranking), "is_sample": ranking.is_sample},
    )


@require_safe
@for_anybody
def verify_places(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The lines of a final ranking as one table."""
    ranking = Ranking.objects.listed().filter(code=read_code(code)).first()
    if ranking is None or not ranking.is_final:
        raise Http404
    name = f"bang-xep-hang-{ranking.code}"
    sheet = places_sheet(ranking, checked(ranking).tables)
    return table_file(sheet, name, extension, is_sample=ranking.is_sample)


def _file_checked(request: HttpRequest) -> HttpResponse:
    # Not even read where its sender says how large it is; the rest of the request is small.
    if _declared_length(request) > LARGEST_FILE + MEGABYTE:
        return _page(request, "verify/forms.html", {"file_errors": [TOO_LARGE]}, status=413)
    form = FileCheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "verify/forms.html", {"file_errors": form.errors["file"]}, status=422)
    digest = form.sha256
    context = {"name": form.cleaned_data["file"].name, "digest": digest, "files": files_of(digest)}
    return _page(request, "verify/file.html", context)


def _declared_length(request: HttpRequest) -> int:
    """The length that the sender states, in bytes; 0 where he states none that is a number."""
    try:
        return int(request.headers.get("Content-Length", ""))
    except ValueError:
        return 0


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    length = len(read_code(typed))
    context = {
        "typed": typed[:SAID_BACK],
        "length": length,
        "right_length": CODE_LENGTH,
        "is_of_right_length": length == CODE_LENGTH,
    }
    return _page(request, "verify/unknown.html", context, status=404)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    spoken = language(request.GET)
    frame = {
        "portal_day": settings.PORTAL_TODAY,
        "portal_place": settings.PORTAL_PLACE,
        "portal_owner": settings.PORTAL_OWNER,
        "language": spoken,
        "languages": [
            (code, f"{request.path}?{LANGUAGE}={code}") for code, _ in settings.LANGUAGES
        ],
    }
    return HttpResponse(render_to_string(template, frame | context), status=status)


def _address(request: HttpRequest, code: str) -> str:
    """The page of a code, in the language of this one."""
    address = reverse("verify-code", args=[code])
    spoken = language(request.GET)
    return address if spoken == settings.LANGUAGE_CODE else f"{address}?{LANGUAGE}={spoken}"
