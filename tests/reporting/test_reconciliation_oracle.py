"""The comparison of provinces made at random, against a slow recomputation straight from what was loaded and reported."""

import datetime

import pytest
from django.utils import timezone

from reporting.reconciliation import reconciled
from targets.actions.sources import load_counts
from targets.models import Count, Procedure, Unit, User
from targets.periods import Month, Span
from tests import factories
from tests.reporting.oracle import is_new, is_own, is_published, submission
from tests.reporting.provinces import MONTHS, RandomProvince

SPAN = Span(Month(2018, 2), Month(2018, 7))
SOURCES = ["Một cửa", "Quốc gia"]


def loaded(province):
    """Load a few extracts; what each said, in their order: (source, by_unit, {(unit, month): {procedure: figures}})."""
    draw = province.random
    reviewer = factories.UserFactory(role=User.Role.REVIEWER)
    officer = factories.UserFactory(units=province.units)
    codes = [*(procedure.code for procedure in province.procedures), "9.999999"]
    said = []
    for _ in range(6):
        by, source = draw.choice([reviewer, reviewer, officer]), draw.choice(SOURCES)
        rows = {
            (unit.code, month, code): (total, draw.randint(0, total))
            for unit in draw.sample(province.units, 6)
            for month in draw.sample(MONTHS[:8], 3)
            for code in draw.sample(codes, 2)
            for total in [draw.choice([0, 1, 5, 20])]
        }
        lines = [
            f"{month},{unit},{code},{total},{online}"
            for (unit, month, code), (total, online) in rows.items()
        ]
        load_counts(
            name="a.csv",
            content="\n".join(["period,unit_code,procedure_code,total,online", *lines]).encode(),
            source=source,
            taken_on=datetime.date(2019, 1, 1),
            by=by,
            at=timezone.now(),
        )
        figures = {}
        for (unit, month, code), figure in rows.items():
            figures.setdefault((unit, month), {})[code] = figure
        said.append((source, by == officer, figures))
    return said


def counts(code, unit, month, decision):
    """Rule 2, of a code that may be unknown."""
    procedure = Procedure.objects.filter(code=code).first()
    return (
        procedure is not None
        and is_own(procedure, unit)
        and is_published(procedure, (month.year, month.number))
        and (decision.counts_new_procedures or not is_new(procedure, decision))
    )


def summed(figures):
    figures = list(figures)
    return sum(total for total, _ in figures), sum(online for _, online in figures)


def reported(unit, month, decision):
    """Total and online of a month; None where no submission counts."""
    found = submission(unit, (month.year, month.number))
    if found is None:
        return None
    figures = Count.objects.filter(submission=found, total__isnull=False, online__isnull=False)
    return summed(
        (count.total, count.online)
        for count in figures.select_related("procedure")
        if counts(count.procedure.code, unit, month, decision)
    )


def expected_row(unit, source, by_unit, said, decision):
    """What must be shown of one unit and source: differences and months; None where nothing is."""
    stands, spoken_of = {}, set()
    for name, from_unit, figures in said:
        if (name, from_unit) == (source, by_unit):
            for (code, month), by_procedure in figures.items():
                if month in SPAN:
                    spoken_of.add(month)
                    if code == unit.code:
                        stands[month] = by_procedure
    own = {month: reported(unit, month, decision) for month in SPAN}
    missing = [
        month
        for month in sorted(spoken_of)
        if not by_unit and month not in stands and own[month] and own[month][0]
    ]
    if not stands and not missing:
        return None
    both = [month for month in sorted(stands) if own[month] is not None]
    theirs = summed(
        figure
        for month in both
        for code, figure in stands[month].items()
        if counts(code, unit, month, decision)
    )
    ours = summed(own[month] for month in both)
    return (
        both,
        [month for month in sorted(stands) if own[month] is None],
        missing,
        (ours[0] - theirs[0], ours[1] - theirs[1]) if both else (None, None),
        sum(
            figure[0]
            for month, by_procedure in stands.items()
            for code, figure in by_procedure.items()
            if not counts(code, unit, month, decision)
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_comparison_is_that_of_the_oracle(seed):
    province = RandomProvince(seed)
    said = loaded(province)
    found, _unknown = reconciled(province.decision, SPAN, list(Unit.objects.all()))
    shown = {
        (row.unit.code, row.source.name, row.source.by_unit): (
            list(row.coverage.compared),
            list(row.coverage.not_reported),
            list(row.coverage.not_in_source),
            (row.comparison.total_difference, row.comparison.online_difference),
            row.outside,
        )
        for row in found
    }
    expected = {
        (unit.code, source, by_unit): row
        for unit in province.units
        for source in SOURCES
        for by_unit in (False, True)
        if (row := expected_row(unit, source, by_unit, said, province.decision))
    }
    assert shown == expected


@pytest.mark.django_db
def test_random_comparisons_come_to_differences_and_to_agreement():
    found = []
    for seed in range(4):
        province = RandomProvince(seed)
        loaded(province)
        found += reconciled(province.decision, SPAN, list(Unit.objects.all()))[0]
    assert {True, False} <= {row.comparison.agrees for row in found if row.coverage.compared}
    assert any(row.outside for row in found)
    assert any(row.coverage.not_in_source for row in found)
