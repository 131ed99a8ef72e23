"""The floor of an import: COPY of rows that are ready into a staging table, and one upsert."""

import io

from django.db import connection, transaction

from targets.models import Count


def ready_lines() -> str:
    """The stored counts as COPY takes them, with the keys that an import has to look up."""
    counts = Count.objects.order_by("submission__month", "submission__unit__order", "procedure")
    return "".join(
        f"{submission}\t{procedure}\t{total}\t{online}\n"
        for submission, procedure, total, online in counts.values_list(
            "submission", "procedure", "total", "online"
        )
    )


def copy_and_upsert(lines: str) -> None:
    """Store the rows, committed at the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TEMPORARY TABLE floor (submission_id bigint, procedure_id bigint, total integer, online integer)
            ON COMMIT DROP
            """
        )
        cursor.copy_expert("COPY floor FROM STDIN", io.StringIO(lines))
        cursor.execute(
            """
            INSERT INTO targets_count AS count (submission_id, procedure_id, total, online)
            SELECT submission_id, procedure_id, total, online FROM floor
            ON CONFLICT (submission_id, procedure_id) DO UPDATE
                SET total = excluded.total, online = excluded.online
                WHERE (count.total, count.online) IS DISTINCT FROM (excluded.total, excluded.online)
            """
        )
