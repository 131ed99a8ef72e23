"""Upload a file of counts: send it, see what it would change, store it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quota_portal.clock import today
from targets import permissions
from targets.actions.counts import preview_counts
from targets.actions.uploads import keep_upload, store_upload
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import LARGEST_FILE, REFUSALS, read_table
from targets.problems import Faulty

MOST_SHOWN = 200


class UploadForm(forms.Form):
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
    return render(request, "targets/upload.html", {"form": form, "columns": COUNT_COLUMNS})


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, or what is wrong with it; a click stores it."""
    kept = get_object_or_404(request.user.uploads, pk=pk)
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


def _faults(request: HttpRequest, kept, faulty: Faulty) -> HttpResponse:
    return render(
        request,
        "targets/upload_faults.html",
        {"upload": kept, "faults": faulty.faults[:MOST_SHOWN], "number": len(faulty.faults)},
        status=422,
    )
