"""The rules of calculation once more: slowly, straight from the tables, and by none of the portal's own arithmetic."""

import calendar
import datetime
from fractions import Fraction

from targets.models import Count, Procedure, Publication, Submission, Target, Unit


def expected_standings(decision, first, last, today):
    """For each unit's code what the portal must say of it; `first` and `last` are (year, month)."""
    months = _months(first, last)
    units = [unit for unit in Unit.objects.all() if _is_listed(unit, months, decision)]
    rows = {unit.code: _row(unit, months, decision, today) for unit in units}
    for row in rows.values():
        row["rank"] = _rank(row, rows.values())
    return rows


def _row(unit, months, decision, today):
    reported = [month for month in months if submission(unit, month)]
    online, total = _sums(unit, reported, decision)
    target = Target.objects.filter(decision=decision, unit=unit).first()
    minimum = Fraction(target.minimum_percent) if target else None
    has_figures = minimum is not None and bool(reported) and total > 0
    expected = [month for month in months if _is_expected(unit, month, today)]
    return {
        "group": unit.kind,
        "online": online,
        "total": total,
        "minimum": minimum,
        "status": _status(online, total, minimum, reported),
        "attainment": Fraction(online, total) / (minimum / 100) if has_figures else None,
        "shortfall": _shortfall(online, total, minimum) if reported else 0,
        "months_expected": expected,
        "months_missing": [month for month in expected if month not in reported],
    }


def _months(first, last):
    months = [first]
    while months[-1] != last:
        year, number = months[-1]
        months.append((year + 1, 1) if number == 12 else (year, number + 1))
    return months


def _days(month):
    year, number = month
    return [
        datetime.date(year, number, day)
        for day in range(1, calendar.monthrange(year, number)[1] + 1)
    ]


def _lies_within(day, start, end):
    return (start is None or start <= day) and (end is None or day <= end)


def _exists(unit, month):
    return any(_lies_within(day, unit.valid_from, unit.valid_to) for day in _days(month))


def _is_listed(unit, months, decision):
    has_target = Target.objects.filter(decision=decision, unit=unit).exists()
    return has_target or any(_exists(unit, month) for month in months)


def is_published(procedure, month):
    """Rule 2: at level 3 or 4 on at least one day of the month."""
    return any(
        _lies_within(day, publication.published_from, publication.published_to)
        for publication in Publication.objects.filter(procedure=procedure)
        for day in _days(month)
    )


def is_own(procedure, unit):
    return {
        "agency": procedure.agency == unit,
        "district": procedure.for_districts,
        "commune": procedure.for_communes,
    }[unit.kind]


def is_new(procedure, decision):
    """Rule 2: first published in the decision's own year or later."""
    starts = [one.published_from for one in Publication.objects.filter(procedure=procedure)]
    return min(starts) >= datetime.date(decision.first_month.year, 1, 1)


def submission(unit, month):
    """Rule 3."""
    for submission in Submission.objects.filter(unit=unit):
        is_of_month = (submission.month.year, submission.month.number) == month
        if is_of_month and submission.status in ("submitted", "accepted"):
            return submission
    return None


def _sums(unit, reported, decision):
    online = total = 0
    for month in reported:
        for count in Count.objects.filter(submission=submission(unit, month)):
            if not (is_own(count.procedure, unit) and is_published(count.procedure, month)):
                continue
            if not decision.counts_new_procedures and is_new(count.procedure, decision):
                continue
            if count.online is None or count.total is None:
                continue
            online, total = online + count.online, total + count.total
    return online, total


def _status(online, total, minimum, reported):
    """Rule 7."""
    if minimum is None:
        return "no_target"
    if not reported:
        return "not_reported"
    if total == 0:
        return "no_dossiers"
    if online * 100 > total * minimum:
        return "exceeded"
    return "met" if online * 100 == total * minimum else "not_met"


def _shortfall(online, total, minimum):
    """Rule 9, dossier by dossier."""
    more = 0
    while minimum is not None and (online + more) * 100 < total * minimum:
        more += 1
    return more


def _rank(row, rows):
    """Rule 10."""
    if row["attainment"] is None:
        return None
    ahead = [
        other
        for other in rows
        if other["group"] == row["group"]
        and other["attainment"] is not None
        and other["attainment"] > row["attainment"]
    ]
    return len(ahead) + 1


def _is_expected(unit, month, today):
    return (
        month <= (today.year, today.month)
        and _exists(unit, month)
        and any(
            is_own(procedure, unit) and is_published(procedure, month)
            for procedure in Procedure.objects.all()
        )
    )
