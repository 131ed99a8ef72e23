"""What was drawn once is shown again until something changes that it may show (ADR 18)."""

from collections.abc import Callable
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language

from quota_portal.clock import today
from targets.last_events import last_events, nobody_writes


def kept(request: HttpRequest, draw: Callable[[], str]) -> str:
    """What `draw` makes; or what it made when the same person asked the same and nothing had changed that the record covers.

    `draw` shows what is recorded, the person's role and units, the day and the language of the address: nothing else.
    """
    if getattr(request, "as_of", None):
        return draw()
    memory, state = caches["drawn"], last_events()
    question = _question(request, state)
    content = memory.get(question)
    if content is None:
        # Asked first: what is drawn is then of this state, or of a later one, after which nobody asks for this one.
        is_settled = nobody_writes()
        content = draw()
        if is_settled:
            memory.set(question, content)
    return content


def _question(request: HttpRequest, state: dict[str, int]) -> str:
    """All that the answer depends on, as a name under which it is kept."""
    person = request.user
    asked = (request.path, request.GET.urlencode(), get_language(), today().isoformat())
    depends_on = (person.pk, person.role, sorted(person.own_units), *asked, sorted(state.items()))
    return sha256(repr(depends_on).encode()).hexdigest()
