"""Counts from a table: what is stored, what stays, and that it is all or nothing."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from targets.actions.counts import import_counts, preview_counts
from targets.actions.outcome import Outcome
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import Table
from targets.models import Count, Submission
from targets.periods import Month
from targets.problems import Faulty
from tests import factories
from tests.conftest import TODAY

NOW = timezone.datetime(2018, 10, 3, 8, 0, tzinfo=timezone.get_default_timezone())
LATER = NOW + timezone.timedelta(hours=1)


@pytest.fixture
def procedures(cast):
    return [factories.ProcedureFactory(code=code) for code in ("1.000001", "1.000002")]


def put(status):
    """Put the one submission into a state."""
    reached = {"accepted": {"accepted_at": NOW}, "returned": {"returned_at": NOW, "return_reason": "Xem lại."}}  # fmt: skip
    Submission.objects.update(status=status, **reached.get(status, {}))


def table(*rows):
    return Table([list(COUNT_COLUMNS), *map(list, rows)])


def store(*rows, by=None, at=NOW):
    return import_counts(table=table(*rows), today=TODAY, by=by, at=at)


def stored():
    counts = Count.objects.order_by("submission__month", "procedure__code")
    return list(counts.values_list("submission__month", "procedure__code", "total", "online"))


JUNE = ("2018-06", "X1", "1.000001", 10, 4)
JUNE_TOO = ("2018-06", "X1", "1.000002", 7, 7)
JULY = ("2018-07", "X1", "1.000001", 20, 5)


def test_counts_are_stored_and_their_submissions_submitted(cast, procedures):
    outcome = store(JUNE, JUNE_TOO, JULY, by=cast.lan)
    assert (outcome.rows, outcome.new, outcome.changed, outcome.unchanged) == (3, 3, 0, 0)
    assert stored() == [
        (Month(2018, 6), "1.000001", 10, 4),
        (Month(2018, 6), "1.000002", 7, 7),
        (Month(2018, 7), "1.000001", 20, 5),
    ]
    june = Submission.objects.get(month=Month(2018, 6))
    assert (june.unit, june.status, june.version) == (cast.commune, "submitted", 1)
    assert (june.submitted_by, june.submitted_at) == (cast.lan, NOW)
    assert (june.saved_by, june.saved_at, june.is_sample) == (cast.lan, NOW, False)


def test_same_counts_again_change_nothing_at_all(cast, procedures):
    store(JUNE, JULY, by=cast.lan)
    before = list(Submission.objects.values())
    outcome = store(JUNE, JULY, by=cast.dung, at=LATER)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 2)
    assert list(Submission.objects.values()) == before


def test_changed_count_touches_its_own_submission_only(cast, procedures):
    store(JUNE, JULY, by=cast.lan)
    outcome = store(("06/2018", "X1", "1.000001", "1.234", 5), JULY, by=cast.dung, at=LATER)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 1)
    assert stored()[0] == (Month(2018, 6), "1.000001", 1234, 5)
    june, july = Submission.objects.order_by("month")
    assert (june.version, june.saved_by, june.submitted_at) == (2, cast.dung, LATER)
    assert (july.version, july.saved_by, july.submitted_at) == (1, cast.lan, NOW)


def test_sample_that_is_changed_is_sample_no_more(cast, procedures):
    store(JUNE, JULY)
    Submission.objects.update(is_sample=True)
    store(("2018-06", "X1", "1.000001", 11, 4), JULY)
    june, july = Submission.objects.order_by("month")
    assert (june.is_sample, july.is_sample) == (False, True)


def test_counts_that_the_table_does_not_mention_stay(procedures):
    store(JUNE, JUNE_TOO)
    store(("2018-06", "X1", "1.000001", 11, 4))
    assert [row[2] for row in stored()] == [11, 7]


@pytest.mark.parametrize("status", ["draft", "returned", "accepted"])
def test_submission_is_submitted_by_a_change_and_only_by_a_change(cast, procedures, status):
    store(JUNE)
    put(status)
    store(JUNE)
    assert Submission.objects.get().status == status
    store(("2018-06", "X1", "1.000001", 11, 4), at=LATER)
    submission = Submission.objects.get()
    assert (submission.status, submission.submitted_at) == ("submitted", LATER)


def test_draft_counts_that_are_not_mentioned_are_submitted_with_the_others(cast, procedures):
    draft = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, 6), status="draft")
    factories.CountFactory(submission=draft, procedure=procedures[1], total=3, online=3)
    store(JUNE)
    assert Submission.objects.get().status == "submitted"
    assert [row[1:] for row in stored()] == [("1.000001", 10, 4), ("1.000002", 3, 3)]


def test_month_without_a_publication_is_stored_and_said_not_to_count(cast):
    factories.ProcedureFactory(code="1.000009", published=(Month(2018, 7).first_day, None))
    outcome = store(
        ("2018-06", "X1", "1.000009", 5, 5),
        ("2018-07", "X1", "1.000009", 5, 5),
    )
    assert (outcome.new, outcome.not_counted) == (2, 1)
    assert len(stored()) == 2


def test_one_fault_in_the_last_row_stores_nothing(procedures):
    with pytest.raises(Faulty) as caught:
        store(JUNE, JULY, ("2018-08", "X1", "1.000001", 1, 2))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(4, "online")]
    assert not Submission.objects.exists()


def test_preview_says_what_would_change_and_stores_nothing(cast, procedures):
    store(JUNE, JUNE_TOO)
    changed = ("2018-06", "X1", "1.000001", 11, 4)
    outcome = preview_counts(table=table(changed, JUNE_TOO, JULY), today=TODAY, by=None)
    assert outcome == Outcome(rows=3, new=1, changed=1)
    assert stored()[0][2:] == (10, 4)
    assert Submission.objects.count() == 1


def test_officer_stores_the_counts_of_his_own_units_only(cast, procedures):
    foreign = ("2018-06", "X2", "1.000001", 1, 1)
    for person in (cast.lan, cast.binh):
        with pytest.raises(Faulty) as caught:
            store(JUNE, foreign, by=person)
        assert [(fault.row, fault.column) for fault in caught.value.faults] == [(3, "unit_code")]
    store(JUNE, by=cast.binh)
    store(foreign, by=cast.dung)
    assert len(stored()) == 2


def test_home_affairs_stores_nothing(cast, procedures):
    with pytest.raises(Faulty):
        store(JUNE, by=cast.long)


@pytest.mark.django_db(transaction=True)
def test_imports_at_once_wait_for_each_other(procedures):
    """Two files name the same months in opposite orders: neither waits for ever, and the last one's figures stand."""
    both = threading.Barrier(2)
    outcomes = []

    def load(online, rows):
        both.wait(timeout=10)
        outcomes.append(store(*[(*row[:3], 9, online) for row in rows]).rows)
        connection.close()

    orders = {1: [JUNE, JUNE_TOO, JULY], 2: [JULY, JUNE_TOO, JUNE]}
    threads = [threading.Thread(target=load, args=order) for order in orders.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert outcomes == [3, 3]
    assert {row[3] for row in stored()} in ({1}, {2})
    assert set(Submission.objects.values_list("version", flat=True)) == {2}
