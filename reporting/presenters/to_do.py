"""What is to be done now: how much of it, and where it is done. Only what the person may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.presenters.intake import months_overdue
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


def tasks(
    user: User, standings: Sequence[Standing], address: Callable[..., str], *, is_filtered: bool
) -> list[Task]:
    """The tasks in the units summed; to his own units a person writes no letter.

    What is not counted of these units alone says so where the page `is_filtered`.
    """
    found = [_overdue(standings)]
    if permissions.can_review_months(user):
        found.append(_everywhere(_reviews(user), is_filtered=is_filtered))
    if permissions.can_manage_periods(user):
        found.append(_everywhere(_requests(), is_filtered=is_filtered))
    if permissions.can_urge(user):
        found.append(
            _letters([row for row in standings if row.unit.pk not in user.own_units], address)
        )
    return found


def _overdue(standings: Sequence[Standing]) -> Task:
    number = months_overdue(standings)
    return _task(
        number,
        ngettext("%s monthly report is overdue", "%s monthly reports are overdue", number),
        "#missing",
    )


def _reviews(user: User) -> Task:
    number = number_waiting(user)
    words = ngettext("%s report waits for review", "%s reports wait for review", number)
    return _task(number, words, reverse("review-queue"))


def _requests() -> Task:
    number = UnlockRequest.objects.filter(decided_at=None).count()
    words = ngettext(
        "%s request to correct a locked month", "%s requests to correct a locked month", number
    )
    return _task(number, words, reverse("unlocks"))


def _everywhere(task: Task, *, is_filtered: bool) -> Task:
    """The same task; beside filters that it does not follow it says that it is of all."""
    if not is_filtered:
        return task
    return replace(task, text=_("%s (all units, all months)") % task.text)


def _letters(standings: Sequence[Standing], address: Callable[..., str]) -> Task:
    number = len(in_need(standings))
    words = ngettext("%s unit to be urged by letter", "%s units to be urged by letter", number)
    return _task(number, words, reverse("letters") + address(status="", as_of=""))


def _task(number: int, words: str, address: str) -> Task:
    return Task(number, words % whole(number), address)
