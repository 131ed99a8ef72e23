"""Pages that are kept: nobody sees one that a fresh drawing would not give him."""

import datetime
import re
import threading

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from reporting.drawn_once import forget
from targets.last_events import nobody_writes
from targets.models import (
    Clause,
    Count,
    Decision,
    Holiday,
    Procedure,
    Publication,
    ReportingPeriod,
    Submission,
    Target,
    Unit,
    UnlockRequest,
    User,
)
from targets.periods import Month
from tests import factories
from tests.reporting.conftest import Province

PAGES = ["/dashboard/", "/league/"]


@pytest.fixture
def province(cast):
    province = Province(cast)
    factories.PeriodFactory(month=Month(2018, 9))
    return province


def content(client, path, query=None):
    """The page without what is of one visit alone: the forms' secrets, and the moment in its permanent link."""
    answer = client.get(path, query)
    assert answer.status_code == 200
    page = re.sub(r'value="\w{64}"', "", answer.content.decode())
    return re.sub(r"as_of=[^\"]*", "", page)


def fresh(client, path):
    caches["drawn"].clear()
    forget()
    return content(client, path)


def ask_for_unlocking(cast):
    UnlockRequest.objects.create(
        unit=cast.commune,
        month=Month(2018, 6),
        reason="Nhập thiếu.",
        asked_by=cast.lan,
        asked_at=datetime.datetime(2018, 10, 2, tzinfo=datetime.UTC),
    )


CHANGES = {
    "a figure": lambda cast: Count.objects.update(online=0),
    "counts go": lambda cast: Count.objects.all().delete(),
    "a state": lambda cast: Submission.objects.update(status="draft"),
    "a name": lambda cast: Unit.objects.filter(pk=cast.agency.pk).update(name="Sở Mới"),
    "a district's name": lambda cast: Unit.objects.filter(communes=cast.commune).update(
        name="UBND huyện Mới"
    ),
    "a publication": lambda cast: Publication.objects.update(
        published_to=datetime.date(2018, 3, 31)
    ),
    "who handles a procedure": lambda cast: Procedure.objects.update(for_communes=False),
    "a minimum": lambda cast: Target.objects.update(minimum_percent=99),
    "a clause": lambda cast: Clause.objects.create(
        decision=Decision.objects.get(), label="9.a", wording="Khoản mới.", order=9
    ),
    "a number": lambda cast: Decision.objects.update(number="9/QĐ-UBND"),
    "a due date": lambda cast: ReportingPeriod.objects.update(due_on=datetime.date(2018, 10, 1)),
    "a holiday": lambda cast: Holiday.objects.create(day=datetime.date(2018, 10, 4), name="Lễ"),
    "a request": ask_for_unlocking,
    "a role": lambda cast: User.objects.filter(pk=cast.dung.pk).update(
        role=User.Role.ADMINISTRATOR
    ),
    "a unit of his own": lambda cast: cast.dung.units.add(cast.agency),
}
# The league tables name no decision's clauses, no requests and no tasks; what they show then stays as it was.
SHOWN_ON_THE_DASHBOARD = set(CHANGES) - {"a clause", "a holiday"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("what", CHANGES)
def test_page_follows_every_change(client, cast, province, what, path):
    client.force_login(cast.dung)
    before = content(client, path)
    CHANGES[what](cast)
    after = content(client, path)
    assert after == fresh(client, path)
    if path == "/dashboard/" and what in SHOWN_ON_THE_DASHBOARD:
        assert after != before


@pytest.mark.parametrize(("path", "queries"), [("/dashboard/", 7), ("/league/", 7)])
def test_page_is_drawn_once(client, cast, province, django_assert_num_queries, path, queries):
    client.force_login(cast.dung)
    first = content(client, path)
    with django_assert_num_queries(queries):
        assert content(client, path) == first


def test_page_is_of_its_address_the_person_the_language_and_the_day(
    client, cast, province, settings
):
    today, later = datetime.date(2018, 10, 3), datetime.date(2018, 11, 30)
    visits = [
        ("/dashboard/", cast.dung, today, "vi"),
        ("/dashboard/", cast.binh, today, "vi"),
        ("/dashboard/?group=commune", cast.dung, today, "vi"),
        ("/league/", cast.dung, today, "vi"),
        ("/dashboard/", cast.dung, later, "vi"),
        ("/dashboard/", cast.dung, later, "en"),
    ]

    def look(path, person, day, language):
        settings.PORTAL_TODAY = day
        client.force_login(person)
        client.cookies["django_language"] = language
        return content(client, path)

    def look_afresh(*visit):
        caches["drawn"].clear()
        return look(*visit)

    found = [look(*visit) for visit in visits]
    assert found == [look_afresh(*visit) for visit in visits]
    assert len(set(found)) == len(found)
    assert "UBND huyện Khánh Sơn" not in found[1]


def test_page_is_not_that_of_somebody_with_the_same_role(client, cast, province):
    """Who handed a report in does not judge it: of the same reports another number waits for him."""
    colleague = factories.UserFactory(username="ha", role=User.Role.REVIEWER)
    Submission.objects.filter(unit=cast.agency).update(submitted_by=colleague)
    tasks = []
    for person in (cast.dung, colleague):
        client.force_login(person)
        page = content(client, "/dashboard/")
        assert page == fresh(client, "/dashboard/")
        tasks.append(page)
    assert tasks[0] != tasks[1]


def test_page_of_an_earlier_moment_is_not_kept(client, cast, province):
    client.force_login(cast.dung)
    moment = "2018-10-03T00:00:00+07:00"
    content(client, "/dashboard/", {"as_of": moment})
    assert not caches["drawn"]._cache


@pytest.mark.django_db(transaction=True)
def test_page_drawn_while_somebody_writes_is_not_kept(client, cast):
    """The first writer's event comes before the second's, and can be seen after it."""
    Province(cast)
    first, second = Count.objects.filter(online__gt=0)[:2]
    has_written, may_end = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Count.objects.filter(pk=first.pk).update(online=0)
            has_written.set()
            may_end.wait(timeout=20)
        connection.close()

    client.force_login(cast.dung)
    writer = threading.Thread(target=write)
    writer.start()
    has_written.wait(timeout=20)
    Count.objects.filter(pk=second.pk).update(online=0)
    between = content(client, "/dashboard/")
    assert not nobody_writes()
    may_end.set()
    writer.join(timeout=20)
    after = content(client, "/dashboard/")
    assert after != between
    assert after == fresh(client, "/dashboard/")
