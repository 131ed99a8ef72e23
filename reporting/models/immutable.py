"""What the database itself refuses: to change or take away what was published (ADR 17)."""

import pgtrigger


def is_never_deleted(*, in_table: str) -> list[pgtrigger.Trigger]:
    """Neither one by one nor by emptying the table."""
    return [
        pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="is_never_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"""
            IF EXISTS (SELECT FROM {in_table}) THEN
                RAISE EXCEPTION 'pgtrigger: Cannot truncate {in_table}: what was published stays';
            END IF;
            RETURN NULL;
            """,
        ),
    ]


def never_changes(*, in_table: str) -> list[pgtrigger.Trigger]:
    """Once written, the row stays as it is."""
    return [
        pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
        *is_never_deleted(in_table=in_table),
    ]
