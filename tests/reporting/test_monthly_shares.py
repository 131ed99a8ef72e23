"""The row kept for each unit and month: it follows every change, and a command finds one that does not."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting.compliance import Share
from reporting.differing_shares import differing_shares
from targets.actions import shares
from targets.models import Count, MonthlyShare, Publication, Submission
from targets.periods import Month
from tests import factories

pytestmark = pytest.mark.django_db

AUGUST = Month(2018, 8)


def kept(since=None):
    rows = MonthlyShare.objects.filter(leaves_out_since=since)
    return {
        (row.submission.unit.code, row.submission.month): Share(row.online, row.total)
        for row in rows.select_related("submission__unit")
    }


def differences():
    return [(found.unit.code, found.kept, found.counted) for found in differing_shares()]


@pytest.fixture
def procedure():
    return factories.ProcedureFactory(published=(datetime.date(2018, 4, 1), None))


@pytest.fixture
def submission(cast, procedure):
    submission = factories.SubmissionFactory(unit=cast.commune, month=AUGUST)
    factories.CountFactory(submission=submission, procedure=procedure, total=10, online=4)
    return submission


def test_row_follows_its_counts(cast, submission):
    assert kept() == {(cast.commune.code, AUGUST): Share(4, 10)}
    other = factories.ProcedureFactory(published=(datetime.date(2018, 4, 1), None))
    count = factories.CountFactory(submission=submission, procedure=other, total=5, online=5)
    assert kept() == {(cast.commune.code, AUGUST): Share(9, 15)}
    Count.objects.filter(pk=count.pk).update(online=1)
    assert kept() == {(cast.commune.code, AUGUST): Share(5, 15)}
    submission.counts.all().delete()
    assert kept() == {}


def test_blank_figure_is_not_summed(cast, submission, procedure):
    submission.counts.update(online=None)
    assert kept() == {}


@pytest.mark.parametrize(
    "terms",
    [
        {"published_from": datetime.date(2018, 9, 1)},
        {"published_to": datetime.date(2018, 7, 31)},
    ],
)
def test_row_follows_the_publications(cast, submission, terms):
    Publication.objects.update(**terms)
    assert kept() == {}
    Publication.objects.update(
        published_from=datetime.date(2018, 8, 31), published_to=datetime.date(2018, 8, 31)
    )
    assert kept() == {(cast.commune.code, AUGUST): Share(4, 10)}
    Publication.objects.all().delete()
    assert kept() == {}


def test_row_follows_who_handles_the_procedure(cast, submission, procedure):
    procedure.for_communes, procedure.for_districts = False, True
    procedure.save()
    assert kept() == {}


def test_decision_that_leaves_out_new_procedures_has_rows_of_its_own(cast, submission):
    since = datetime.date(2018, 1, 1)
    decision = factories.DecisionFactory(counts_new_procedures=False)
    assert kept(since) == {}
    Publication.objects.update(published_from=datetime.date(2017, 12, 31))
    assert kept(since) == {(cast.commune.code, AUGUST): Share(4, 10)}
    decision.counts_new_procedures = True
    decision.save()
    assert kept(since) == {}
    assert kept() == {(cast.commune.code, AUGUST): Share(4, 10)}


def test_row_does_not_ask_for_the_state(cast, submission):
    Submission.objects.update(status="draft")
    assert kept() == {(cast.commune.code, AUGUST): Share(4, 10)}


def spoil(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE targets_monthlyshare SET online = 5", Share(5, 10)),
        ("DELETE FROM targets_monthlyshare", Share(0, 0)),
    ],
)
def test_command_finds_and_mends_a_difference(cast, submission, statement, wrong, capsys):
    call_command("check_shares")
    assert "every monthly share" in capsys.readouterr().out
    spoil(statement)
    assert differences() == [(cast.commune.code, wrong, Share(4, 10))]
    with pytest.raises(CommandError, match="1 monthly"):
        call_command("check_shares")
    assert f"{cast.commune.code} 2018-08" in capsys.readouterr().err
    call_command("check_shares", "--rebuild")
    assert kept() == {(cast.commune.code, AUGUST): Share(4, 10)}


def test_every_share_is_mended_however_many_are_made_at_once(cast, submission, monkeypatch):
    for number in (1, 2, 3, 4):
        other = factories.SubmissionFactory(unit=cast.commune, month=Month(2018, number))
        factories.CountFactory(submission=other, procedure=factories.ProcedureFactory())
    spoil("UPDATE targets_monthlyshare SET online = 5")
    monkeypatch.setattr(shares, "AT_ONCE", 2)
    call_command("check_shares", "--rebuild")
    assert {share.online for share in kept().values()} == {4}


def test_command_finds_a_row_too_many(cast, submission):
    spoil(
        "INSERT INTO targets_monthlyshare (submission_id, leaves_out_since, total, online)"
        f" VALUES ({submission.pk}, '2017-01-01', 3, 1)"
    )
    assert differences() == [(cast.commune.code, Share(1, 3), Share(0, 0))]
    call_command("check_shares", "--rebuild")
    assert differences() == []
