"""The interface for programs under `/api/v1/`: what is entered and what it means, wired together (docs/api.md)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase
from ninja.renderers import JSONRenderer

from quota_portal import api_errors
from reporting.api import router as reporting_router
from targets.api import router as targets_router
from targets.api_access import logged


class ReadableJSON(JSONRenderer):
    """Vietnamese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


class TryIt(DocsBase):
    """The page to try the interface, in the frame of the portal and under its policy."""

    @method_decorator(login_required)
    def render_page(self, request: HttpRequest, api: NinjaAPI, **parts: Any) -> HttpResponse:
        return render(request, "api_docs.html", {"schema": self.get_openapi_url(api, parts)})


class PortalAPI(NinjaAPI):
    """Describes itself in the language of the reader."""

    def get_openapi_schema(self, **how: Any) -> dict[str, Any]:
        schema = _translated(super().get_openapi_schema(**how))
        schema["info"]["title"] = gettext(schema["info"]["title"])
        return schema


# Names of schemas and fields, their titles, stay as they are: programs go by them.
SPOKEN = ("summary", "description", "tags")


def _translated(part: Any, name: str | int = "") -> Any:
    if isinstance(part, dict):
        return {key: _translated(value, key) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_translated(value, name) for value in part]
    if part and isinstance(part, str) and name in SPOKEN:
        return gettext(part)
    return part


api = PortalAPI(
    title=_("Online dossier quotas"),
    version="1",
    urls_namespace="api",
    description=_(
        "Programs of a unit push its monthly counts and read where it stands. Every call carries an access token."
    ),
    docs=TryIt(),
    renderer=ReadableJSON(),
)
api.add_decorator(logged, mode="view")
api_errors.install(api)
api.add_router("", targets_router)
api.add_router("", reporting_router)
