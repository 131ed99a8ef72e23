"""Give a program access to a unit, take it away, and keep what it did with it."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from targets.actions.outcome import Outcome
from targets.models import ApiCall, ApiToken, Unit, User
from targets.models.tokens import digest

# A year and a month: whoever renews every year has time to do it.
LONGEST_LIFE = timedelta(days=365 + 31)
CALLS_ARE_KEPT = timedelta(days=90)


class LabelTaken(Exception):
    """The unit has a token of that name, which is not revoked."""


def make_token(
    *,
    unit: Unit,
    person: User,
    label: str,
    scopes: Collection[str],
    expires_on: date,
    by: User,
    at: datetime,
) -> tuple[ApiToken, str]:
    """The token and its secret, which nobody can read again. Raises LabelTaken."""
    secret = f"quota_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        unit=unit,
        person=person,
        label=label,
        scopes=list(scopes),
        sha256=digest(secret),
        made_at=at,
        made_by=by,
        expires_on=expires_on,
    )
    try:
        with transaction.atomic():
            token.save(force_insert=True)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "api_token_label_once_for_a_unit":
            raise
        raise LabelTaken from error
    return token, secret


def revoke_token(*, token: ApiToken, by: User, at: datetime) -> None:
    """End a token now; one that is revoked already stays as it was."""
    living = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    living.update(revoked_at=at, revoked_by=by)


@transaction.atomic
def note_call(
    *,
    token: ApiToken,
    method: str,
    path: str,
    status: int,
    address: str,
    outcome: Outcome | None,
    at: datetime,
) -> None:
    """Keep a call in the token's log, and drop those that have been kept long enough."""
    token.calls.filter(called_at__lt=at - CALLS_ARE_KEPT).delete()
    figures = {name: outcome and getattr(outcome, name) for name in ("rows", "new", "changed")}
    ApiCall.objects.create(
        token=token,
        called_at=at,
        method=method,
        path=path[:300],
        status=status,
        address=address,
        **figures,
    )
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
