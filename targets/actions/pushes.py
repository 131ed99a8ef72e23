"""A program pushes one unit's month: the same import as of a file, safe to repeat under a key."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction

from targets.actions.counts import import_counts, preview_counts
from targets.actions.outcome import Outcome
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.models import ApiToken, PushKey
from targets.periods import Month

KEYS_ARE_KEPT = timedelta(days=30)

# What of an outcome a program is told.
ANSWERED = ("rows", "new", "changed", "not_counted")

# The code of a procedure, total, online.
PushedCount = tuple[str, int, int]


@dataclass(frozen=True)
class Pushed:
    """What a push did; `is_replay` where it was done before under this key, and nothing was touched now."""

    outcome: Outcome
    is_replay: bool = False


class KeyTaken(Exception):
    """The token has used this key for something else."""


@transaction.atomic
def push_month(
    *,
    token: ApiToken,
    month: Month,
    counts: Sequence[PushedCount],
    key: str | None,
    today: date,
    at: datetime,
) -> Pushed:
    """Store the counts of the token's unit and submit its month, as `import_counts` does, in the name of its person.

    Two calls with one key wait for each other, and the second gets the first one's answer. A call that raises leaves its
    key free. Raises Faulty, rows counted from 1 in the order of `counts`, and KeyTaken.
    """
    if key is None:
        return Pushed(_import(token, month, counts, today=today, at=at))
    claimed = _claimed(token, key, _digest(month, counts), at=at)
    if claimed.answer is not None:
        return Pushed(Outcome(**claimed.answer), is_replay=True)
    outcome = _import(token, month, counts, today=today, at=at)
    claimed.answer = {name: getattr(outcome, name) for name in ANSWERED}
    claimed.save(update_fields=["answer"])
    return Pushed(outcome)


def preview_push(
    *, token: ApiToken, month: Month, counts: Sequence[PushedCount], today: date
) -> Pushed:
    """What `push_month` would do, with nothing stored. Raises Faulty."""
    table = _table(token, month, counts)
    return Pushed(preview_counts(table=table, today=today, by=token.person))


def _import(
    token: ApiToken, month: Month, counts: Sequence[PushedCount], *, today: date, at: datetime
) -> Outcome:
    table = _table(token, month, counts)
    # Whoever is signed in in the browser that tries the interface has no part in it.
    with pghistory.context(token=token.label, user=token.person_id):
        return import_counts(table=table, today=today, by=token.person, at=at)


def _table(token: ApiToken, month: Month, counts: Sequence[PushedCount]) -> Table:
    rows = [[str(month), token.unit.code, *count] for count in counts]
    return Table([list(COUNT_COLUMNS), *rows], first_number=1)


def _digest(month: Month, counts: Sequence[PushedCount]) -> str:
    return hashlib.sha256(json.dumps([str(month), *counts]).encode()).hexdigest()


def _claimed(token: ApiToken, key: str, sha256: str, *, at: datetime) -> PushKey:
    """The key, held until the transaction ends; its answer is None where this call is the first."""
    token.keys.filter(used_at__lt=at - KEYS_ARE_KEPT).delete()
    fresh = PushKey(token=token, key=key, sha256=sha256, used_at=at)
    # Waits for whoever uses the same key now.
    PushKey.objects.bulk_create([fresh], ignore_conflicts=True)
    claimed = PushKey.objects.select_for_update().get(token=token, key=key)
    if claimed.sha256 != sha256:
        raise KeyTaken
    return claimed
