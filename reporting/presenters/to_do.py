"""What is to be done now: how much of it, and where it is done. Only what the person may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from reporting.presenters.urging import in_need
from reporting.standings import Standing
from targets import permissions
from targets.models import UnlockRequest, User
from targets.review_queue import number_waiting
from targets.templatetags.figures import whole


@dataclass(frozen=True)
class Task:
    """How many of what, and the place where it is done: below on the same page, or on a page that is always of now."""

    number: int
    text: str
    address: str

    @property
    def is_done_elsewhere(self) -> bool:
        return not self.address.startswith("#")


def tasks(user: User, standings: Sequence[Standing], address: Callable[..., str]) -> list[Task]:
    """The tasks in the units summed; to his own units a person writes no letter."""
    found = [_overdue(standings)]
    if permissions.can_review_months(user):
        found.append(_reviews(user))
    if permissions.can_manage_periods(user):
        found.append(_requests())
    if permissions.can_urge(user):
        found.append(
            _letters([row for row in standings if row.unit.pk not in user.own_units], address)
        )
    return found


def _overdue(standings: Sequence[Standing]) -> Task:
    number = sum(len(row.months_overdue) for row in standings if row.target)
    return _task(
        number,
        ngettext("%s monthly report is overdue", "%s monthly reports are overdue", number),
        "#missing",
    )


def _reviews(user: User) -> Task:
    number = number_waiting(user)
    words = ngettext("%s report waits for your review", "%s reports wait for your review", number)
    return _task(number, words, reverse("review-queue"))


def _requests() -> Task:
    number = UnlockRequest.objects.filter(decided_at=None).count()
    words = ngettext(
        "%s request to correct a locked month", "%s requests to correct a locked month", number
    )
    return _task(number, words, reverse("unlocks"))


def _letters(standings: Sequence[Standing], address: Callable[..., str]) -> Task:
    number = len(in_need(standings))
    words = ngettext("%s unit to be urged by letter", "%s units to be urged by letter", number)
    return _task(number, words, reverse("letters") + address(status="", as_of=""))


def _task(number: int, words: str, address: str) -> Task:
    return Task(number, words % whole(number), address)
