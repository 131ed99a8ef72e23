"""How far the record of changes has come: two moments with the same last events have the same figures."""

from django.apps import apps
from django.db import connection
from psycopg2 import sql

from targets.models import RECORDED
from targets.models.one_moment import LOCK


def last_events() -> dict[str, int]:
    """The last event of each table of the record; 0 for a table without one."""
    tables = [
        apps.get_model(model._meta.app_label, f"{model.__name__}Event")._meta.db_table
        for model in RECORDED
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(" UNION ALL ")
            .join(
                sql.SQL("SELECT {}, coalesce(max(pgh_id), 0) FROM {}").format(
                    sql.Literal(table), sql.Identifier(table)
                )
                for table in tables
            )
            .as_string(connection.connection)
        )
        return dict(cursor.fetchall())


def nobody_writes() -> bool:
    """Whether every event up to the last one can be seen: no writer is under way, whose events would come before it.

    Waits for nobody, and lets nobody wait for longer than this one question takes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN pg_try_advisory_lock(key) THEN pg_advisory_unlock(key) ELSE false END"
            " FROM hashtext(%s) key",
            [LOCK],
        )
        return cursor.fetchone()[0]
