"""Who has to be written to today, and why: due dates, months that came back or were accepted, the weekly digest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.digest import Digest, Overdue, overdue
from reporting.owing import missing
from targets.models import Remark, Reminder, ReportingPeriod, Submission, Unit, UnlockRequest, User
from targets.periods import Month
from targets.review_queue import number_waiting
from targets.workflow import State

DAYS_BEFORE_DUE = 3
DAYS_BETWEEN_OVERDUE = 7
# A month that came back longer ago than this was either seen, or is told as overdue.
DAYS_OF_NEWS = 14

Kind = Reminder.Kind


@dataclass(frozen=True)
class Owed:
    """One letter to one person: its cause is written once, and names the months and units that it is about."""

    person: User
    kind: Reminder.Kind
    cause: str
    month: Month | None = None
    units: tuple[Unit, ...] = ()
    period: ReportingPeriod | None = None
    note: str = ""
    remark: Remark | None = None
    request: UnlockRequest | None = None
    digest: Digest | None = None


def owed(today: date) -> list[Owed]:
    """Every letter that somebody should have had by today, sent already or not."""
    return [
        *_about_due_dates(today),
        *_about_judgements(today),
        *_about_requests(today),
        *_about_remarks(today),
        *_digests(today),
    ]


def urging(units: list[Unit], month: Month, today: date) -> list[Owed]:
    """The letters that urge some units that owe a month, to each officer once a day for a unit."""
    period = ReportingPeriod.objects.filter(month=month).first()
    officers = _officers_of_each(units, wish="wants_reminders")
    return [
        Owed(officer, Kind.URGED, f"urged:{today}:{month}:{unit.code}", month, (unit,), period)
        for unit in units
        for officer in officers[unit]
    ]


def _about_due_dates(today: date) -> Iterator[Owed]:
    soon = today + timedelta(days=DAYS_BEFORE_DUE)
    for period in ReportingPeriod.objects.filter(due_on__lte=soon, locks_on__gte=today):
        kind, cause = _due_cause(period, today)
        owing = missing(period.month, today)
        for officer, units in _officers(owing, wish="wants_reminders").items():
            yield Owed(officer, kind, cause, period.month, tuple(units), period)


def _due_cause(period: ReportingPeriod, today: date) -> tuple[Reminder.Kind, str]:
    if today < period.due_on:
        return Kind.BEFORE_DUE, f"before_due:{period.month}"
    if today == period.due_on:
        return Kind.DUE, f"due:{period.month}"
    week = (today - period.due_on).days // DAYS_BETWEEN_OVERDUE
    return Kind.OVERDUE, f"overdue:{period.month}:{week}"


def _about_judgements(today: date) -> Iterator[Owed]:
    since = today - timedelta(days=DAYS_OF_NEWS)
    judged = Submission.objects.select_related("unit").order_by("month", "unit__order")
    for kind, state, moment in [
        (Kind.RETURNED, State.RETURNED, "returned_at"),
        (Kind.ACCEPTED, State.ACCEPTED, "accepted_at"),
    ]:
        found = list(judged.filter(status=state, **{f"{moment}__date__gte": since}))
        officers = _officers_of_each([one.unit for one in found], wish="wants_answers")
        for submission in found:
            cause = f"{kind}:{submission.pk}:{submission.version}"
            note = submission.return_reason if kind == Kind.RETURNED else ""
            for officer in officers[submission.unit]:
                yield Owed(officer, kind, cause, submission.month, (submission.unit,), note=note)


def _about_requests(today: date) -> Iterator[Owed]:
    since = today - timedelta(days=DAYS_OF_NEWS)
    requests = UnlockRequest.objects.select_related("unit", "asked_by").order_by("pk")
    decided = list(requests.filter(decided_at__date__gte=since))
    officers = _officers_of_each([one.unit for one in decided], wish="wants_answers")
    for request in decided:
        for officer in officers[request.unit]:
            yield _request(officer, request, "decided", request.answer)
    reviewers = _reviewers("wants_answers")
    for request in requests.filter(decided_at=None):
        for reviewer in reviewers:
            yield _request(reviewer, request, "asked", request.reason)


def _request(person: User, request: UnlockRequest, what: str, note: str) -> Owed:
    cause = f"unlock:{request.pk}:{what}"
    units = (request.unit,)
    return Owed(person, Kind.UNLOCK, cause, request.month, units, note=note, request=request)


def _about_remarks(today: date) -> Iterator[Owed]:
    """A reviewer's question goes to the unit's officers, everybody else's words to the reviewers."""
    since = today - timedelta(days=DAYS_OF_NEWS)
    remarks = Remark.objects.filter(written_at__date__gte=since)
    found = list(remarks.select_related("submission__unit", "written_by", "procedure"))
    officers = _officers_of_each([one.submission.unit for one in found], wish="wants_answers")
    reviewers = _reviewers("wants_answers")
    for remark in found:
        unit = remark.submission.unit
        is_question = remark.written_by.role == User.Role.REVIEWER
        for reader in officers[unit] if is_question else reviewers:
            cause = f"remark:{remark.pk}"
            month = remark.submission.month
            yield Owed(reader, Kind.REMARK, cause, month, (unit,), note=remark.text, remark=remark)


def _digests(today: date) -> Iterator[Owed]:
    """One a week for a reviewer: on Monday, or with the next run of the week where Monday's was missed."""
    monday = today - timedelta(days=today.weekday())
    periods = overdue(today)
    if today > monday and not _was_to_tell(monday, periods):
        return
    for reviewer in _reviewers("wants_digest"):
        digest = Digest(number_waiting(reviewer), periods)
        if digest.waiting or digest.overdue:
            yield Owed(reviewer, Kind.DIGEST, f"digest:{monday}", digest=digest)


def _was_to_tell(monday: date, periods: Sequence[Overdue]) -> bool:
    """Whether Monday's run would have told something too: what is new since then waits for the next Monday."""
    waiting = Submission.objects.filter(status=State.SUBMITTED, submitted_at__date__lte=monday)
    return waiting.exists() or any(each.period.due_on < monday for each in periods)


def _officers(units: list[Unit], *, wish: str) -> dict[User, list[Unit]]:
    """The officers of some units who wish to be written to, each with those of the units that are his."""
    offices = User.units.through.objects.filter(
        unit__in=units,
        user__is_active=True,
        user__role=User.Role.OFFICER,
        **{f"user__{wish}": True},
    ).exclude(user__email="")
    by_officer = defaultdict(list)
    for office in offices.select_related("user", "unit").order_by("user__username", "unit__order"):
        by_officer[office.user].append(office.unit)
    return by_officer


def _officers_of_each(units: list[Unit], *, wish: str) -> dict[Unit, list[User]]:
    """Each unit with those of its officers who wish to be written to; an empty list for a unit that has none."""
    by_unit: dict[Unit, list[User]] = {unit: [] for unit in units}
    for officer, theirs in _officers(units, wish=wish).items():
        for unit in theirs:
            by_unit[unit].append(officer)
    return by_unit


def _reviewers(wish: str) -> list[User]:
    reviewers = User.objects.filter(role=User.Role.REVIEWER, is_active=True, **{wish: True})
    return list(reviewers.exclude(email=""))
