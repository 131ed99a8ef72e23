"""The portal's standings of provinces made at random, against the slow recomputation of oracle.py."""

import datetime

import pytest

from reporting.compliance import Status
from reporting.differing_shares import differing_shares
from reporting.standings import standings
from targets.periods import Month, Span
from tests.reporting.oracle import expected_standings
from tests.reporting.provinces import RandomProvince

SPANS = [
    (Month(2018, 1), Month(2018, 6)),
    (Month(2018, 3), Month(2018, 3)),
    (Month(2018, 4), Month(2018, 12)),
]
TODAYS = [datetime.date(2018, 5, 31), datetime.date(2019, 2, 1), datetime.date(2018, 1, 1)]


def as_oracle(row):
    return {
        "group": row.group,
        "online": row.online,
        "total": row.total,
        "minimum": row.minimum_percent,
        "status": row.status,
        "attainment": row.attainment,
        "shortfall": row.shortfall,
        "months_expected": [(month.year, month.number) for month in row.months_expected],
        "months_missing": [(month.year, month.number) for month in row.months_missing],
        "rank": row.rank,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(24))
def test_standings_are_those_of_the_oracle(seed):
    province = RandomProvince(seed)
    first, last = SPANS[seed % 3]
    today = TODAYS[seed // 3 % 3]
    rows = standings(province.decision, Span(first, last), today)
    expected = expected_standings(
        province.decision, (first.year, first.number), (last.year, last.number), today
    )
    assert list(differing_shares()) == []
    assert [row.unit.code for row in rows] == list(expected)
    assert {row.unit.code: as_oracle(row) for row in rows} == expected


@pytest.mark.django_db
def test_random_provinces_come_to_every_status_and_to_ties():
    statuses, ties = set(), 0
    for seed in range(12):
        decision = RandomProvince(seed).decision
        rows = standings(decision, Span(*SPANS[0]), datetime.date(2018, 7, 1))
        statuses |= {row.status for row in rows}
        ranks = [(row.group, row.rank) for row in rows if row.rank]
        ties += len(ranks) - len(set(ranks))
    assert statuses == set(Status)
    assert ties > 0
