"""The two questions of a comparison, each with its own part of the address: `then-through`, `now-through`.

What an address says without a side, as one of the dashboard does, holds for both.
"""

from collections.abc import Collection, Mapping
from datetime import date

from reporting.labels import GROUP_LABELS
from reporting.question import DashboardForm, span_before
from targets.models import User

THEN, NOW = "then", "now"
QUESTION = ("decision", "first", "through")
SCOPE = ("group", "district")


class SideForm(DashboardForm):
    """One side: the decision, the span, and which units."""

    status = None

    def __init__(
        self,
        query: Mapping[str, str],
        *,
        side: str,
        usual: Mapping[str, str],
        user: User,
        today: date,
    ) -> None:
        own = {
            name.removeprefix(f"{side}-"): value
            for name, value in query.items()
            if value and name.startswith(f"{side}-")
        }
        super().__init__({**usual, **own}, user=user, today=today)
        self.prefix = side
        self.data = {self.add_prefix(name): value for name, value in self.data.items()}

    @property
    def scope_label(self) -> str:
        """Which units are meant, in words; blank for all."""
        scope = self.scope
        names = [str(GROUP_LABELS[scope["group"]])] if scope["group"] else []
        return ", ".join([*names, *([scope["district"].name] if scope["district"] else [])])


def sides(query: Mapping[str, str], *, user: User, today: date) -> tuple[SideForm, SideForm]:
    """What is compared: with nothing asked the year so far, and the year as it stood a month before.

    Different units are compared over the same months, since then it is they that differ.
    """
    usual = _of_both(query, QUESTION + SCOPE)
    now = SideForm(query, side=NOW, usual=usual, user=user, today=today)
    decision, span = now.question
    usual = _of_both(query, SCOPE) | {"decision": decision.number}
    if query.get(f"{THEN}-decision") in (None, "", decision.number):
        before = span if _asks_for_other_units(query) else span_before(decision, span) or span
        usual |= {"first": str(before.first), "through": str(before.last)}
    return SideForm(query, side=THEN, usual=usual, user=user, today=today), now


def _of_both(query: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: query[name] for name in names if query.get(name)}


def _asks_for_other_units(query: Mapping[str, str]) -> bool:
    """Whether the sides name different groups or districts."""
    return any(
        (query.get(f"{THEN}-{name}") or query.get(name, ""))
        != (query.get(f"{NOW}-{name}") or query.get(name, ""))
        for name in SCOPE
    )
