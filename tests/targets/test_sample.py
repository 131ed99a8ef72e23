"""The sample months: the same at every load, marked as sample, and never beside real figures."""

import io
from collections import Counter

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command

from reporting.compliance import Status
from reporting.standings import standings
from targets.actions.reference import load_reference
from targets.actions.sample import NotSample, load_sample
from targets.models import Count, Decision, ReportingPeriod, Submission, Unit, User
from targets.periods import Month, Span
from tests import factories
from tests.conftest import TODAY


@pytest.fixture
def reference(db):
    load_reference(folder=portal_settings.BASE_DIR / "fixtures", tell=lambda _line: None)


def figures():
    return list(
        Count.objects.order_by("submission__month", "submission__unit", "procedure").values_list(
            "submission__unit__code", "submission__month", "procedure__code", "total", "online"
        )
    )


def test_sample_is_the_same_at_every_load(reference):
    load_sample()
    first = figures()
    Submission.objects.all().delete()
    load_sample()
    assert figures() == first


def test_loading_again_changes_nothing(reference):
    assert set(load_sample()) == set(User.objects.values_list("username", flat=True))
    before = [list(Submission.objects.values()), figures(), list(User.objects.values())]
    assert load_sample() == {}
    assert [list(Submission.objects.values()), figures(), list(User.objects.values())] == before


def test_sample_is_a_year_as_a_province_might_live_it(reference):
    load_sample()
    assert not Submission.objects.filter(is_sample=False).exists()
    assert not User.objects.filter(is_sample=False).exists()
    months = Counter(Submission.objects.counting().values_list("month", flat=True))
    assert sorted(months) == [Month(2018, number) for number in range(1, 10)]
    full = 166 - 4  # what Trường Sa and its communes do not report
    assert all(120 <= months[Month(2018, number)] < full for number in range(1, 9))
    assert 30 <= months[Month(2018, 9)] <= 130
    rows = standings(Decision.objects.get(), Span(Month(2018, 1), Month(2018, 8)), TODAY)
    statuses = Counter(row.status for row in rows)
    assert statuses[Status.NO_DOSSIERS] == 1
    assert statuses[Status.NO_TARGET] == 4
    assert 1 <= statuses[Status.NOT_REPORTED] <= 5
    assert statuses[Status.EXCEEDED] >= 40
    assert statuses[Status.NOT_MET] >= 20


def test_shares_grow_through_the_year(reference):
    load_sample()
    decision = Decision.objects.get()

    def share(first, last):
        rows = standings(decision, Span(Month(2018, first), Month(2018, last)), TODAY)
        return sum(row.online for row in rows) / sum(row.total for row in rows)

    assert share(1, 2) < share(4, 5) < share(7, 8)


def test_months_of_2018_have_their_periods(reference):
    load_sample()
    days = ReportingPeriod.objects.values_list("due_on", "locks_on")
    assert len(days) == 12
    assert [str(day) for day in days[7]] == ["2018-09-05", "2018-09-17"]
    assert [str(day) for day in days[8]] == ["2018-10-05", "2018-10-15"]
    late = Submission.objects.filter(month=Month(2018, 8), first_submitted_at__date__gt=days[7][0])
    assert 5 <= late.count() <= 40


def test_periods_that_somebody_set_stay(reference):
    factories.PeriodFactory(month=Month(2018, 3))
    load_sample()
    assert ReportingPeriod.objects.count() == 1


def test_every_role_has_an_account_and_two_people_review(reference):
    load_sample()
    roles = Counter(User.objects.values_list("role", flat=True))
    assert roles == {"officer": 3, "reviewer": 2, "home_affairs": 1, "administrator": 1}
    kinds = Unit.objects.filter(officers__isnull=False).values_list("kind", flat=True)
    assert sorted(kinds) == ["agency", "commune", "district"]


@pytest.mark.parametrize("make", [factories.SubmissionFactory, factories.UserFactory])
def test_real_submission_or_account_bars_the_sample(reference, make):
    make()
    with pytest.raises(NotSample):
        load_sample()
    assert not Submission.objects.filter(is_sample=True).exists()
    with pytest.raises(CommandError, match="không phải dữ liệu mẫu"):
        call_command("load_sample")


def test_passwords_are_kept_where_only_their_owner_reads_them(
    reference, client, settings, tmp_path
):
    settings.PORTAL_DATA_DIR = tmp_path / "data"
    call_command("load_sample", stdout=io.StringIO())
    file = tmp_path / "data" / "demo-logins.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    logins = dict(line.split()[:2] for line in file.read_text().splitlines())
    assert len(set(logins.values())) == len(logins) == User.objects.count()
    for username, password in logins.items():
        assert User.objects.get(username=username).check_password(password)
