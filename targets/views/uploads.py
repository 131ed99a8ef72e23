"""A file that was sent: what storing it did, the file itself, and the undoing of its import."""

import io
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions.undo import InTheWay, undo_delivery, undo_upload
from targets.exports.deliveries import obstacles_sheet
from targets.exports.returned import returned, returned_name
from targets.kept_content import content_of

MOST_SHOWN = 200


@login_required
@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What storing the file did; of a file that is not stored yet, what it would do stands at its delivery."""
    uploads = permissions.visible_uploads(request.user)
    kept = get_object_or_404(uploads.select_related("reading"), pk=pk)
    if kept.stored_at is not None:
        return render(request, "targets/upload_stored.html", {"upload": kept})
    if kept.delivery_id is None:
        raise Http404
    return redirect("delivery", pk=kept.delivery_id)


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as it was sent."""
    kept = get_object_or_404(permissions.visible_uploads(request.user), pk=pk)
    name = kept.name.rpartition("/")[2]
    return FileResponse(io.BytesIO(content_of(kept)), as_attachment=True, filename=name)


@login_required
@require_safe
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with its faults marked at their cells."""
    uploads = permissions.visible_uploads(request.user).select_related("reading")
    kept = get_object_or_404(uploads, pk=pk, reading__isnull=False)
    if not kept.reading.is_markable:
        raise Http404
    name = returned_name(kept).rpartition("/")[2]
    return FileResponse(io.BytesIO(returned(kept)), as_attachment=True, filename=name)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the import of a file wrote, or say what stands in the way. Asked for anew it is the import's page."""
    kept = get_object_or_404(
        permissions.visible_uploads(request.user), pk=pk, stored_at__isnull=False
    )
    back = reverse("upload-outcome", args=[pk])
    return _undo(request, partial(undo_upload, upload=kept), kept.name, kept.stored_at, back)


@login_required
@require_http_methods(["GET", "POST"])
def undo_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the import of all files of a delivery wrote, or say what stands in the way."""
    sent = get_object_or_404(
        permissions.visible_deliveries(request.user), pk=pk, stored_at__isnull=False
    )
    back, name = reverse("delivery", args=[pk]), _("All files together")
    return _undo(request, partial(undo_delivery, delivery=sent), name, sent.stored_at, back)


def _undo(
    request: HttpRequest, step: Callable[..., None], name: str, stored_at: datetime, back: str
) -> HttpResponse:
    if request.method == "GET":
        return redirect(back)
    try:
        step(today=today(), by=request.user, at=now())
    except InTheWay as in_the_way:
        return render(
            request,
            "targets/upload_in_the_way.html",
            {
                "name": name,
                "stored_at": stored_at,
                "back": back,
                "obstacles": in_the_way.obstacles[:MOST_SHOWN],
                "number": len(in_the_way.obstacles),
                "sheet": obstacles_sheet(in_the_way.obstacles),
            },
            status=409,
        )
    messages.success(request, _("The import is undone: every figure is as it was before."))
    return redirect(back)
