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
from targets.due_dates import seams
from targets.exports.year_preview import year_sheet
from targets.forms_calendar import YEARS, PeriodForm, YearForm
from targets.models import ReportingPeriod
from targets.periods import Month, Span
from targets.templatetags.states import seam_in_words
from targets.views.table_file import table_file
from targets.year_preview import beginning_of, seams_beside, year_preview


@login_required
@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    """The periods, and the rule for a year: first what it would make, then the making."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    year = _asked_year(request)
    form = YearForm(request.POST or None, initial=beginning_of(year))
    ticked = set(request.POST.getlist("ticked"))
    preview = None
    if request.method == "POST" and form.is_valid():
        year, holidays = form.cleaned_data["year"], form.cleaned_data["holidays"]
        if request.POST.get("action") == "store":
            replaced = {month for month in Span.of_year(year) if str(month) in ticked}
            make_year(year=year, rule=form.rule, holidays=holidays, replaced=replaced)
            messages.success(request, _("The periods of %s are stored.") % year)
            return redirect("periods")
        preview = year_preview(year, form.rule, holidays, today())
        if "as" in request.POST:
            sheet = year_sheet(year, preview.months)
            return table_file(sheet, f"ky-bao-cao-{year}-xem-truoc", request.POST["as"])
    stored = ReportingPeriod.objects.order_by("-month")
    return render(
        request,
        "targets/periods.html",
        {
            "form": form,
            "preview": preview,
            "ticked": ticked,
            "periods": stored,
            "seams": seams({period.month: period.dates for period in stored}),
            "other_years": [each for each in (year - 1, year + 1) if each in YEARS],
            "today": today(),
        },
    )


def _asked_year(request: HttpRequest) -> int:
    """The year of the address; this one where it names none that can be."""
    asked = request.GET.get("year", "")
    return next((year for year in YEARS if str(year) == asked), today().year)


@login_required
@require_http_methods(["GET", "POST"])
def period(request: HttpRequest, month: Month) -> HttpResponse:
    """Move the days of one period."""
    if not permissions.can_manage_periods(request.user):
        raise Http404
    found = get_object_or_404(ReportingPeriod, month=month)
    form = PeriodForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_period(period=found, days=form.days)
        messages.success(request, _("The period is changed."))
        for seam in seams_beside(month):
            messages.warning(request, seam_in_words(seam))
        return redirect("periods")
    return render(
        request,
        "targets/period.html",
        {"form": form, "period": found, "seams": seams_beside(month)},
    )
