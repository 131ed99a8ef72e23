"""`/dashboard/`: where the province stands, whether it gets better, who holds it back, what is to be done now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from reporting.labels import STATUS_CHOICES
from reporting.presenters import behind
from reporting.presenters.brief import brief
from reporting.presenters.dashboard import (
    MOST_UNFOLDED,
    group_summaries,
    missing_reports,
    summary,
)
from reporting.presenters.districts import have_communes
from reporting.presenters.headline import change, headline
from reporting.presenters.intake import missing_in_words
from reporting.presenters.months import steps
from reporting.presenters.to_do import tasks
from reporting.presenters.why_nothing import why_nothing_is_judged
from reporting.views.asked import Asked, asked
from reporting.views.figures_view import figures_view
from reporting.views.kept import kept
from reporting.views.pictures import pictures
from targets import permissions
from targets.models import Unit


@figures_view
def dashboard(request: HttpRequest) -> HttpResponse:
    """All units that the person sees, summed up and one by one, under the filters of the address."""
    page = asked(request)

    def draw() -> str:
        return render_to_string("reporting/dashboard/content.html", _shown(request, page), request)

    context = {"span": page.span, "content": kept(request, draw)}
    return render(request, "reporting/dashboard.html", context)


def _shown(request: HttpRequest, page: Asked) -> dict[str, Any]:
    """What the page says and draws; `kept` says what it may depend on."""
    address = page.form.address
    overall = summary("", page.summed)
    year = page.course
    missing = missing_reports(page.summed)
    units_behind = behind.largest_shortfalls(page.summed)
    return {
        "form": page.form,
        "decision": page.decision,
        "span": page.span,
        "headline": headline(page.summed, year.last, page.still_lacking, page.districts, address),
        "steps": steps(page.decision.span, page.span, page.last_offered, address),
        "overall": overall,
        "groups": group_summaries(page.summed),
        "course": year,
        "course_change": change(year.last, address) if year.last.change is not None else None,
        "still_lacking": page.still_lacking,
        "by_the_end": page.by_the_end,
        "nothing_ahead": page.why_nothing_is_ahead(page.summed) if not page.by_the_end else None,
        "nothing_judged": why_nothing_is_judged(page.summed),
        "tasks": tasks(request.user, page.summed, address, is_filtered=page.form.is_filtered),
        "behind": units_behind,
        "brief": brief(page.summed, units_behind, page.by_the_end),
        "chosen_status": page.form.choice["status"],
        "statuses": STATUS_CHOICES.items(),
        "rows": page.listed,
        "units_open": any(page.form.choice.values()) or len(page.listed) <= MOST_UNFOLDED,
        "summed": page.summed,
        "districts": page.districts,
        "have_communes": have_communes(page.districts),
        "of_districts": [row for row in page.summed if row.group != Unit.Kind.AGENCY],
        "missing": missing,
        "missing_said": missing_in_words(page.summed, page.still_lacking),
        "missing_open": len(missing) <= MOST_UNFOLDED,
        "may_print": permissions.can_print_overview(request.user),
        "picture_query": request.GET.urlencode(),
        **pictures(
            request.user.own_units,
            page.rows,
            page.summed,
            page.form.sought,
            by_district=page.form.by_district,
        ),
    }


@figures_view
def ahead(request: HttpRequest) -> HttpResponse:
    """What the rest of the year asks of every unit, and who is on course."""
    page = asked(request)
    found = page.listed_by_the_end
    return render(
        request,
        "reporting/ahead.html",
        {
            "form": page.form,
            "decision": page.decision,
            "span": page.span,
            "by_the_end": found,
            "nothing_ahead": page.why_nothing_is_ahead(page.listed) if not found else None,
        },
    )


@figures_view
def procedures_behind(request: HttpRequest) -> HttpResponse:
    """The part of the page that is summed from the counts themselves, and so is asked for after the page can be read."""
    page = asked(request)
    procedures = behind.procedures_behind(page.decision, page.span, page.summed)
    return render(
        request,
        "reporting/dashboard/procedures_behind.html",
        {
            "form": page.form,
            "decision": page.decision,
            "span": page.span,
            "procedures": procedures[: behind.MOST_SHOWN],
            "procedures_behind": len(procedures),
            "nothing_judged": why_nothing_is_judged(page.summed),
        },
    )
