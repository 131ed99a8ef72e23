"""Saving, submitting and withdrawing a month, also by two people at once and by a finger that clicks twice."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from targets.actions.submissions import Conflict, save_counts, submit, withdraw
from targets.models import Count, Submission
from targets.periods import Month
from tests import factories
from tests.conftest import TODAY
from tests.targets.waiting import wait_until_somebody_waits

JUNE = Month(2018, 6)
NOW = timezone.datetime(2018, 7, 2, 9, 30, tzinfo=timezone.get_default_timezone())
LATER = NOW + timezone.timedelta(hours=1)


@pytest.fixture
def procedures(db):
    return factories.ProcedureFactory.create_batch(2)


@pytest.fixture
def step(cast):
    """Take a step as Lan for her commune's June."""

    def step(action, *, by=cast.lan, at=NOW, version=0, **figures):
        return action(
            unit=cast.commune, month=JUNE, version=version, by=by, at=at, today=TODAY, **figures
        )

    return step


def stored():
    return dict(Count.objects.values_list("procedure_id", "online"))


def test_first_save_makes_a_draft_of_who_saved_it(step, cast, procedures):
    first, second = procedures
    submission = step(save_counts, figures={first.pk: (10, 4), second.pk: (None, None)})
    submission.refresh_from_db()
    assert (submission.status, submission.version) == ("draft", 1)
    assert (submission.saved_by, submission.saved_at) == (cast.lan, NOW)
    assert submission.submitted_at is None
    assert stored() == {first.pk: 4}


def test_blank_removes_a_figure_and_zero_keeps_it(step, procedures):
    first, second = procedures
    step(save_counts, figures={first.pk: (10, 4), second.pk: (3, 1)})
    step(save_counts, version=1, figures={first.pk: (None, None), second.pk: (0, 0)})
    assert stored() == {second.pk: 0}


def test_figure_that_is_not_named_stays(step, procedures):
    first, second = procedures
    step(save_counts, figures={first.pk: (10, 4), second.pk: (3, 1)})
    step(save_counts, version=1, figures={first.pk: (10, 5)})
    assert stored() == {first.pk: 5, second.pk: 1}


def test_half_a_figure_is_kept_in_a_draft(step, procedures):
    step(save_counts, figures={procedures[0].pk: (10, None)})
    assert stored() == {procedures[0].pk: None}


def test_submitting_saves_and_says_who_and_when(step, cast, procedures):
    submission = step(submit, figures={procedures[0].pk: (10, 4)})
    submission.refresh_from_db()
    assert (submission.status, submission.version) == ("submitted", 1)
    assert (submission.submitted_by, submission.submitted_at) == (cast.lan, NOW)
    assert stored() == {procedures[0].pk: 4}


def test_saving_a_submitted_month_makes_it_a_draft_again(step, procedures):
    step(submit, figures={procedures[0].pk: (10, 4)})
    submission = step(save_counts, version=1, figures={procedures[0].pk: (10, 5)})
    assert (submission.status, submission.version) == ("draft", 2)


def test_withdrawn_month_is_a_draft_with_its_figures(step, cast, procedures):
    step(submit, figures={procedures[0].pk: (10, 4)})
    submission = step(withdraw, version=1, by=cast.binh, at=LATER)
    submission.refresh_from_db()
    assert (submission.status, submission.version) == ("draft", 2)
    assert (submission.saved_by, submission.saved_at) == (cast.binh, LATER)
    assert stored() == {procedures[0].pk: 4}


@pytest.mark.parametrize("action", [save_counts, submit])
def test_step_on_a_month_that_changed_meanwhile_is_a_conflict(step, cast, procedures, action):
    step(save_counts, figures={procedures[0].pk: (10, 4)})
    with pytest.raises(Conflict) as caught:
        step(action, by=cast.binh, figures={procedures[0].pk: (10, 9)})
    assert caught.value.submission.version == 1
    assert stored() == {procedures[0].pk: 4}


def test_accepted_month_is_not_the_units_to_change(step, procedures):
    step(submit, figures={procedures[0].pk: (10, 4)})
    Submission.objects.update(status="accepted", accepted_at=NOW)
    for action, figures in [
        (save_counts, {"figures": {procedures[0].pk: (1, 1)}}),
        (submit, {"figures": {procedures[0].pk: (1, 1)}}),
        (withdraw, {}),
    ]:
        with pytest.raises(Conflict):
            step(action, version=1, **figures)
    assert Submission.objects.get().status == "accepted"
    assert stored() == {procedures[0].pk: 4}


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_month_that_is_open_is_not_withdrawn(step, procedures, status):
    step(save_counts, figures={procedures[0].pk: (10, 4)})
    Submission.objects.update(status=status, returned_at=NOW, return_reason="Xem lại.")
    with pytest.raises(Conflict):
        step(withdraw, version=1)


@pytest.mark.django_db(transaction=True)
def test_error_in_the_middle_leaves_nothing(step, procedures):
    with pytest.raises(IntegrityError, match="count_online_within_total"):
        step(submit, figures={procedures[0].pk: (10, 4), procedures[1].pk: (3, 4)})
    assert not Submission.objects.exists()


@pytest.mark.parametrize("saver", ["lan", "dung"])
def test_month_touched_by_a_real_person_is_sample_no_more(step, cast, procedures, saver):
    person = getattr(cast, saver)
    factories.SubmissionFactory(unit=cast.commune, month=JUNE, is_sample=True, version=3)
    person.is_sample = saver == "lan"
    submission = step(save_counts, version=3, by=person, figures={procedures[0].pk: (1, 1)})
    assert submission.is_sample == (saver == "lan")


def test_withdrawing_what_changed_meanwhile_is_a_conflict(step, procedures):
    step(submit, figures={procedures[0].pk: (10, 4)})
    with pytest.raises(Conflict):
        step(withdraw, version=0)
    assert Submission.objects.get().status == "submitted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", [0, 1])
def test_of_two_people_saving_at_once_the_second_waits_and_is_told(step, cast, procedures, version):
    figures = {procedure.pk: (10, 3) for procedure in procedures}
    if version:
        step(save_counts, figures=figures)
    outcomes = []

    def save():
        try:
            step(submit, by=cast.binh, version=version, figures={procedures[0].pk: (10, 9)})
            outcomes.append("saved")
        except Conflict:
            outcomes.append("told")
        finally:
            connection.close()

    second = threading.Thread(target=save)
    with transaction.atomic():
        step(submit, by=cast.lan, version=version, figures=figures)
        second.start()
        wait_until_somebody_waits()
    second.join(timeout=20)
    assert outcomes == ["told"]
    assert stored() == {procedure.pk: 3 for procedure in procedures}
    assert Submission.objects.get().version == version + 1
