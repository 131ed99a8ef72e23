"""What the frame of every page shows: the way through the portal, its date, and whether its data are sample."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from quota_portal.addresses import address_without
from targets import permissions
from targets.models import Submission, User


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page shows around its content, gathered once however many templates the page is drawn from."""
    if not hasattr(request, "frame"):
        request.frame = _frame(request)
    return request.frame


def _frame(request: HttpRequest) -> dict[str, Any]:
    for_everybody = {
        "portal_day": settings.PORTAL_TODAY,
        "portal_place": settings.PORTAL_PLACE,
        "portal_owner": settings.PORTAL_OWNER,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return for_everybody
    return {
        **for_everybody,
        "as_of": getattr(request, "as_of", None),
        "address_of_now": address_without(request, "as_of"),
        "sample_data": Submission.objects.has_sample(),
        "can_manage_periods": permissions.can_manage_periods(user),
        "can_manage_tokens": permissions.can_manage_tokens(user),
        "can_see_reference_history": permissions.can_see_reference_history(user),
        "can_take_open_data": permissions.can_take_open_data(user),
        "can_enter_administration": permissions.can_enter_administration(user),
        "is_reviewer": user.role == User.Role.REVIEWER,
        "navigation": [
            Entry(label, reverse(name), request.path == reverse(name))
            for name, label in _ways(user)
        ],
    }


def _ways(user: User) -> list[tuple[str, str]]:
    """The entries of the navigation: the name of each address, and its label."""
    ways = []
    if user.role == User.Role.OFFICER:
        ways.append(("home", _("My month")))
    if permissions.can_see_dashboard(user):
        ways.append(("dashboard", _("Dashboard")))
        ways.append(("matrix", _("Reports by month")))
    if permissions.can_review_months(user):
        ways.append(("review-queue", _("Review")))
    ways.append(("league", _("League tables")))
    # A reviewer has six ways already, which fill the line: his leads there from the league tables and his own menu.
    if user.role != User.Role.REVIEWER:
        ways.append(("rankings", _("Rankings")))
    if permissions.can_upload(user):
        ways.append(("upload", _("Upload")))
    ways.append(("reconciliation", _("Reconciliation")))
    return ways
