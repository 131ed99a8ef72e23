"""Files of counts on their way in: send them, watch them being read, see what they would change, store that."""

import io
from time import monotonic

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions.deliveries import (
    HasFaults,
    Outdated,
    read_some,
    send_files,
    store_delivery,
)
from targets.delivered import Delivered
from targets.exports.returned import returned_together
from targets.forms_upload import FilesForm
from targets.imports.archives import EachOnce
from targets.imports.headings import COUNT_COLUMNS
from targets.models import Delivery
from targets.posted import whole_number
from targets.problems import Faulty

MOST_SHOWN = 200
MOST_STORED = 20
# How long one request reads before it says how far it is.
SECONDS_A_LOOK = 1.0


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose files; they are kept and looked into, and nothing is stored by it yet."""
    if not permissions.can_upload(request.user):
        raise Http404
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = EachOnce(form.cleaned_data["file"])
        try:
            sent = send_files(files=files, by=request.user, at=now())
        except Faulty as faulty:
            form.add_error("file", [fault.message for fault in faulty.faults])
        else:
            _say_repeated(request, files.repeated)
            return redirect("delivery", pk=sent.pk)
    stored = permissions.visible_uploads(request.user).stored()
    return render(
        request,
        "targets/upload.html",
        {
            "form": form,
            "columns": COUNT_COLUMNS,
            "stored": stored[:MOST_STORED],
        },
    )


def _say_repeated(request: HttpRequest, number: int) -> None:
    if number:
        message = ngettext(
            "%s file came more than once and is taken once.",
            "%s files came more than once and are taken once.",
            number,
        )
        messages.info(request, message % number)


@login_required
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the files are read; then what they would change, and a click stores it."""
    sent = get_object_or_404(permissions.visible_deliveries(request.user), pk=pk)
    if sent.stored_at is not None:
        return _stored(request, sent)
    if request.method == "POST":
        return _store(request, sent)
    if not _is_read(sent):
        return _progress(request, sent)
    delivered = Delivered(sent)
    return render(
        request,
        "targets/delivery.html",
        {
            "delivery": sent,
            "delivered": delivered,
            "faults": delivered.faults(MOST_SHOWN),
            "changes": delivered.changes(MOST_SHOWN),
            "number_of_changes": delivered.outcome.new + delivered.outcome.changed,
        },
    )


@login_required
@require_safe
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a delivery that have faults, each with them marked at their cells, in a .zip."""
    sent = get_object_or_404(permissions.visible_deliveries(request.user), pk=pk)
    uploads = [
        upload
        for upload in sent.uploads.defer("content")
        .select_related("reading")
        .exclude(reading=None)
        .order_by("pk")
        if upload.reading.is_markable
    ]
    if not uploads:
        raise Http404
    packed = io.BytesIO(returned_together(uploads))
    return FileResponse(packed, as_attachment=True, filename=_("to-mend") + ".zip")


def _is_read(sent: Delivery) -> bool:
    """Look into files for a while; whether all have been looked into."""
    stop = monotonic() + SECONDS_A_LOOK
    while read_some(delivery=sent, today=today(), at=now()):
        if monotonic() > stop:
            break
    return not sent.uploads.unread().exists()


def _progress(request: HttpRequest, sent: Delivery) -> HttpResponse:
    response = render(request, "targets/delivery_progress.html", {"delivered": Delivered(sent)})
    # The browser asks again, and what is left is read then: without a script, and without a worker of its own.
    response["Refresh"] = "0"
    return response


def _store(request: HttpRequest, sent: Delivery) -> HttpResponse:
    try:
        store_delivery(
            delivery=sent,
            seen=whole_number(request.POST.get("seen", "")) or 0,
            only_good_units=request.POST.get("what") == "good_units",
            today=today(),
            by=request.user,
            at=now(),
        )
        messages.success(request, _("The figures are stored and submitted."))
    except Outdated:
        messages.warning(
            request,
            _(
                "Something changed since you looked. Nothing was stored: this is what the files would change now."
            ),
        )
    except HasFaults:
        messages.error(request, _("The files have faults. Nothing was stored."))
    return redirect("delivery", pk=sent.pk)


def _stored(request: HttpRequest, sent: Delivery) -> HttpResponse:
    uploads = sent.uploads.as_read()
    if len(uploads) == 1 and uploads[0].stored_at:
        return redirect("upload-outcome", pk=uploads[0].pk)
    return render(
        request,
        "targets/delivery_stored.html",
        {
            "delivery": sent,
            "uploads": uploads,
            "delivered": Delivered(sent),
            "undoable": any(each.stored_at and not each.undone_at for each in uploads),
        },
    )
