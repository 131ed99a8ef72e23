"""The portal's own day and moment: read here and nowhere else."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

# The moment that stands for the present while an earlier state is shown.
_earlier: ContextVar[datetime.datetime | None] = ContextVar("_earlier", default=None)


def today() -> datetime.date:
    """The day that PORTAL_TODAY names; where it is unset, the real day in Khánh Hòa."""
    return settings.PORTAL_TODAY or timezone.localdate(_earlier.get())


def now() -> datetime.datetime:
    """The real moment, or the earlier one that stands for it; with PORTAL_TODAY set that day at its time of day.

    So what is entered is of today(), and what is printed of an earlier state bears that state's own moment.
    """
    moment = timezone.localtime(_earlier.get())
    return datetime.datetime.combine(today(), moment.time(), tzinfo=moment.tzinfo)


@contextmanager
def standing_at(moment: datetime.datetime) -> Iterator[None]:
    """Let an earlier moment be now, and its day today where PORTAL_TODAY does not name another."""
    token = _earlier.set(moment)
    try:
        yield
    finally:
        _earlier.reset(token)
