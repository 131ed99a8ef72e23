"""What the database itself refuses, whichever way it comes: rows are written here past every form and `clean`."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from targets.actions.uploads import keep_upload
from targets.models import Count, Submission, Target, Unit, Upload, User
from targets.periods import Month
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 10, 3, 8, tzinfo=datetime.UTC)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("total", "online", "constraint"),
    [
        (3, 4, "count_online_within_total"),
        (-1, None, "targets_count_total_check"),
        (3, -1, "targets_count_online_check"),
    ],
)
def test_count_outside_its_bounds_is_refused(total, online, constraint):
    count = factories.CountFactory()
    with refused(constraint):
        Count.objects.filter(pk=count.pk).update(total=total, online=online)


@pytest.mark.parametrize(("total", "online"), [(0, 0), (4, 4), (None, None), (4, None), (None, 4)])
def test_count_within_its_bounds_is_stored(total, online):
    count = factories.CountFactory()
    Count.objects.filter(pk=count.pk).update(total=total, online=online)
    count.refresh_from_db()
    assert (count.total, count.online) == (total, online)


def test_procedure_is_counted_once_in_a_submission():
    count = factories.CountFactory()
    with refused("count_once_for_a_submission_and_a_procedure"):
        Count.objects.bulk_create([Count(submission=count.submission, procedure=count.procedure)])


@pytest.mark.parametrize("column", ["entered_by_id", "upload_id"])
@pytest.mark.parametrize("way", ["inserted", "updated"])
def test_count_names_a_person_and_a_file_that_exist(column, way):
    count = factories.CountFactory()
    if way == "inserted":
        other = factories.ProcedureFactory()
        with refused(f"{column} of no row"):
            Count.objects.bulk_create(
                [Count(submission=count.submission, procedure=other, **{column: 987})]
            )
    else:
        with refused(f"{column} of no row"):
            Count.objects.filter(pk=count.pk).update(**{column: 987})


def test_count_may_name_whoever_exists():
    person, upload = (
        factories.UserFactory(),
        keep_upload(name="a.csv", content=b"a", by=None, at=NOW),
    )
    count = factories.CountFactory(entered_by=person, upload=upload)
    Count.objects.update(total=8, online=1)
    count.refresh_from_db()
    assert (count.entered_by, count.upload, count.total) == (person, upload, 8)


def test_people_and_files_are_never_deleted():
    person, upload = (
        factories.UserFactory(),
        keep_upload(name="a.csv", content=b"a", by=None, at=NOW),
    )
    for row in (person, upload):
        with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
            row.delete()
    assert User.objects.filter(pk=person.pk).exists()
    assert Upload.objects.filter(pk=upload.pk).exists()


def test_unit_has_one_submission_for_a_month():
    submission = factories.SubmissionFactory()
    with refused("submission_once_for_a_unit_and_a_period"):
        factories.SubmissionFactory(unit=submission.unit, month=submission.month)


@pytest.mark.parametrize(
    ("now", "then", "constraint"),
    [
        ("draft", "submitted", "submission_counting_has_submitted_at"),
        ("submitted", "accepted", "submission_accepted_says_when"),
        ("accepted", "submitted", "submission_accepted_says_when"),
        ("submitted", "returned", "submission_returned_says_when_and_why"),
    ],
)
def test_state_says_when_it_was_reached(now, then, constraint):
    submission = factories.SubmissionFactory(status=now)
    with refused(constraint):
        Submission.objects.filter(pk=submission.pk).update(status=then)


def test_month_is_kept_as_its_first_day():
    factories.SubmissionFactory()
    with refused("submission_month_is_a_first_day"), connection.cursor() as cursor:
        cursor.execute("UPDATE targets_submission SET month = '2018-06-02'")


@pytest.mark.parametrize("minimum", ["0", "-1", "100.01"])
def test_minimum_outside_0_to_100_is_refused(minimum):
    target = factories.TargetFactory()
    with refused("target_minimum_above_0_to_100"):
        Target.objects.filter(pk=target.pk).update(minimum_percent=Decimal(minimum))


def test_unit_has_one_target_in_a_decision():
    target = factories.TargetFactory()
    factories.TargetFactory(unit=target.unit)
    with refused("target_once_for_a_decision_and_a_unit"):
        factories.TargetFactory(decision=target.decision, unit=target.unit, clause="1.b")


def test_decision_ends_after_it_begins():
    with refused("decision_months_in_order"):
        factories.DecisionFactory(first_month=Month(2018, 2), last_month=Month(2018, 1))


@pytest.mark.parametrize(
    ("kind", "has_district"),
    [(Unit.Kind.COMMUNE, False), (Unit.Kind.DISTRICT, True), (Unit.Kind.AGENCY, True)],
)
def test_communes_and_only_communes_have_a_district(kind, has_district):
    parent = factories.DistrictFactory() if has_district else None
    with refused("unit_commune_has_district"):
        Unit.objects.create(code="U", name="U", kind=kind, parent=parent, order=1)


def test_unit_ends_after_it_begins():
    with refused("unit_valid_from_before_valid_to"):
        factories.DistrictFactory(
            valid_from=datetime.date(2018, 2, 1), valid_to=datetime.date(2018, 1, 31)
        )


def test_procedure_belongs_to_somebody():
    with refused("procedure_belongs_to_somebody"):
        factories.ProcedureFactory(for_communes=False)


def test_address_signs_in_one_person():
    factories.UserFactory(email="lan@example.org")
    with refused("person_email_once"):
        factories.UserFactory(email="LAN@example.org")


def test_people_without_an_address_do_not_clash():
    factories.UserFactory.create_batch(2, email="")
    assert User.objects.filter(email="").count() == 2
