"""`/matrix/`: whose report of which month is where, and a letter to those who owe one."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quota_portal.clock import today
from reporting.correspondence import send
from reporting.forms_urging import UrgingForm
from reporting.labels import CELL_LABELS
from reporting.owing import owing
from reporting.presenters.matrix import matrix as matrix_rows
from reporting.reminders import urging
from reporting.standings import Standing, standings_seen
from reporting.views.asked import asked_form
from reporting.views.figures_view import figures_view
from targets import permissions
from targets.models import Unit, User
from targets.periods import Month, Span


@figures_view
def matrix(request: HttpRequest) -> HttpResponse:
    """All months of the question for all units that the person sees."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = asked_form(request, UrgingForm)
    decision, span = form.question
    rows = standings_seen(request.user, decision, span, today())
    listed = form.listed(rows)
    return render(
        request,
        "reporting/matrix.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "rows": matrix_rows(listed, span, today()),
            "month_to_urge": _last_owed(listed, span),
            "labels": CELL_LABELS.items(),
            # An earlier moment is looked at; letters are written now.
            "may_urge": permissions.can_urge(request.user) and not hasattr(request, "as_of"),
            "urgeable": set(_urgeable(request.user, [row.unit for row in listed])),
        },
    )


def _last_owed(rows: Sequence[Standing], span: Span) -> Month:
    """The last month that one of the rows owes; where nothing is owed, the last of the span."""
    return max((month for row in rows for month in row.months_overdue), default=span.last)


@login_required
@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Write to the officers of the ticked units that owe the month; then back to the filters of the address."""
    if not permissions.can_urge(request.user):
        raise Http404
    try:
        month = Month.parse(request.POST.get("month", ""))
    except ValueError as error:
        raise Http404 from error
    codes = set(request.POST.getlist("ticked"))
    seen = permissions.visible_units(request.user)
    ticked = _urgeable(request.user, [unit for unit in seen if unit.code in codes])
    if ticked:
        _urge(request, owing(ticked, month, today()), month)
    else:
        messages.error(request, _("Tick at least one unit."))
    filters = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("matrix") + filters)


def _urgeable(user: User, units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if permissions.can_urge_unit(user, unit)]


def _urge(request: HttpRequest, units: list[Unit], month: Month) -> None:
    """Write to the officers of units that owe a month, and tell the person what became of it."""
    letters = urging(units, month, today())
    posted = list(send(letters))
    number = sum(one.fault is None for one in posted)
    if number:
        messages.success(
            request, ngettext("%s letter is sent.", "%s letters are sent.", number) % number
        )
    if number < len(posted):
        messages.error(
            request,
            _("The other letters could not be sent: the mail server did not take them. Try later.")
            if number
            else _("No letter could be sent: the mail server did not take it. Try later."),
        )
    reached = {unit for letter in letters for unit in letter.units}
    silent = [unit.name for unit in units if unit not in reached]
    if silent:
        messages.warning(
            request,
            _("Nobody there has an email address and wishes reminders: %s.") % "; ".join(silent),
        )
    if not posted and not silent:
        messages.info(
            request, _("Nobody was written to: nothing is owed, or a letter went today already.")
        )
