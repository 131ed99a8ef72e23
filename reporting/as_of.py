"""The database as it was at an earlier moment, from the record of changes: for links that go on showing what they showed.

Within `as_of` every query is answered from temporary views that hide the tables of the same name and show each row as its
last event up to the moment has it. So nothing that computes or draws knows of it (ADR 16).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg2 import sql

from quota_portal import clock
from targets.models import RECORDED, MonthlyShare
from targets.models.monthly_shares import GROUPED, SHARES_OF_COUNTS

_AS_IT_WAS = sql.SQL(
    """
    CREATE TEMPORARY VIEW {table} AS
    SELECT {columns} FROM (
        SELECT DISTINCT ON (pgh_obj_id) * FROM {events}
        WHERE {until} ORDER BY pgh_obj_id, pgh_id DESC
    ) last_event WHERE pgh_label <> 'delete'
    UNION ALL
    SELECT {columns} FROM {schema}.{table} older_than_the_record
    WHERE NOT EXISTS (SELECT FROM {events} WHERE pgh_obj_id = older_than_the_record.id)
    """
)


def as_of(moment: datetime) -> AbstractContextManager[None]:
    """Show the database as it was at the moment; nothing may be written within.

    What was written by a transaction that began before the moment and ended after it is shown too, since the record keeps
    when a transaction began.
    """
    return _as_recorded(lambda _events: _until_moment(moment), moment)


def as_of_events(last_events: Mapping[str, int], moment: datetime) -> AbstractContextManager[None]:
    """Show the database as it was when these were the last events of the record's tables and no writer was under way.

    A table that joined the record later is shown as it was at the moment.
    """

    def until(events: str) -> sql.Composed:
        if events in last_events:
            return sql.SQL("pgh_id <= {}").format(sql.Literal(last_events[events]))
        return _until_moment(moment)

    return _as_recorded(until, moment)


def _until_moment(moment: datetime) -> sql.Composed:
    return sql.SQL("pgh_created_at <= {}").format(sql.Literal(moment))


@contextmanager
def _as_recorded(until: Callable[[str], sql.Composed], moment: datetime) -> Iterator[None]:
    with transaction.atomic(), clock.standing_at(moment):
        with connection.cursor() as cursor:
            for model in RECORDED:
                cursor.execute(_view(model, until).as_string(connection.connection))
            cursor.execute(_shares().as_string(connection.connection))
        yield
        # Drops the views.
        transaction.set_rollback(True)


def _view(model: type[models.Model], until: Callable[[str], sql.Composed]) -> sql.Composed:
    events: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    columns = [sql.Identifier(field.column) for field in model._meta.concrete_fields]
    return _AS_IT_WAS.format(
        table=sql.Identifier(model._meta.db_table),
        schema=sql.Identifier("public"),
        events=sql.Identifier(events._meta.db_table),
        columns=sql.SQL(", ").join(columns),
        until=until(events._meta.db_table),
    )


def _shares() -> sql.Composed:
    return sql.SQL(
        "CREATE TEMPORARY VIEW {table} AS SELECT row_number() OVER () AS id, share.* FROM ({shares}) share"
    ).format(
        table=sql.Identifier(MonthlyShare._meta.db_table),
        shares=sql.SQL(SHARES_OF_COUNTS + GROUPED),
    )
