"""The two ways from a list of units to those of them that owe something: the official letter, and the reminder by email."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from reporting.presenters.urging import in_need
from reporting.standings import Standing
from targets import permissions
from targets.models import Unit

register = template.Library()

NOWHERE: dict[str, Any] = {}


@register.inclusion_tag("components/urging.html", takes_context=True)
def urging(
    context: dict[str, Any], query: str, *, table: str, rows: Sequence[Standing] | None = None
) -> dict[str, Any]:
    """Both ways for whoever may urge: `query` is the end of an address, the filters of the list.

    Where filters cannot say which units the list has, `rows` are named: for the letter those in need of one, for the
    reminder those that owe a month; a way to nobody is left out, and each says to how many units it leads.
    """
    user = context["request"].user
    if _is_of_the_past(context) or (rows is None and not permissions.can_urge(user)):
        return NOWHERE
    if rows is None:
        return {"table": table, "letter": _to("letters", query), "reminder": _to("matrix", query)}
    found = [row for row in in_need(rows) if permissions.can_urge_unit(user, row.unit)]
    owing = [row for row in found if row.months_overdue]
    return {
        "table": table,
        "letter": found and _to("letters", query, [row.unit for row in found]),
        "reminder": owing and _to("matrix", query, [row.unit for row in owing]),
        **({"to_write": len(found), "to_remind": len(owing)} if len(rows) > 1 else {}),
    }


@register.inclusion_tag("components/urging.html", takes_context=True)
def urging_units(context: dict[str, Any], units: Iterable[Unit], *, table: str) -> dict[str, Any]:
    """Both ways from a list without shares: the pages to which they lead find out who owes what."""
    if _is_of_the_past(context) or not permissions.can_urge(context["request"].user):
        return NOWHERE
    named = list(units)
    return {
        "table": table,
        "letter": _to("letters", units=named),
        "reminder": _to("matrix", units=named),
    }


def _is_of_the_past(context: dict[str, Any]) -> bool:
    """Whether an earlier moment is looked at: letters are written now."""
    return hasattr(context["request"], "as_of")


def _to(page: str, query: str = "", units: Iterable[Unit] = ()) -> str:
    codes = ",".join(dict.fromkeys(unit.code for unit in units))
    parts = [query.removeprefix("?"), urlencode({"unit": codes}, safe=",") if codes else ""]
    return f"{reverse(page)}?{'&'.join(filter(None, parts))}"
