"""What a reading keeps as JSON, as the values that it stands for."""

import zlib
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from targets.actions.outcome import Change, Tally
from targets.figures import Figures
from targets.models import Reading
from targets.periods import Month
from targets.problems import Fault
from targets.staging import changes, stage, unstage


def to_json(values: Iterable[Tally | Change]) -> list[list[Any]]:
    return [[*value._replace(month=str(value.month))] for value in values]


def tallies_of(reading: Reading) -> list[Tally]:
    """What the rows would do, by unit and month."""
    return [_with_month(Tally(*row)) for row in reading.tallies]


def changes_of(reading: Reading) -> list[Change]:
    """The first of the rows that would change something."""
    return [
        _with_month(change)._replace(
            before=change.before and Figures(*change.before), after=Figures(*change.after)
        )
        for change in (Change(*row) for row in reading.changes)
    ]


def all_changes_of(reading: Reading) -> list[Change]:
    """All the rows that would change something, as the figures stand now."""
    with transaction.atomic(), connection.cursor() as cursor:
        stage(cursor, zlib.decompress(reading.lines).decode())
        found = changes(cursor, limit=None)
        unstage(cursor)
    return found


def faults_of(reading: Reading) -> list[Fault]:
    """The first of its faults."""
    return [Fault(*row) for row in reading.faults]


def _with_month(value: Any) -> Any:
    return value._replace(month=Month.parse(value.month))
