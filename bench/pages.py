"""How long a reader waits for a page, beside the bare SQL that fetches its rows."""

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.timing import line, median_seconds
from quota_portal.clock import today
from reporting import queries
from reporting.question import decision_in_force, usual_span
from targets.models import User

RUNS = 30


def measure() -> None:
    """Print milliseconds of the pages that list every unit, of the sum behind them, and of a page without rows."""
    with connection.cursor() as cursor:
        # Autovacuum would have done it by the time that anybody asks for a page.
        cursor.execute("VACUUM ANALYZE")
    print(f"\nPages for a reviewer, median of {RUNS} requests")
    bare = median_seconds(_bare_sql(), runs=RUNS)
    line("the grouped sum alone, as SQL (the floor)", f"{bare * 1000:.0f} ms")
    client = _reviewer()
    for name in ("help", "league", "dashboard"):
        taken = _page(client, reverse(name))
        line(f"{reverse(name)}", f"{taken * 1000:.0f} ms", f"{taken / bare:.1f} times the floor")


def _bare_sql():
    decision = decision_in_force(today())
    counts = queries.counted(decision, usual_span(decision, today()))
    sums = counts.values_list("submission__unit").annotate(*queries._sums()).order_by()
    statement, parameters = sums.query.sql_with_params()

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            cursor.fetchall()

    return run


def _page(client: Client, address: str) -> float:
    client.get(address)

    def get() -> None:
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    return median_seconds(get, runs=RUNS)


def _reviewer() -> Client:
    reviewer = User.objects.create_user("bench", role=User.Role.REVIEWER)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reviewer)
    return client
