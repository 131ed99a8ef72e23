"""A ranking of the province in which every status, a tie and a near miss occur."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from reporting.actions.rankings import draw_up, make_final, put_out, withdraw
from reporting.models import ScoringRule
from targets.periods import Month, Span

TODAY = datetime.date(2018, 10, 3)
SPAN = Span(Month(2018, 1), Month(2018, 9))


@pytest.fixture
def rule(db):
    """The example rule."""
    call_command("load_scoring_rule", stdout=io.StringIO())
    return ScoringRule.objects.get()


@pytest.fixture
def ranking(province, rule, cast):
    """A ranking of the province, just drawn up by Long of Home Affairs."""
    return drawn_up(province, rule, cast)


def drawn_up(province, rule, cast, **how):
    return draw_up(
        decision=province.decision,
        span=SPAN,
        rule=rule,
        by=cast.long,
        at=how.pop("at", timezone.now()),
        today=how.pop("today", TODAY),
        **how,
    )


@pytest.fixture
def out(ranking, cast):
    """The same ranking, out for explanation until 10/10/2018."""
    return put_out(
        ranking=ranking,
        until=datetime.date(2018, 10, 10),
        by=cast.long,
        at=timezone.now(),
        today=TODAY,
    )


@pytest.fixture
def final(out, cast):
    """The same ranking, final on 11/10/2018."""
    return make_final(
        ranking=out, by=cast.long, at=timezone.now(), today=datetime.date(2018, 10, 11)
    )


@pytest.fixture
def withdrawn(out, cast):
    """The same ranking, withdrawn while it was out."""
    return withdraw(ranking=out, reason="Sai số liệu.", by=cast.long, at=timezone.now())


def told(client):
    """What the portal said in answer to the last step."""
    return [str(message) for message in client.get("/rankings/").context["messages"]]


@pytest.fixture
def long(client, cast):
    """Home Affairs, signed in."""
    client.force_login(cast.long)
    return client


def as_lan(client, cast):
    client.force_login(cast.lan)
    return client
