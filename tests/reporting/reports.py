"""What units report, in one line of a test."""

import datetime

from reporting.compliance import together
from reporting.queries import shares_by_procedure
from reporting.standings import standings
from targets.periods import Month, Span
from tests import factories

TODAY = datetime.date(2018, 10, 3)


def report(unit, month, *figures, status="submitted"):
    """A submission with its counts, each (procedure, online, total); `month` as 2018-06."""
    submission = factories.SubmissionFactory(unit=unit, month=Month.parse(month), status=status)
    for procedure, online, total in figures:
        factories.CountFactory(
            submission=submission, procedure=procedure, online=online, total=total
        )
    return submission


def standing_of(unit, decision, first="2018-01", last="2018-09", today=TODAY):
    """Where one unit stands."""
    span = Span(Month.parse(first), Month.parse(last))
    return next(row for row in standings(decision, span, today) if row.unit == unit)


def online_of_total(unit, decision, first="2018-01", last="2018-09", today=TODAY):
    """A unit's sums, as (online, total): from its months, and the same from its procedures."""
    standing = standing_of(unit, decision, first, last, today)
    span = Span(Month.parse(first), Month.parse(last))
    by_procedure = together(shares_by_procedure(decision, span, unit).values())
    assert (by_procedure.online, by_procedure.total) == (standing.online, standing.total)
    return standing.online, standing.total
