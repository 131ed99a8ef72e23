"""The links that hand a table out, the same beside every table."""

from typing import Any

from django import template
from django.urls import reverse

from targets.exports.carried import carry
from targets.exports.files import FILES
from targets.exports.sheets import Sheet

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


@register.inclusion_tag("components/carried.html", takes_context=True)
def download_carried(
    context: dict[str, Any], sheet: Sheet, *, name: str, table: str
) -> dict[str, Any]:
    """A button for each kind of file, for a table that is kept nowhere: the page carries it. `name` is that of the file."""
    return {
        "table": table,
        "files": _files(dict.fromkeys(FILES)),
        "carried": carry(sheet, name=name, reader=context["user"]),
    }


def _files(addresses: dict[str, str | None]) -> list[tuple[str, str, str | None]]:
    """The kind, what it is called, and its address."""
    return [
        (extension, _NAMES.get(extension, f".{extension}"), address)
        for extension, address in addresses.items()
    ]
