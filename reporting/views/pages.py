"""The pages that say what the figures mean."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quota_portal.clock import today
from reporting.presenters.league import league_tables
from reporting.presenters.line_chart import line_chart
from reporting.presenters.unit import month_rows, procedure_rows
from reporting.question import QuestionForm
from reporting.standings import Standing, standings
from reporting.views.no_decision import needs_a_decision
from targets import permissions


@login_required
@require_safe
@needs_a_decision
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's months against its minimum, its procedures and its rank."""
    form, rows, standing = standing_or_404(request, code)
    decision, span = form.question
    months = month_rows(decision, span, standing, today())
    return render(
        request,
        "reporting/unit.html",
        {
            "form": form,
            "decision": decision,
            "span": span,
            "standing": standing,
            "ranked_units": sum(
                row.rank is not None and row.group == standing.group for row in rows
            ),
            "months": months,
            "chart": line_chart(months, span, standing.minimum_percent),
            "procedures": procedure_rows(decision, span, standing),
            "can_write": permissions.can_write(request.user, standing.unit),
        },
    )


def standing_or_404(
    request: HttpRequest, code: str
) -> tuple[QuestionForm, list[Standing], Standing]:
    """The question asked, every unit's standing, and that of the unit; 404 where the person may not see it."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    form = QuestionForm(request.GET, today=today())
    decision, span = form.question
    rows = standings(decision, span, today())
    standing = next((row for row in rows if row.unit == unit), None)
    if standing is None:
        raise Http404
    return form, rows, standing


@login_required
@require_safe
@needs_a_decision
def league(request: HttpRequest) -> HttpResponse:
    """The league tables, for everyone who is signed in."""
    form = QuestionForm(request.GET, today=today())
    decision, span = form.question
    tables = league_tables(standings(decision, span, today()))
    seen = set(permissions.visible_units(request.user).values_list("pk", flat=True))
    return render(
        request,
        "reporting/league.html",
        {"form": form, "decision": decision, "span": span, "tables": tables, "seen": seen},
    )
