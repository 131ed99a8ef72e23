"""The links that hand a table out, the same beside every table."""

from typing import Any

from django import template
from django.urls import reverse

from targets.exports.files import FILES

register = template.Library()

_NAMES = {"xlsx": "Excel (.xlsx)"}


@register.inclusion_tag("components/downloads.html")
def downloads(name: str, *parts: Any, table: str, query: str = "") -> dict[str, Any]:
    """A link for each kind of file: `name` and `parts` are the address, `query` the filters of the page."""
    end = f"?{query}" if query else ""
    addresses = {extension: reverse(name, args=[*parts, extension]) + end for extension in FILES}
    return {"table": table, "files": _files(addresses)}


@register.inclusion_tag("components/downloads.html")
def download_buttons(*, table: str) -> dict[str, Any]:
    """A button for each kind of file, for a table that hangs on what a form sends: it sends the kind as `as`."""
    return {"table": table, "files": _files(dict.fromkeys(FILES))}


def _files(addresses: dict[str, str | None]) -> list[tuple[str, str, str | None]]:
    """The kind, what it is called, and its address."""
    return [
        (extension, _NAMES.get(extension, f".{extension}"), address)
        for extension, address in addresses.items()
    ]
