"""The tables of the pages of `targets` as files: all their rows, under the same filters, for whoever sees the page."""

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from quota_portal.clock import today
from targets import permissions
from targets.delivered import Delivered
from targets.exports.carried import carried
from targets.exports.deliveries import DELIVERY_SHEETS, stored_sheet
from targets.exports.figures import field_lines_sheet, month_sheet
from targets.exports.tables import (
    calls_sheet,
    extracts_sheet,
    periods_sheet,
    queue_sheet,
    reminders_sheet,
    tokens_sheet,
    unlocks_sheet,
    uploads_sheet,
)
from targets.models import ApiToken, Extract, Reminder, ReportingPeriod
from targets.periods import Month
from targets.review_queue import waiting
from targets.views.monthly_report import report_or_404
from targets.views.table_file import table_file
from targets.views.unlocks import LogForm, waiting_first


@login_required
@require_safe
def periods(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_manage_periods(request.user):
        raise Http404
    sheet = periods_sheet(ReportingPeriod.objects.order_by("-month"), today())
    return table_file(sheet, "ky-bao-cao", extension)


@login_required
@require_safe
def reminders(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_manage_periods(request.user):
        raise Http404
    letters = Reminder.objects.select_related("person", "unit")
    return table_file(reminders_sheet(letters), "thu-da-gui", extension)


@login_required
@require_safe
def unlocks(request: HttpRequest, extension: str) -> HttpResponse:
    seen = permissions.visible_keys(request.user)
    requests = waiting_first(LogForm(request.GET).month_asked_for)
    return table_file(unlocks_sheet(requests, seen), "mo-khoa-ky", extension)


@login_required
@require_safe
def queue(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_review_months(request.user):
        raise Http404
    return table_file(queue_sheet(waiting(request.user)), "cho-duyet", extension)


@login_required
@require_safe
def uploads(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_upload(request.user):
        raise Http404
    stored = permissions.visible_uploads(request.user).stored()
    return table_file(uploads_sheet(stored), "tep-da-luu", extension)


@login_required
@require_safe
def tokens(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_manage_tokens(request.user):
        raise Http404
    return table_file(tokens_sheet(ApiToken.objects.listed(), today()), "quyen-truy-cap", extension)


@login_required
@require_safe
def calls(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    if not permissions.can_manage_tokens(request.user):
        raise Http404
    token = get_object_or_404(ApiToken, pk=pk)
    return table_file(calls_sheet(token.calls.all()), f"truy-cap-{pk}", extension)


@login_required
@require_safe
def extracts(request: HttpRequest, extension: str) -> HttpResponse:
    if not permissions.can_upload(request.user):
        raise Http404
    found = permissions.visible_extracts(request.user).listed()
    return table_file(extracts_sheet(found), "nguon-so-lieu", extension)


@login_required
@require_safe
def extract_lines(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The lines of a form 06 that is stored."""
    found = permissions.visible_extracts(request.user).filter(kind=Extract.Kind.FORM_06)
    kept = get_object_or_404(found.exclude(stored_at=None), pk=pk)
    part = kept.parts.get()
    sheet = field_lines_sheet(part.figures.exclude(field=""), part)
    return table_file(sheet, f"mau-06-{part.unit_id}", extension)


@login_required
@require_safe
def stored_files(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """What the files of a delivery did that is stored."""
    sent = get_object_or_404(
        permissions.visible_deliveries(request.user), pk=pk, stored_at__isnull=False
    )
    return table_file(stored_sheet(sent.uploads.as_read()), f"tep-{pk}", extension)


@login_required
@require_safe
def delivery(request: HttpRequest, pk: int, table: str, extension: str) -> HttpResponse:
    """One of the tables of what files would change, while they are not stored; 404 once they are."""
    sent = get_object_or_404(
        permissions.visible_deliveries(request.user), pk=pk, stored_at__isnull=True
    )
    if table not in DELIVERY_SHEETS:
        raise Http404
    return table_file(DELIVERY_SHEETS[table](Delivered(sent)), f"{table}-{pk}", extension)


@login_required
@require_safe
def month(request: HttpRequest, code: str, month: Month, extension: str) -> HttpResponse:
    """The figures stored for a unit's month."""
    report = report_or_404(request, code, month)
    if not report.procedures:
        raise Http404
    return table_file(month_sheet(report), f"so-lieu-{code}-{month}", extension)


@login_required
@require_POST
def carried_table(request: HttpRequest) -> HttpResponse:
    """A table that is kept nowhere, from the page that carries it; 404 for what was not shown to this person."""
    try:
        name, sheet = carried(request.POST.get("carried", ""), reader=request.user)
    except BadSignature as error:
        raise Http404 from error
    return table_file(sheet, name, request.POST.get("as", ""))
