"""What is drawn of a unit, kept by what it says: after a change only the units that changed are drawn anew (ADR 18)."""

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from itertools import count
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.utils.safestring import SafeString, mark_safe
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

# Each question under a number, which is found faster than the question itself, and what was drawn for it. No number is
# given twice: another thread may forget all while a question is under way.
_numbers = count()
_asked: dict[Hashable, int] = {}
_kept: dict[Hashable, SafeString] = {}


def drawn_once(
    draw: Callable[Concatenate[Drawn, Asked], SafeString],
) -> Callable[Concatenate[Iterable[Drawn], Asked], SafeString]:
    """What `draw` makes of each, one after the other; it is asked only for those of which nothing is kept.

    It may depend on what is `told`, on what else it is given, by value, and on the language: nothing else.
    """

    @wraps(draw)
    def drawn(ones: Iterable[Drawn], *asked: Asked.args, **named: Asked.kwargs) -> SafeString:
        question = (draw, get_language(), asked, tuple(named.items()))
        number = _asked.setdefault(question, next(_numbers))
        parts = []
        for one in ones:
            part = _kept.get((number, one.told))
            if part is None:
                part = _kept[number, one.told] = draw(one, *asked, **named)
            parts.append(part)
        if len(_kept) > MOST_KEPT:
            forget()
        # Each part is safe by itself.
        return mark_safe("".join(parts))

    return drawn


def forget() -> None:
    """Draw everything anew."""
    _asked.clear()
    _kept.clear()
