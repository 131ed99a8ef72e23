"""How long a reader waits for a page, beside the bare SQL that fetches its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import F, QuerySet
from django.test import Client
from django.urls import reverse

from bench.timing import line, median_seconds
from quota_portal.clock import today
from reporting import queries
from reporting.question import decision_in_force, usual_span
from targets.models import Count, MonthlyShare, User

RUNS = 30
Statement = tuple[str, Any]
PAGES = ("league", "dashboard")


@dataclass(frozen=True)
class Page:
    """Seconds, medians of many requests; `after_change` is the first visit after somebody corrected a figure."""

    fetched: float
    kept: float
    after_change: float


def measure() -> dict[str, Page]:
    """Print milliseconds of the pages that list every unit, of their rows, and of a page without rows."""
    with connection.cursor() as cursor:
        # Autovacuum would have done it by the time that anybody asks for a page.
        cursor.execute("VACUUM ANALYZE")
    print(f"\nPages for a reviewer, median of {RUNS} requests")
    raw = median_seconds(raw_sums(), runs=RUNS)
    line("the sums of the page from the counts, as SQL", _ms(raw))
    User.objects.create_user("bench", role=User.Role.REVIEWER)
    line("/help/", _ms(_seconds(reviewer(), "/help/")))
    return {name: measured(name) for name in PAGES}


def reviewer() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="bench"))
    return client


def measured(name: str, alone: Page | None = None) -> Page:
    """Measure and print a page; `alone` is what it took beside no other province."""
    client, address = reviewer(), reverse(name)
    statements = statements_of(client, address)
    shares = [one for one in statements if MonthlyShare._meta.db_table in one[0]]
    found = Page(
        fetched=median_seconds(lambda: fetch(statements), runs=RUNS),
        kept=_seconds(client, address),
        after_change=_seconds(client, address, before=correct_a_figure),
    )
    line(f"what {address} fetches, as SQL (the floor)", _ms(found.fetched))
    of_months = median_seconds(lambda: fetch(shares), runs=RUNS)
    line("of this its row for each unit and month", _ms(of_months))
    for label, one in (
        ("nothing changed", found.kept),
        ("the first after a change", found.after_change),
    ):
        ratios = (
            f"{one / found.fetched:.1f} times the floor, {one / of_months:.1f} times these rows"
        )
        line(f"{address}, {label}", _ms(one), ratios)
    if alone:
        ratio = found.after_change / alone.after_change
        line("after a change, beside its time alone", f"{ratio:.2f}")
    return found


def statements_of(client: Client, address: str) -> list[Statement]:
    """Every statement that a page sends when something has changed."""
    statements: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, *asked: Any) -> Any:
        statements.append((sql, asked[0]))
        return execute(sql, *asked)

    caches["drawn"].clear()
    with connection.execute_wrapper(note):
        client.get(address)
    return statements


def raw_sums() -> Callable[[], None]:
    """Put the question of the page to the counts themselves."""
    decision = decision_in_force(today())
    units = decision.targets.values_list("unit", flat=True)
    counts = queries.counted(decision, usual_span(decision, today()))
    counts = counts.filter(submission__unit__in=list(units)).values_list("submission__unit")
    sums: QuerySet = counts.annotate(*queries._sums()).order_by()
    statement = sums.query.sql_with_params()
    return lambda: fetch([statement])


def fetch(statements: list[Statement]) -> None:
    """Send them, and take what they answer."""
    with connection.cursor() as cursor:
        for statement, parameters in statements:
            cursor.execute(statement, parameters)
            if cursor.description:
                cursor.fetchall()


def correct_a_figure() -> None:
    """One dossier fewer online in one unit's month."""
    count = Count.objects.filter(submission__unit__kind="commune", online__gt=1).order_by("pk")[:1]
    Count.objects.filter(pk__in=count.values("pk")).update(online=F("online") - 1)


def _seconds(client: Client, address: str, before: Callable[[], object] = lambda: None) -> float:
    client.get(address)

    def get() -> None:
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    return median_seconds(get, runs=RUNS, before=before)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
