"""`/periods/`: when each month opens, is due and locks; the DIC sets it for a year at once, or singly."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quota_portal.clock import today
from targets import permissions
from targets.actions.calendar import change_period, make_year
from targets.due_dates import year_dates
from targets.forms_calendar import PeriodForm, YearForm
from targets.models import Holiday, ReportingPeriod
from targets.periods import Month


@login_required
@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    """The periods, and the rule for a year: first what it would make, then the making."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    form = YearForm(request.POST or None, initial=_usual_year())
    preview = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["year"], form.rule, form.cleaned_data["holidays"]
        if request.POST.get("action") == "store":
            make_year(year=chosen[0], rule=chosen[1], holidays=chosen[2])
            messages.success(request, _("The periods of %s are stored.") % chosen[0])
            return redirect("periods")
        preview = year_dates(*chosen)
    return render(
        request,
        "targets/periods.html",
        {
            "form": form,
            "preview": preview,
            "periods": ReportingPeriod.objects.order_by("-month"),
            "today": today(),
        },
    )


def _usual_year() -> dict[str, object]:
    year = today().year
    holidays = Holiday.objects.filter(day__year=year)
    lines = "\n".join(f"{holiday.day:%d/%m/%Y} {holiday.name}" for holiday in holidays)
    return {"year": year, "holidays": lines}


@login_required
@require_http_methods(["GET", "POST"])
def period(request: HttpRequest, month: Month) -> HttpResponse:
    """Move the days of one period."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    found = get_object_or_404(ReportingPeriod, month=month)
    form = PeriodForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_period(period=found, **form.days())
        messages.success(request, _("The period is changed."))
        return redirect("periods")
    return render(request, "targets/period.html", {"form": form, "period": found})
