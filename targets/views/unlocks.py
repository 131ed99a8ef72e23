"""Requests to correct a locked month: asked for on the form, decided by the DIC, shown to everyone signed in."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions import unlocks
from targets.forms_review import DecisionOnRequestForm, ReasonForm
from targets.models import UnlockRequest
from targets.month_form_field import MonthFormField
from targets.periods import Month

ON_A_PAGE = 50


class LogForm(forms.Form):
    """Of which period the log is read."""

    month = MonthFormField(label=gettext_lazy("Month (06/2018)"), required=False)

    @property
    def month_asked_for(self) -> Month | None:
        return self.cleaned_data.get("month") if self.is_valid() else None


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The requests of one period or of all, waiting ones first: who asked, which days were granted, what came of it."""
    form = LogForm(request.GET)
    page = Paginator(waiting_first(form.month_asked_for), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    seen = permissions.visible_keys(request.user)
    return render(
        request,
        "targets/unlocks.html",
        {
            "form": form,
            "query": urlencode({"month": form.month_asked_for}) if form.month_asked_for else "",
            "page": page,
            "seen": seen,
            "may_decide": permissions.can_manage_periods(request.user),
        },
    )


def waiting_first(month: Month | None) -> QuerySet[UnlockRequest]:
    """The requests, those that wait before those that were decided, the newest first; `is_corrected` where days were used."""
    requests = UnlockRequest.objects.select_related("unit", "asked_by", "decided_by").with_use()
    if month is not None:
        requests = requests.filter(month=month)
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
