"""Checked rows in a temporary table, beside what is stored: what they would change."""

import io
from collections.abc import Iterable
from typing import Any

from targets.actions.outcome import Change, Tally
from targets.figures import Figures
from targets.imports.counts import CountRow
from targets.periods import Month


def lines_of(rows: Iterable[CountRow]) -> str:
    """The rows as COPY takes them."""
    return "".join(
        f"{row.row}\t{row.unit_id}\t{row.month}-01\t{row.procedure_id}\t{row.total}\t{row.online}\t{row.is_published}\n"
        for row in rows
    )


def stage(cursor: Any, lines: str) -> None:
    """Put the rows in the table `staged_count`, which lives until the transaction ends or `unstage`."""
    cursor.execute(
        """
        CREATE TEMPORARY TABLE staged_count (
            row_number integer, unit_id bigint, month date, procedure_id bigint, total integer, online integer,
            is_published boolean
        ) ON COMMIT DROP
        """
    )
    cursor.copy_expert("COPY staged_count FROM STDIN", io.StringIO(lines))
    # Of a hundred thousand rows of one file three thousand tell enough.
    cursor.execute("SET LOCAL default_statistics_target = 10; ANALYZE staged_count")


def unstage(cursor: Any) -> None:
    cursor.execute("DROP TABLE staged_count")


def leave_out(cursor: Any, units: Iterable[int]) -> None:
    """Take the rows of some units (their primary keys) out again."""
    cursor.execute("DELETE FROM staged_count WHERE unit_id = ANY(%s)", [list(units)])


def tallies(cursor: Any) -> list[Tally]:
    """What the staged rows would do, by unit and month."""
    cursor.execute(
        """
        SELECT staged.unit_id, staged.month, coalesce(max(submission.version), 0),
            count(*),
            count(*) FILTER (WHERE count.id IS NULL),
            count(*) FILTER (WHERE count.id IS NOT NULL
                AND (count.total, count.online) IS DISTINCT FROM (staged.total, staged.online)),
            count(*) FILTER (WHERE NOT staged.is_published)
        FROM staged_count staged
        LEFT JOIN targets_submission submission USING (unit_id, month)
        LEFT JOIN targets_count count
            ON count.submission_id = submission.id AND count.procedure_id = staged.procedure_id
        GROUP BY staged.unit_id, staged.month ORDER BY staged.unit_id, staged.month
        """
    )
    return [Tally(unit, Month.of(day), *numbers) for unit, day, *numbers in cursor.fetchall()]


def changes(cursor: Any, limit: int | None) -> list[Change]:
    """The first of the staged rows that change what is stored, in the order of the file; None is all of them."""
    cursor.execute(
        """
        SELECT staged.row_number, staged.unit_id, staged.month, staged.procedure_id,
            count.id IS NULL, count.total, count.online, staged.total, staged.online
        FROM staged_count staged
        LEFT JOIN targets_submission submission USING (unit_id, month)
        LEFT JOIN targets_count count
            ON count.submission_id = submission.id AND count.procedure_id = staged.procedure_id
        WHERE (count.total, count.online) IS DISTINCT FROM (staged.total, staged.online)
        ORDER BY staged.row_number LIMIT %s
        """,
        [limit],
    )
    return [
        Change(
            row,
            unit,
            Month.of(day),
            procedure,
            None if is_new else Figures(total_before, online_before),
            Figures(total, online),
        )
        for row, unit, day, procedure, is_new, total_before, online_before, total, online in cursor
    ]
