"""What figures mean, for templates of either app: the one place where `targets` pages meet `reporting` (ADR 2)."""

from fractions import Fraction
from typing import Any

from django import template
from django.http import QueryDict
from django.utils import timezone

from reporting import compliance, queries
from reporting.cell_state import CellState
from reporting.change import shown_points
from reporting.compliance import NOTHING, Share, Status
from reporting.labels import (
    CELL_LABELS,
    COURSE_LABELS,
    OUTSIDE_LABELS,
    PUBLIC_STATUS_LABELS,
    STATUS_LABELS,
)
from reporting.outlook import Course
from reporting.presenters.dashboard import Summary
from reporting.question import DashboardForm
from reporting.source_comparison import Outside
from reporting.standings import Standing
from targets.figures import Figures
from targets.forms import CountsForm
from targets.models import Decision
from targets.monthly import MonthlyReport
from targets.periods import Span
from targets.templatetags.figures import NO_FIGURE, decimal, percent, whole

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """The name of a status."""
    return STATUS_LABELS[Status(status)]


@register.filter
def public_label(status: str) -> str:
    """The name of a status on the public page, which knows accepted months only."""
    return str(PUBLIC_STATUS_LABELS[Status(status)])


@register.filter
def course_label(course: str) -> str:
    """Whether a unit is on course, in words."""
    return str(COURSE_LABELS[Course(course)])


@register.filter
def cell_label(state: str) -> tuple[str, str]:
    """The sign and the name of a month's state in the matrix."""
    sign, name = CELL_LABELS[CellState(state)]
    return sign, str(name)


@register.filter
def outside_label(outside: str) -> str:
    """Why a figure of another source stands beside no report."""
    return str(OUTSIDE_LABELS[Outside(outside)])


@register.filter
def online_of_total(figures: Standing | Summary) -> str:
    """The dossiers of a unit, or of several together: `1.234/5.678`; a dash where nothing was reported."""
    if figures.shown_total is None:
        return NO_FIGURE
    return f"{whole(figures.shown_online)}/{whole(figures.shown_total)}"


@register.filter
def points(change: Fraction | None) -> str:
    """A change in percentage points with its sign; a dash for none."""
    if change is None:
        return NO_FIGURE
    sign = "" if change == 0 else "+" if change > 0 else "\N{MINUS SIGN}"
    return sign + decimal(abs(shown_points(change)))


@register.filter
def share_of(figures: Figures | None) -> str:
    """The share of one procedure's total and online figures, where both are known and fit."""
    share = _share(figures)
    return percent(compliance.shown_percent(share, None)) if share else ""


@register.simple_tag(takes_context=True)
def permanent_link(context: dict[str, Any]) -> str:
    """The address of this page, under its filters, as it is at this moment."""
    # What is usual moves with the days: the link names what was asked.
    query = QueryDict(context["form"].as_query, mutable=True)
    for name, values in context["request"].GET.lists():
        query.setlist(name, values)
    query["as_of"] = timezone.now().isoformat()
    return f"{context['request'].path}?{query.urlencode()}"


@register.simple_tag
def question_with(form: DashboardForm, **changes: str) -> str:
    """The question of the page as the end of an address, with some of its parts changed."""
    return form.address(**changes)


@register.inclusion_tag("reporting/year_to_date.html")
def year_to_date(report: MonthlyReport, form: CountsForm) -> dict[str, Any]:
    """Where the unit's year stands with the figures of the form, as if the month were submitted with them."""
    decision = Decision.objects.covering(report.month).first()
    if decision is None:
        return {"decision": None}
    target = decision.targets.filter(unit=report.unit).first()
    others = _other_months(decision, report)
    left_out = queries.left_out_as_new(decision)
    counted = [figures for key, figures in form.figures.items() if key not in left_out]
    typed = compliance.together(map(_share, counted))
    share, minimum = others + typed, target and target.minimum_percent
    return {
        "decision": decision,
        "minimum": minimum,
        "others": others,
        "left_out": " ".join(map(str, sorted(left_out))),
        "share": share,
        "shown_percent": compliance.shown_percent(share, minimum),
        "shortfall": compliance.shortfall(share, minimum),
        "status": compliance.status(share, minimum),
    }


def _other_months(decision: Decision, report: MonthlyReport) -> Share:
    """The share of the year's months up to this one, without it."""
    if report.month == decision.first_month:
        return NOTHING
    span = Span(decision.first_month, report.month.previous())
    return queries.share_of_unit(decision, span, report.unit)


def _share(figures: Figures | None) -> Share | None:
    if figures is None or None in figures:
        return None
    total, online = figures
    return Share(online, total) if 0 <= online <= total else None
