"""Objections to a ranking that is out for explanation: filing one, reading them, answering."""

import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quota_portal.clock import now, today
from reporting import permissions
from reporting.actions import objections as actions
from reporting.actions.rankings import OutOfStep
from reporting.forms_rankings import AnswerForm, ObjectionForm
from reporting.models import Attachment, Ranking
from reporting.presenters.rankings.tables import ranking_tables
from reporting.views.rankings import listed_ranking, visible_ranking
from targets.models import Unit
from targets.permissions import Refused, visible_units


@login_required
@require_safe
def objections(request: HttpRequest, code: str) -> HttpResponse:
    """The objections to a ranking that the person may read, those without an answer first."""
    ranking = listed_ranking(request.user, code)
    return _listed(request, ranking)


def _listed(
    request: HttpRequest, ranking: Ranking, faulty: tuple[int, AnswerForm] | None = None
) -> HttpResponse:
    found = (
        permissions.visible_objections(request.user, ranking)
        .select_related("unit", "filed_by", "answered_by")
        .prefetch_related("attachments")
    )
    may_answer = permissions.can_manage_rankings(request.user) and not ranking.is_final
    faulty_forms = dict([faulty]) if faulty else {}
    rows = [
        (
            objection,
            faulty_forms.get(objection.pk, AnswerForm(prefix=str(objection.pk)))
            if may_answer and not objection.is_answered
            else None,
        )
        for objection in sorted(found, key=lambda one: one.is_answered)
    ]
    return render(request, "reporting/rankings/objections.html", {"ranking": ranking, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Object to one's own unit's place."""
    ranking = visible_ranking(request.user, code)
    found = get_object_or_404(visible_units(request.user), code=unit)
    if not permissions.can_object(request.user, ranking, found, today()):
        raise Http404
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _filed(request, ranking, found, form)
    context = {
        "ranking": ranking,
        "unit": found,
        "tables": ranking_tables(ranking.places, {found.code}),
        "own": {found.code},
        "form": form,
    }
    return render(request, "reporting/rankings/object.html", context)


def _filed(request: HttpRequest, ranking: Ranking, unit: Unit, form: ObjectionForm) -> HttpResponse:
    try:
        actions.file_objection(
            ranking=ranking,
            unit=unit,
            text=form.cleaned_data["text"],
            files=form.attached,
            by=request.user,
            at=now(),
            today=today(),
        )
        messages.success(request, _("The objection is filed. Its answer will stand below it."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("objections", code=ranking.code)


@login_required
@require_POST
def answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Answer an objection."""
    ranking = listed_ranking(request.user, code)
    if not permissions.can_manage_rankings(request.user):
        raise Http404
    objection = get_object_or_404(ranking.objections, pk=pk)
    form = AnswerForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _listed(request, ranking, (pk, form))
    try:
        actions.answer(objection=objection, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("The answer is given: the unit sees it."))
    except OutOfStep as out_of_step:
        messages.error(request, str(out_of_step))
    return redirect("objections", code=ranking.code)


@login_required
@require_safe
def attachment(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A file that goes with an objection."""
    ranking = listed_ranking(request.user, code)
    seen = permissions.visible_objections(request.user, ranking)
    found = get_object_or_404(Attachment, pk=pk, objection__in=seen)
    return FileResponse(
        io.BytesIO(found.content),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
