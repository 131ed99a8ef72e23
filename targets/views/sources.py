"""`/sources/`: figures from elsewhere, to stand beside what units report; nothing here enters the portal's own figures."""

import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions import sources as actions
from targets.forms_sources import CountsExtractForm
from targets.imports.headings import COUNT_COLUMNS
from targets.kept_content import content_of
from targets.models import Extract, ExtractFigure
from targets.problems import Faulty

MOST_LISTED = 100
# Offered by name before anybody has loaded one.
USUAL_SOURCES = ("Cổng Dịch vụ công quốc gia", "Hệ thống thông tin một cửa điện tử")


@login_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """The extracts that the person may open, and the two ways to load one."""
    check_may_load(request)
    extracts = permissions.visible_extracts(request.user).listed()
    return render(
        request,
        "targets/sources.html",
        {"extracts": extracts[:MOST_LISTED]},
    )


@login_required
@require_http_methods(["GET", "POST"])
def load_counts(request: HttpRequest) -> HttpResponse:
    """Load a table of counts of another source."""
    check_may_load(request)
    form = CountsExtractForm(
        request.POST or None, request.FILES or None, today=today(), known_sources=_known_sources()
    )
    context = {"form": form, "columns": COUNT_COLUMNS}
    if request.method == "GET" or not form.is_valid():
        return render(request, "targets/load_counts.html", context)
    file = form.cleaned_data["file"]
    try:
        extract = actions.load_counts(
            name=file.name,
            content=file.read(),
            source=form.cleaned_data["source"],
            taken_on=form.cleaned_data["taken_on"],
            by=request.user,
            at=now(),
        )
    except Faulty as faulty:
        context |= {"faults": faulty.faults, "name": file.name}
        return render(request, "targets/load_counts.html", context, status=422)
    messages.success(
        request, _("The extract is loaded. It stands beside the reports and changes none.")
    )
    return redirect("extract", pk=extract.pk)


@login_required
@require_safe
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """What was loaded, and what of it the portal does not know."""
    kept = get_object_or_404(permissions.visible_extracts(request.user), pk=pk)
    if kept.stored_at is None:
        return redirect("form-06-columns", pk=pk)
    parts, figures = kept.parts.all(), ExtractFigure.objects.filter(part__extract=kept)
    unknown = figures.of_unknown_procedures().values_list("procedure_id", flat=True)
    return render(
        request,
        "targets/extract.html",
        {
            "extract": kept,
            "units": parts.order_by().values("unit_id").distinct().count(),
            "part": parts.first() if kept.kind == Extract.Kind.FORM_06 else None,
            "fields": figures.exclude(field=""),
            "unknown_units": sorted(
                set(parts.of_unknown_units().values_list("unit_id", flat=True))
            ),
            "unknown_procedures": sorted(set(unknown)),
        },
    )


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as it was sent."""
    kept = get_object_or_404(permissions.visible_extracts(request.user), pk=pk)
    return FileResponse(io.BytesIO(content_of(kept)), as_attachment=True, filename=kept.name)


@login_required
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the extract out of the comparison."""
    kept = get_object_or_404(permissions.visible_extracts(request.user), pk=pk)
    actions.set_aside(extract=kept, by=request.user, at=now())
    messages.success(request, _("The extract is set aside. It is kept, and compared no more."))
    return redirect("sources")


def check_may_load(request: HttpRequest) -> None:
    """Answer 404 to whoever enters figures of no unit, and so loads none of another source either."""
    if not permissions.can_upload(request.user):
        raise Http404


def _known_sources() -> list[str]:
    named = Extract.objects.filter(kind=Extract.Kind.COUNTS).order_by()
    return sorted({*USUAL_SOURCES, *named.values_list("source", flat=True).distinct()})
