"""The two questions of a comparison, each with its own part of the address: `then-through`, `now-through`.

What an address says without a side, as one of the dashboard does, holds for both.
"""

from collections.abc import Collection, Mapping
from datetime import date

from reporting.labels import GROUP_LABELS
from reporting.question import DashboardForm
from targets.models import User
from targets.periods import Span

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
    """What is compared: with nothing asked the year so far, and the year as it stood a month before."""
    usual = _of_both(query, QUESTION + SCOPE)
    now = SideForm(query, side=NOW, usual=usual, user=user, today=today)
    decision, span = now.question
    asked = query.get(f"{THEN}-decision")
    usual = _month_before(span) if asked in (None, "", decision.number) else {}
    usual = _of_both(query, SCOPE) | {"decision": decision.number} | usual
    return SideForm(query, side=THEN, usual=usual, user=user, today=today), now


def _of_both(query: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: query[name] for name in names if query.get(name)}


def _month_before(span: Span) -> dict[str, str]:
    """The span without its last month; itself where it has only one."""
    last = max(span.first, span.last.previous())
    return {"first": str(span.first), "through": str(last)}
