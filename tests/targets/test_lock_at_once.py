"""A lock that is set while somebody saves or loads a file: one clear answer, and nothing half-stored."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from targets.actions.submissions import submit
from targets.locks import Locked
from targets.models import Count, ReportingPeriod
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY
from tests.targets.test_unlocks import AUGUST, load, step
from tests.targets.waiting import wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def save(cast, procedure):
    step(submit, cast, figures={procedure.pk: (10, 9)})


@pytest.mark.parametrize(("write", "told"), [(save, Locked), (load, Faulty)])
def test_lock_that_is_being_set_is_waited_for(cast, write, told):
    procedure = factories.ProcedureFactory(code="1.000001")
    factories.PeriodFactory(month=AUGUST, locks_on=datetime.date(2018, 10, 31))
    submission = factories.SubmissionFactory(unit=cast.commune, month=AUGUST)
    factories.CountFactory(submission=submission, procedure=procedure, total=10, online=4)
    outcomes = []

    def attempt():
        try:
            write(cast, procedure)
            outcomes.append("stored")
        except told:
            outcomes.append("told")
        finally:
            connection.close()

    writer = threading.Thread(target=attempt)
    with transaction.atomic():
        ReportingPeriod.objects.update(locks_on=TODAY - datetime.timedelta(days=1))
        writer.start()
        wait_until_somebody_waits()
    writer.join(timeout=20)
    assert outcomes == ["told"]
    assert list(Count.objects.values_list("total", "online")) == [(10, 4)]
