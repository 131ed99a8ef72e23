"""The preview's figures mean what a ranking freezes."""

import datetime
import random

import pytest

from reporting.rankings.frozen import DrawnUp
from reporting.rankings.taking import frozen_rule, take
from reporting.scoring_now import cases
from reporting.standings import standings
from targets.models import Submission
from targets.periods import Month, Span
from tests import factories
from tests.reporting.provinces import MONTHS, RandomProvince

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2018, 6, 12)
SPAN = Span(Month(2018, 1), Month(2018, 7))


@pytest.mark.parametrize("seed", range(12))
def test_cases_are_those_that_a_ranking_freezes(seed):
    province = RandomProvince(seed)
    _some_months_due_and_some_late(seed)
    now = cases(standings(province.decision, SPAN, TODAY))
    assert now == [unit.case for unit in _frozen(province).units]
    assert len(now) > 0


def test_some_months_come_late_and_some_are_missing():
    province = RandomProvince(3)
    _some_months_due_and_some_late(3)
    found = cases(standings(province.decision, SPAN, TODAY))
    assert any(case.late for case in found)
    assert any(case.missing for case in found)
    assert all(case.district for case in found if case.group == "commune")


def _some_months_due_and_some_late(seed):
    """Periods for some of the months; each report first came before its due date, on it, after it, or never."""
    chance = random.Random(seed)
    for month in MONTHS:
        if chance.random() < 0.7:
            factories.PeriodFactory(month=month)
    for submission in Submission.objects.all():
        day = submission.month.next().first_day + datetime.timedelta(chance.randrange(12))
        at = datetime.datetime.combine(day, datetime.time(5), tzinfo=datetime.UTC)
        Submission.objects.filter(pk=submission.pk, first_submitted_at__isnull=False).update(
            first_submitted_at=at
        )


def _frozen(province):
    drawn_up = DrawnUp(at="", on=str(TODAY), by="", last_events={}, replaces=None, reason="")
    return take(
        decision=province.decision,
        span=SPAN,
        rows=standings(province.decision, SPAN, TODAY),
        rule=frozen_rule(factories.scoring_rule()),
        drawn_up=drawn_up,
        definitions=(),
    )
