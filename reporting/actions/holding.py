"""Locks of the database that end with the transaction."""

from django.db import connection

from targets.models.one_moment import LOCK


def hold(*, name: str) -> None:
    """Wait until nobody else holds the lock of this name, and hold it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def hold_the_record() -> None:
    """Wait for everyone who is writing what is entered, and let nobody write until the transaction ends."""
    hold(name=LOCK)
