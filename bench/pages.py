"""How long a reader waits for a page, beside the bare SQL that fetches its rows."""

from collections.abc import Callable

from django.core.cache import caches
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from bench.timing import line, median_seconds
from quota_portal.clock import today
from reporting import queries
from reporting.question import decision_in_force, usual_span
from targets.models import Decision, User
from targets.periods import Span

RUNS = 30
PAGES = ("league", "dashboard")


def measure() -> dict[str, float]:
    """Print milliseconds of the pages that list every unit, of their rows, and of a page without rows.

    What the pages take (seconds) when they are drawn anew.
    """
    with connection.cursor() as cursor:
        # Autovacuum would have done it by the time that anybody asks for a page.
        cursor.execute("VACUUM ANALYZE")
    print(f"\nPages for a reviewer, median of {RUNS} requests")
    rows = median_seconds(bare_rows(), runs=RUNS)
    line("the rows of the page, as SQL (the floor)", f"{rows * 1000:.0f} ms")
    raw = median_seconds(raw_sums(), runs=RUNS)
    line("the same sums from the counts, as SQL", f"{raw * 1000:.0f} ms")
    client = _reviewer()
    line("/help/", f"{page(client, '/help/') * 1000:.0f} ms")
    for name in PAGES:
        kept = page(client, reverse(name))
        line(reverse(name), f"{kept * 1000:.0f} ms", f"{kept / rows:.1f} times the floor")
    drawn = {name: page(client, reverse(name), forgotten=True) for name in PAGES}
    for name, time in drawn.items():
        line(
            f"{reverse(name)}, the first after a change",
            f"{time * 1000:.0f} ms",
            f"{time / rows:.1f} times the floor",
        )
    return drawn


def bare_rows() -> Callable[[], None]:
    """Fetch one row for each unit and month of the question, as the page does."""
    decision, span = _question()
    units = decision.targets.values_list("unit", flat=True)
    found = queries.shares(decision, span).filter(submission__unit__in=list(units))
    return _fetch(found.values_list("submission__unit", "submission__month", "online", "total"))


def raw_sums() -> Callable[[], None]:
    """Put the same question to the counts themselves."""
    decision, span = _question()
    units = decision.targets.values_list("unit", flat=True)
    counts = queries.counted(decision, span).filter(submission__unit__in=list(units))
    return _fetch(counts.values_list("submission__unit").annotate(*queries._sums()).order_by())


def _question() -> tuple[Decision, Span]:
    decision = decision_in_force(today())
    return decision, usual_span(decision, today())


def _fetch(question: QuerySet) -> Callable[[], None]:
    statement, parameters = question.query.sql_with_params()

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            cursor.fetchall()

    return run


def page(client: Client, address: str, *, forgotten: bool = False) -> float:
    """Seconds that a page takes, median of many requests; what was drawn before may be forgotten before each."""
    client.get(address)

    def get() -> None:
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    forget = caches["drawn"].clear if forgotten else (lambda: None)
    return median_seconds(get, runs=RUNS, before=forget)


def _reviewer() -> Client:
    reviewer = User.objects.create_user("bench", role=User.Role.REVIEWER)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reviewer)
    return client
