"""What is drawn of a unit, kept by what it says: after a change only the units that changed are drawn anew (ADR 18)."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import get_language

# A page of a province draws about a thousand parts, of half a kilobyte each; another filter draws them anew.
MOST_KEPT = 12_000


class Telling(Protocol):
    """A standing, or the place of one in a picture."""

    @property
    def told(self) -> tuple[object, ...]:
        """All that may be drawn of it, by value."""


Drawn = TypeVar("Drawn", bound=Telling)
Asked = ParamSpec("Asked")

_kept: dict[Hashable, SafeString] = {}


def drawn_once(
    draw: Callable[Concatenate[Drawn, Asked], SafeString],
) -> Callable[Concatenate[Drawn, Asked], SafeString]:
    """Keep what `draw` made.

    It may depend on what is `told`, on what else it is given, by value, and on the language: nothing else.
    """

    @wraps(draw)
    def drawn(one: Drawn, *asked: Asked.args, **named: Asked.kwargs) -> SafeString:
        question = (draw, one.told, get_language(), asked, tuple(named.items()))
        found = _kept.get(question)
        if found is None:
            found = draw(one, *asked, **named)
            if len(_kept) >= MOST_KEPT:
                forget()
            _kept[question] = found
        return found

    return drawn


def forget() -> None:
    """Draw everything anew."""
    _kept.clear()
