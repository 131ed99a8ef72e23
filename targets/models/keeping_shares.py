"""The triggers that keep a unit's monthly shares true, whichever way a count, a publication or a decision changes (ADR 15)."""

import pgtrigger

# PostgreSQL shows the rows of a statement only to a trigger of one kind of statement.
_ROWS = {
    "insert": (pgtrigger.Insert, pgtrigger.Referencing(new="new_values"), "TABLE new_values"),
    "update": (
        pgtrigger.Update,
        pgtrigger.Referencing(old="old_values", new="new_values"),
        "TABLE old_values UNION TABLE new_values",
    ),
    "delete": (pgtrigger.Delete, pgtrigger.Referencing(old="old_values"), "TABLE old_values"),
}

_FUNCTION = """
PERFORM {lock}(hashtext('targets_monthlyshare'));
PERFORM targets_refresh_shares(ARRAY(WITH changed AS ({changed}) {touched}));
RETURN NULL;
"""


def _triggers(touched: str, *, lock: str, on: tuple[str, ...]) -> list[pgtrigger.Trigger]:
    """`touched` selects the submissions (their primary keys) whose shares may be others, from the rows that `changed`."""
    triggers = []
    for kind in on:
        operation, referencing, changed = _ROWS[kind]
        triggers.append(
            pgtrigger.Trigger(
                name=f"shares_after_{kind}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=referencing,
                func=_FUNCTION.format(lock=lock, changed=changed, touched=touched),
            )
        )
    return triggers


def shares_follow_counts() -> list[pgtrigger.Trigger]:
    """For counts, many of which change at once; who changes a reference meanwhile waits for them, and they for him."""
    return _triggers(
        "SELECT DISTINCT submission_id FROM changed",
        lock="pg_advisory_xact_lock_shared",
        on=("insert", "update", "delete"),
    )


def _shares_follow(touched: str, *on: str) -> list[pgtrigger.Trigger]:
    return _triggers(touched, lock="pg_advisory_xact_lock", on=on)


def shares_follow_publications() -> list[pgtrigger.Trigger]:
    return _shares_follow(
        "SELECT DISTINCT submission_id FROM targets_count"
        " WHERE procedure_id IN (SELECT procedure_id FROM changed)",
        "insert",
        "update",
        "delete",
    )


def shares_follow_procedures() -> list[pgtrigger.Trigger]:
    """Another kind of unit may handle them; a new one has no counts, and one with counts cannot be deleted."""
    return _shares_follow(
        "SELECT DISTINCT submission_id FROM targets_count WHERE procedure_id IN (SELECT id FROM changed)",
        "update",
    )


def shares_follow_units() -> list[pgtrigger.Trigger]:
    """One may become another kind of unit."""
    return _shares_follow(
        "SELECT id FROM targets_submission WHERE unit_id IN (SELECT id FROM changed)", "update"
    )


def shares_follow_decisions() -> list[pgtrigger.Trigger]:
    """One may not count the procedures that are new in its year."""
    return _shares_follow(
        "SELECT id FROM targets_submission WHERE EXISTS (SELECT FROM changed WHERE NOT counts_new_procedures"
        " AND month >= date_trunc('year', first_month))",
        "insert",
        "update",
        "delete",
    )
