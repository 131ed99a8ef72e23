"""Upload a file of counts: send it, see what it would change, store it."""

import io

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import today
from targets import permissions
from targets.actions.counts import preview_counts
from targets.actions.undo import InTheWay, undo_upload
from targets.actions.uploads import keep_upload, store_upload
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import LARGEST_FILE, REFUSALS, read_table
from targets.problems import Faulty

MOST_SHOWN = 200
MOST_STORED = 20


class UploadForm(forms.Form):
    """One file of counts."""

    file = forms.FileField(label=gettext_lazy("File (.xlsx, .ods or .csv)"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(REFUSALS["too_large"])
        return file


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is kept and shown, and nothing is stored by it yet."""
    if not permissions.can_upload(request.user):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep_upload(name=file.name, content=file.read(), by=request.user, at=timezone.now())
        return redirect("upload-preview", pk=kept.pk)
    stored = permissions.visible_uploads(request.user).filter(stored_at__isnull=False)
    return render(
        request,
        "targets/upload.html",
        {
            "form": form,
            "columns": COUNT_COLUMNS,
            "stored": stored.defer("content").select_related("uploaded_by")[:MOST_STORED],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, or what is wrong with it; a click stores it."""
    kept = get_object_or_404(permissions.visible_uploads(request.user), pk=pk)
    if kept.stored_at:
        return render(request, "targets/upload_stored.html", {"upload": kept})
    try:
        if request.method == "POST":
            store_upload(upload=kept, today=today(), by=request.user, at=timezone.now())
            messages.success(request, _("The figures are stored and submitted."))
            return redirect("upload-preview", pk=pk)
        table = read_table(bytes(kept.content), kept.name)
        outcome = preview_counts(
            table=table, today=today(), by=request.user, at=timezone.now(), limit=MOST_SHOWN
        )
    except Faulty as faulty:
        return _faults(request, kept, faulty)
    rows = [(change, table.rows[change.row - 1]) for change in outcome.changes]
    return render(
        request,
        "targets/upload_preview.html",
        {"upload": kept, "outcome": outcome, "rows": rows, "headings": table.rows[0]},
    )


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as it was sent."""
    kept = get_object_or_404(permissions.visible_uploads(request.user), pk=pk)
    return FileResponse(io.BytesIO(kept.content), as_attachment=True, filename=kept.name)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the import wrote, or say what stands in the way. Asked for anew it is the import's page."""
    kept = get_object_or_404(
        permissions.visible_uploads(request.user), pk=pk, stored_at__isnull=False
    )
    if request.method == "GET":
        return redirect("upload-preview", pk=pk)
    try:
        undo_upload(upload=kept, today=today(), by=request.user, at=timezone.now())
    except InTheWay as in_the_way:
        return render(
            request,
            "targets/upload_in_the_way.html",
            {
                "upload": kept,
                "obstacles": in_the_way.obstacles[:MOST_SHOWN],
                "number": len(in_the_way.obstacles),
            },
            status=409,
        )
    messages.success(request, _("The import is undone: every figure is as it was before."))
    return redirect("upload-preview", pk=pk)


def _faults(request: HttpRequest, kept, faulty: Faulty) -> HttpResponse:
    return render(
        request,
        "targets/upload_faults.html",
        {"upload": kept, "faults": faulty.faults[:MOST_SHOWN], "number": len(faulty.faults)},
        status=422,
    )
