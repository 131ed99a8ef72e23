"""For tests of two writers at once."""

import time

from django.db import connection


def wait_until_somebody_waits():
    """Until another transaction waits for a lock that this one holds."""
    deadline = time.monotonic() + 10
    waiting = False
    while not waiting:
        assert time.monotonic() < deadline, "nobody waits"
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            [waiting] = cursor.fetchone()
