"""Publications of one procedure never overlap: the database keeps them apart, also against two writers at once."""

import datetime
import threading

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from targets.models import Publication
from targets.periods import Month, Span
from tests import factories

MAY_1, MAY_31 = datetime.date(2018, 5, 1), datetime.date(2018, 5, 31)
JUNE_1, JUNE_30 = datetime.date(2018, 6, 1), datetime.date(2018, 6, 30)
OVERLAP = "publications_of_a_procedure_never_overlap"


@pytest.fixture
def procedure(db):
    return factories.ProcedureFactory(published=(MAY_1, MAY_31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (MAY_31, JUNE_30),
        (datetime.date(2018, 4, 1), MAY_1),
        (datetime.date(2018, 5, 10), datetime.date(2018, 5, 11)),
        (datetime.date(2016, 1, 1), None),
    ],
)
def test_publication_that_overlaps_is_refused(procedure, first, last):
    with pytest.raises(IntegrityError, match=OVERLAP):
        publish(procedure, first, last)


@pytest.mark.parametrize(
    ("first", "last"),
    [(JUNE_1, None), (datetime.date(2018, 1, 1), datetime.date(2018, 4, 30))],
)
def test_publication_that_touches_is_stored(procedure, first, last):
    publish(procedure, first, last)
    assert procedure.publications.count() == 2


def test_publication_of_another_procedure_is_no_bar(procedure):
    factories.ProcedureFactory(published=(MAY_1, MAY_31))
    assert Publication.objects.count() == 2


def test_publication_ends_after_it_begins(procedure):
    with pytest.raises(IntegrityError, match="publication_ends_after_it_begins"):
        publish(procedure, JUNE_30, JUNE_1)


def test_publication_is_of_level_3_or_4(procedure):
    with pytest.raises(IntegrityError, match="publication_level_3_or_4"):
        publish(procedure, JUNE_1, None, level=2)


@pytest.mark.parametrize(
    ("month", "is_published"),
    [(Month(2018, 4), False), (Month(2018, 5), True), (Month(2018, 6), False)],
)
def test_publication_is_in_force_from_its_first_day_through_its_last(
    procedure, month, is_published
):
    assert Publication.objects.overlapping(Span(month, month)).exists() == is_published


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_once_one_is_refused():
    procedure = factories.ProcedureFactory(published=())
    both_have_begun = threading.Barrier(2)
    outcomes = []

    def write():
        try:
            with transaction.atomic():
                # Each has its own view of the table, in which nothing is published yet.
                assert not Publication.objects.exists()
                both_have_begun.wait(timeout=10)
                publish(procedure, MAY_1, None)
            outcomes.append("stored")
        except (IntegrityError, OperationalError):
            # Either it sees the other's, or the two wait for each other and PostgreSQL ends one of them.
            outcomes.append("refused")
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=20)
    assert sorted(outcomes) == ["refused", "stored"]
    assert Publication.objects.count() == 1


def publish(procedure, first, last, level=3):
    Publication.objects.bulk_create(
        [Publication(procedure=procedure, level=level, published_from=first, published_to=last)]
    )
