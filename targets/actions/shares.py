"""Make the monthly shares anew from the counts: they follow the counts by themselves, and this is for after a repair."""

from django.db import connection, transaction

from targets.models import Submission

# So many submissions at a time, so that the memory does not depend on how many there are.
AT_ONCE = 10_000


def rebuild_shares() -> int:
    """Work out every monthly share again, some submissions at a time; how many submissions there are."""
    keys = list(Submission.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic(), connection.cursor() as cursor:
            hold_shares()
            cursor.execute("SELECT targets_refresh_shares(%s)", [keys[start : start + AT_ONCE]])
    return len(keys)


def hold_shares() -> None:
    """Let nobody change what a monthly share is made from until the transaction ends (as the triggers do)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('targets_monthlyshare'))")
