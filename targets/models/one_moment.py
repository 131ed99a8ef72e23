"""The lock that every writer of what is entered shares, so that a ranking can be drawn up between two changes (ADR 17)."""

import pgtrigger

LOCK = "targets_record"


def shares_the_lock() -> pgtrigger.Trigger:
    """Whoever writes holds it until his transaction ends; who draws up a ranking waits for all of them, and they for him."""
    return pgtrigger.Trigger(
        name="shares_the_lock",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"PERFORM pg_advisory_xact_lock_shared(hashtext('{LOCK}')); RETURN NULL;",
    )
