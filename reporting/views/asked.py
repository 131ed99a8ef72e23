"""What the pages of the dashboard are asked, and what several of them make of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.http import Http404, HttpRequest

from quota_portal.clock import today
from reporting import queries
from reporting.movement import Months
from reporting.presenters.by_the_end import ByTheEnd, by_the_end
from reporting.presenters.course import Course, course, months_summed, unit_months
from reporting.presenters.courses import Family, families
from reporting.presenters.dashboard import chosen
from reporting.presenters.districts import DistrictSummary, district_summaries
from reporting.presenters.intake import Intake, still_lacking, unfinished_months
from reporting.presenters.why_nothing import Reason, why_nothing_is_ahead
from reporting.queries_reports import is_reported
from reporting.question import DashboardForm
from reporting.standings import Standing, standings_seen
from targets import permissions
from targets.models import Decision, Unit, User
from targets.periods import Month, Span

Form = TypeVar("Form", bound=DashboardForm)


@dataclass(frozen=True)
class Asked:
    """What a page of the dashboard is asked, and every unit that the person sees."""

    user: User
    form: DashboardForm
    decision: Decision
    span: Span

    @cached_property
    def rows(self) -> list[Standing]:
        """Every unit that the person sees."""
        return standings_seen(self.user, self.decision, self.span, today())

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
        return unit_months(self.summed)

    def families(self, order: str) -> list[Family]:
        """The courses of the units listed, in the order asked for."""
        return families(self.listed, self.span, order)

    @cached_property
    def by_the_end(self) -> ByTheEnd | None:
        """What the rest of the year asks of the units summed."""
        return by_the_end(self.decision, self.span, self.summed, today())

    @property
    def listed_by_the_end(self) -> ByTheEnd | None:
        """The same of the units listed."""
        return by_the_end(self.decision, self.span, self.listed, today())

    def why_nothing_is_ahead(self, rows: list[Standing]) -> Reason:
        """Why there is no outlook of these units."""
        return why_nothing_is_ahead(self.decision, self.span, rows, today())

    @cached_property
    def months_summed(self) -> Span:
        return months_summed(self.span, self.months.values())

    @property
    def course(self) -> Course:
        """The year's course of the units summed."""
        unfinished = unfinished_months(self.summed)
        return course(self.months.values(), self.months_summed, self.decision.span, unfinished)

    @cached_property
    def still_lacking(self) -> list[Intake]:
        """The last months of which reports of the units summed are missing."""
        return still_lacking(self.summed, self.span, queries.due_dates(self.span))

    @property
    def last_offered(self) -> Month:
        """The last month to which a page leads: the running one as soon as a unit that the person sees has reported it.

        A page leads to no month that is not of the decision's year.
        """
        running = Month.of(today())
        if running not in self.decision.span:
            return running.previous()
        units = [row.unit for row in self.rows]
        return running if is_reported(running, units) else running.previous()

    @cached_property
    def districts(self) -> list[DistrictSummary]:
        return district_summaries(self.summed, self.months, self.months_summed)


def seen_or_404(form: Form) -> Form:
    """The form itself; 404 where its address names a group or a district that the person does not see (rulings)."""
    if form.asks_for_what_is_hidden:
        raise Http404
    return form


def asked_form(request: HttpRequest, kind: type[Form] = DashboardForm) -> Form:
    """The filters of the page; 404 where they name what the person does not see."""
    return seen_or_404(kind(request.GET, user=request.user, today=today()))


def asked(request: HttpRequest, kind: type[DashboardForm] = DashboardForm) -> Asked:
    """The filters of the page; 404 for whoever has no dashboard."""
    if not permissions.can_see_dashboard(request.user):
        raise Http404
    form = asked_form(request, kind)
    return Asked(request.user, form, *form.question)
