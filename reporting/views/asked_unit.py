"""What the page of a unit is asked, and what it and its files make of it."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from quota_portal.clock import today
from reporting.presenters.chart_paper import NARROW, WIDE
from reporting.presenters.group_course import group_course
from reporting.presenters.holding_back import HoldingBack, holding_back
from reporting.presenters.line_chart import LineChart, line_chart
from reporting.presenters.neighbours import Neighbours, neighbours
from reporting.presenters.outlook import Ahead, ahead
from reporting.presenters.unit import (
    CommunesTogether,
    MonthRow,
    ProcedureRow,
    communes_of,
    communes_together,
    month_rows,
    procedure_rows,
)
from reporting.presenters.why_nothing import Reason, why_nothing_is_ahead_of
from reporting.presenters.year_chart import YearChart, year_charts
from reporting.question import QuestionForm
from reporting.standings import Standing, standings
from targets import permissions
from targets.models import Decision, User
from targets.periods import Span


@dataclass(frozen=True)
class UnitAsked:
    """Who asks what, every unit's standing, and that of the unit asked for."""

    user: User
    form: QuestionForm
    decision: Decision
    span: Span
    rows: list[Standing]
    standing: Standing

    @cached_property
    def seen(self) -> frozenset[int]:
        """The units (their primary keys) that the person sees in detail."""
        return permissions.visible_among(self.user, [row.unit for row in self.rows])

    @cached_property
    def communes(self) -> list[Standing]:
        return communes_of(self.rows, self.standing, self.seen)

    @cached_property
    def communes_together(self) -> CommunesTogether | None:
        return communes_together(self.communes)

    @cached_property
    def neighbours(self) -> Neighbours | None:
        return neighbours(self.rows, self.standing)

    @cached_property
    def months(self) -> list[MonthRow]:
        return month_rows(self.span, self.standing, today())

    @cached_property
    def procedures(self) -> list[ProcedureRow]:
        return procedure_rows(self.decision, self.span, self.standing)

    @cached_property
    def held_back(self) -> HoldingBack | None:
        return holding_back(self.procedures, self.standing.minimum_percent)

    @cached_property
    def ahead(self) -> Ahead | None:
        return ahead(self.decision, self.span, self.standing, today())

    @property
    def why_nothing_is_ahead(self) -> Reason:
        """Why there is no outlook."""
        return why_nothing_is_ahead_of(self.decision, self.span, self.standing, today())

    @cached_property
    def year_charts(self) -> list[YearChart]:
        """The whole year with what is ahead, for a desk and for a phone; empty where nothing is forecast."""
        if self.ahead is None or self.ahead.outlook.is_small:
            return []
        return year_charts(self.months, self.ahead, self.decision.span)

    @cached_property
    def charts(self) -> list[LineChart]:
        """Its months, beside the course of its group: for a desk and for a phone."""
        group = group_course(self.span, self.rows, self.standing.group, today())
        minimum = self.standing.minimum_percent
        return [
            line_chart(self.months, self.span, minimum, group, paper) for paper in (WIDE, NARROW)
        ]


def unit_asked(request: HttpRequest, code: str) -> UnitAsked:
    """What is asked of a unit; 404 where the person may not see it, or it has no standing under the decision."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = QuestionForm(request.GET, today=today())
    decision, span = form.question
    rows = standings(decision, span, today())
    standing = next((row for row in rows if row.unit == unit), None)
    if standing is None:
        raise Http404
    return UnitAsked(request.user, form, decision, span, rows, standing)
