"""Who entered a count and from which file: checked by the database once a statement, not once a row (ADR 14)."""

import pgtrigger

_NAMED = """
IF EXISTS (
    SELECT FROM (SELECT DISTINCT {column} AS id FROM new_values WHERE {column} IS NOT NULL) named
    WHERE NOT EXISTS (SELECT FROM {table} WHERE {table}.id = named.id)
) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a count has {column} of no row in {table}';
END IF;
"""


def names_who_exists() -> list[pgtrigger.Trigger]:
    """The checks of a count's `entered_by` and `upload`, by whichever way it is written."""
    function = (
        _NAMED.format(column="entered_by_id", table="targets_user")
        + _NAMED.format(column="upload_id", table="targets_upload")
        + "RETURN NULL;"
    )
    # PostgreSQL shows the rows of a statement only to a trigger of one kind of statement.
    return [
        pgtrigger.Trigger(
            name=name,
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(new="new_values"),
            func=function,
        )
        for name, operation in (
            ("inserted_names_who_exists", pgtrigger.Insert),
            ("updated_names_who_exists", pgtrigger.Update),
        )
    ]


def is_never_deleted() -> pgtrigger.Protect:
    """The other half: what a count names goes on existing."""
    return pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete)
