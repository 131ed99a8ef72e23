"""A ranking is drawn up between two changes, never in the middle of one."""

import threading

import pytest
from django.db import connection, transaction

from reporting.models import Ranking
from reporting.rankings.recomputed import from_record
from targets.models import Count
from tests.reporting.rankings.conftest import drawn_up
from tests.targets.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def beside(action):
    """A thread that does it, with a connection of its own."""

    def run():
        try:
            action()
        finally:
            connection.close()

    return threading.Thread(target=run)


def test_who_is_writing_is_waited_for(published_may_go, province, rule, cast):
    thread = beside(lambda: drawn_up(province, rule, cast))
    with transaction.atomic():
        Count.objects.filter(submission__unit__code="X1").update(online=0)
        thread.start()
        wait_until_somebody_waits()
        Count.objects.filter(submission__unit__code="X2").update(online=0)
    thread.join(timeout=20)
    ranking = Ranking.objects.get()
    shares = {place.unit.code: place.unit.share for place in ranking.places}
    assert (shares["X1"].online, shares["X2"].online) == (0, 0)
    assert from_record(ranking) == ranking.canonical


def test_who_wants_to_write_waits_for_the_ranking(published_may_go, province, rule, cast):
    thread = beside(lambda: Count.objects.filter(submission__unit__code="X1").update(online=0))
    with transaction.atomic():
        ranking = drawn_up(province, rule, cast)
        thread.start()
        wait_until_somebody_waits()
    thread.join(timeout=20)
    assert Count.objects.filter(submission__unit__code="X1", online=0).exists()
    assert ranking.figures.unit("X1").share.online == 1
    assert from_record(ranking) == ranking.canonical


def test_two_officials_at_once_draw_up_one(published_may_go, province, rule, cast):
    found = []
    threads = [beside(lambda: found.append(drawn_up(province, rule, cast))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert found == [Ranking.objects.get()] * 2
