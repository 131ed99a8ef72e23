"""Correct a locked month by request: a unit asks, the DIC grants a window of days or declines."""

from datetime import date, datetime, timedelta

from django.db import transaction

from targets.locks import Locked, check_open
from targets.models import Unit, UnlockRequest, User
from targets.periods import Month


class NotLocked(Exception):
    """The month may be changed without a request."""


class Decided(Exception):
    """Somebody else decided about the request already."""


@transaction.atomic
def ask_to_unlock(
    *, unit: Unit, month: Month, reason: str, by: User, at: datetime, today: date
) -> UnlockRequest:
    """Ask for a window. A request that waits already stays as it is. Raises NotLocked where none is needed."""
    try:
        check_open(unit, month, today)
    except Locked:
        UnlockRequest.objects.bulk_create(
            [UnlockRequest(unit=unit, month=month, reason=reason, asked_at=at, asked_by=by)],
            ignore_conflicts=True,
        )
        return UnlockRequest.objects.get(unit=unit, month=month, decided_at=None)
    raise NotLocked


@transaction.atomic
def grant(
    *, request: UnlockRequest, days: int, answer: str, by: User, at: datetime, today: date
) -> UnlockRequest:
    """Open the month for the unit from today, for so many days; it closes by itself. Raises Decided."""
    request = _waiting(request)
    request.open_from, request.open_until = today, today + timedelta(days=days - 1)
    return _decided(request, answer, by=by, at=at)


@transaction.atomic
def decline(*, request: UnlockRequest, answer: str, by: User, at: datetime) -> UnlockRequest:
    """Leave the month locked, and say why. Raises Decided."""
    return _decided(_waiting(request), answer, by=by, at=at)


def _waiting(request: UnlockRequest) -> UnlockRequest:
    request = UnlockRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_waiting:
        raise Decided
    return request


def _decided(request: UnlockRequest, answer: str, *, by: User, at: datetime) -> UnlockRequest:
    request.decided_at, request.decided_by, request.answer = at, by, answer
    request.save()
    return request
