"""`/dashboard/`: where the province stands, whether it gets better, who holds it back, what is to be done now."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting import queries
from reporting.labels import STATUS_CHOICES
from reporting.movement import Months
from reporting.presenters import behind
from reporting.presenters.course import course, months_summed, unit_months
from reporting.presenters.dashboard import chosen, group_summaries, missing_reports, summary
from reporting.presenters.districts import DistrictSummary, district_summaries
from reporting.presenters.headline import change, headline
from reporting.presenters.months import steps
from reporting.presenters.to_do import tasks
from reporting.question import DashboardForm
from reporting.standings import Standing, standings_of
from reporting.views.no_decision import needs_a_decision
from targets import permissions
from targets.models import Decision, Unit
from targets.periods import Month, Span


@dataclass(frozen=True)
class Asked:
    """What a page of the dashboard is asked, and every unit that the person sees."""

    form: DashboardForm
    decision: Decision
    span: Span
    rows: list[Standing]

    @cached_property
    def summed(self) -> list[Standing]:
        """The units that are summed up: of the group and the district asked for."""
        return chosen(self.rows, **self.form.scope)

    @cached_property
    def listed(self) -> list[Standing]:
        """Of these the units with the status asked for."""
        return chosen(self.rows, **self.form.choice)

    @cached_property
    def months(self) -> dict[Unit, Months]:
        """The single months of the units summed."""
        shares = queries.shares_by_unit_and_month(self.decision, self.span)
        return unit_months(self.summed, shares)

    @property
    def months_summed(self) -> Span:
        return months_summed(self.span, Month.of(today()))

    @cached_property
    def districts(self) -> list[DistrictSummary]:
        return district_summaries(self.summed, self.months, self.months_summed)


def asked(request: HttpRequest) -> Asked:
    """The filters of the page; 404 for whoever has no dashboard."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = DashboardForm(request.GET, today=today())
    decision, span = form.question
    rows = standings_of(permissions.visible_units(request.user), decision, span, today())
    return Asked(form, decision, span, rows)


@login_required
@require_safe
@needs_a_decision
def dashboard(request: HttpRequest) -> HttpResponse:
    """All units that the person sees, summed up and one by one, under the filters of the address."""
    page = asked(request)
    address = page.form.address
    overall = summary("", page.summed)
    year = course(page.months.values(), page.months_summed, page.decision.span)
    own = set(request.user.units.values_list("pk", flat=True))
    procedures = behind.procedures_behind(page.decision, page.span, page.summed)
    return render(
        request,
        "reporting/dashboard.html",
        {
            "form": page.form,
            "decision": page.decision,
            "span": page.span,
            "headline": headline(overall, year.last, page.districts, address),
            "steps": steps(page.decision.span, page.span, Month.of(today()), address),
            "overall": overall,
            "groups": group_summaries(page.summed),
            "course": year,
            "course_change": change(year.last) if year.last.change is not None else None,
            "tasks": tasks(request.user, page.summed, own, address),
            "behind": behind.largest_shortfalls(page.summed),
            "procedures": procedures[: behind.MOST_SHOWN],
            "procedures_behind": len(procedures),
            "chosen_status": page.form.choice["status"],
            "statuses": STATUS_CHOICES.items(),
            "rows": page.listed,
            "summed": page.summed,
            "districts": page.districts,
            "missing": missing_reports(page.listed),
            "may_urge": permissions.can_urge(request.user),
        },
    )
