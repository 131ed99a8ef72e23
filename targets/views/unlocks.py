"""Requests to correct a locked month: asked for on the form, decided by the DIC, shown to everyone signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions import unlocks
from targets.forms_review import DecisionOnRequestForm, ReasonForm
from targets.models import UnlockRequest
from targets.periods import Month

ON_A_PAGE = 50


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every request, waiting ones first: who asked for what, and which days were granted."""
    page = Paginator(waiting_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    seen = set(permissions.visible_units(request.user).values_list("pk", flat=True))
    return render(
        request,
        "targets/unlocks.html",
        {
            "page": page,
            "seen": seen,
            "may_decide": permissions.can_manage_periods(request.user),
        },
    )


def waiting_first() -> QuerySet[UnlockRequest]:
    """Every request, those that wait before those that were decided, the newest first."""
    requests = UnlockRequest.objects.select_related("unit", "asked_by", "decided_by")
    return requests.order_by(F("decided_at").desc(nulls_first=True), "-asked_at")


@login_required
@require_POST
def ask(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Ask for days to correct a locked month."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    if not permissions.can_write(request.user, unit) or month > Month.of(today()):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the month has to be corrected."))
        return redirect("monthly-report", code=code, month=month)
    try:
        unlocks.ask_to_unlock(
            unit=unit,
            month=month,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
            today=today(),
        )
        messages.success(request, _("The request is sent. You are written to when it is decided."))
    except unlocks.NotLocked:
        messages.info(request, _("This month is not locked: it can be changed."))
    return redirect("monthly-report", code=code, month=month)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant days, or decline."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    asked = get_object_or_404(UnlockRequest, pk=pk)
    form = DecisionOnRequestForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, " ".join(error for errors in form.errors.values() for error in errors)
        )
        return redirect("unlocks")
    decision = {
        "request": asked,
        "answer": form.cleaned_data["answer"],
        "by": request.user,
        "at": now(),
    }
    try:
        if "grant" in request.POST:
            unlocks.grant(**decision, days=form.cleaned_data["days"], today=today())
            messages.success(request, _("The month is open for its unit."))
        else:
            unlocks.decline(**decision)
            messages.success(request, _("The request is declined."))
    except unlocks.Decided:
        messages.warning(request, _("Somebody else decided about this request already."))
    return redirect("unlocks")
