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


def settled_events() -> dict[str, int] | None:
    """The last events, where every earlier one can be seen; None while a writer is under way, whose events may come before.

    Waits for nobody, and lets nobody wait for longer than this one question takes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [LOCK])
        if not cursor.fetchone()[0]:
            return None
        try:
            return last_events()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [LOCK])
