"""Figures entered, or all shares made anew, while the catalogue changes: whoever comes second waits, and works the shares out from both."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from reporting.differing_shares import differing_shares
from targets.actions.shares import rebuild_shares
from targets.models import Count, MonthlyShare, Publication
from targets.periods import Month
from tests import factories
from tests.targets.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def enter():
    Count.objects.update(total=20, online=9)


def withdraw():
    Publication.objects.update(published_to=datetime.date(2018, 7, 31))


@pytest.mark.parametrize(
    ("first", "second"), [(enter, withdraw), (withdraw, enter), (withdraw, rebuild_shares)]
)
def test_second_writer_waits_for_the_first(cast, first, second):
    procedure = factories.ProcedureFactory(published=(datetime.date(2018, 4, 1), None))
    submission = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 8))
    factories.CountFactory(submission=submission, procedure=procedure, total=10, online=4)
    assert MonthlyShare.objects.count() == 1

    def attempt():
        second()
        connection.close()

    writer = threading.Thread(target=attempt)
    with transaction.atomic():
        first()
        writer.start()
        wait_until_somebody_waits()
    writer.join(timeout=20)
    assert list(differing_shares()) == []
    assert not MonthlyShare.objects.exists()
