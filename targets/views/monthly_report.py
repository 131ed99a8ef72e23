"""`/units/CODE/reports/YYYY-MM/`: a unit's monthly form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quota_portal.clock import now, today
from targets import permissions
from targets.actions import submissions
from targets.figures import NOT_REPORTED
from targets.forms import CountsForm
from targets.forms_review import RemarkForm
from targets.history import doubts_of
from targets.locks import Locked
from targets.models import Submission, Upload, User
from targets.month_access import MonthAccess
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.review_queue import neighbours, waiting


@login_required
@require_http_methods(["GET", "POST"])
def monthly_report(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """The form; where the person or the state does not allow writing, its figures to read."""
    report = report_or_404(request, code, month)
    if request.method == "GET":
        return form_page(request, report, CountsForm(report=report))
    if not permissions.can_write(request.user, report.unit):
        raise Http404
    form = CountsForm(request.POST, report=report)
    match request.POST.get("action"):
        case "none_arose":
            form = CountsForm(form.with_zeros(), report=report)
            form.is_valid()
            return form_page(request, report, form)
        case "submit":
            valid, action = _is_complete(form), submissions.submit
        case _:
            valid, action = form.is_valid(), submissions.save_counts
    if not valid:
        _say_what_to_mend(request, form)
        return form_page(request, report, form, status=422)
    return _store(request, report, form, action)


def _is_complete(form: CountsForm) -> bool:
    """Whether the month can be handed in: every row filled in, and every unusual figure explained."""
    if not (form.is_valid() and form.check_complete()):
        return False
    return form.check_reasons(doubts_of(form.report, form.figures))


def _say_what_to_mend(request: HttpRequest, form: CountsForm) -> None:
    if form.lacks_only_reasons:
        messages.warning(
            request,
            _(
                "Nothing was saved yet: the figures marked below are unusual for this unit. Give a reason, or mend them."
            ),
        )
    else:
        messages.error(request, _("Nothing was saved yet: mend the cells marked below."))


def _store(
    request: HttpRequest,
    report: MonthlyReport,
    form: CountsForm,
    action: Callable[..., Submission],
) -> HttpResponse:
    is_submitted = action is submissions.submit
    try:
        submission = action(
            unit=report.unit,
            month=report.month,
            figures=form.figures,
            version=form.cleaned_data["version"],
            by=request.user,
            at=now(),
            today=today(),
            reasons=form.reasons if is_submitted else form.typed_reasons,
        )
    except Locked:
        messages.error(request, _("This month is locked. Nothing was saved."))
        return form_page(request, report, form, status=409)
    except submissions.Conflict as conflict:
        submission = conflict.submission
        if not _is_done_already(submission, form, by=request.user):
            return _conflict(request, report, form)
    if submission.is_open_to_the_unit:
        messages.success(request, _("The draft is saved. It counts once it is submitted."))
    else:
        messages.success(request, _("The month is submitted. Thank you."))
    return redirect(request.path)


def _is_done_already(submission: Submission, form: CountsForm, *, by: User) -> bool:
    """Whether the same person stored these very figures a moment ago: a double click is no conflict."""
    stored = MonthlyReport(submission.unit, submission.month).stored
    same = all(stored.get(key, NOT_REPORTED) == typed for key, typed in form.figures.items())
    wants_submitted = form.data.get("action") == "submit"
    return same and submission.saved_by == by and wants_submitted != submission.is_open_to_the_unit


def _conflict(request: HttpRequest, report: MonthlyReport, form: CountsForm) -> HttpResponse:
    """Show what was typed beside what somebody else stored meanwhile; the next save is made knowing it."""
    fresh = MonthlyReport(report.unit, report.month)
    typed = form.data.copy()
    typed["version"] = str(fresh.version)
    form = CountsForm(typed, report=fresh)
    form.is_valid()
    if fresh.is_accepted:
        message = _(
            "This month was accepted meanwhile. Your figures stand beside the stored ones and were not saved."
        )
    else:
        message = _(
            "Somebody else changed this month while you were typing. Nothing of yours is lost: compare, then save again."
        )
    messages.warning(request, message)
    return form_page(request, fresh, form, status=409, conflict=True)


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Take a submitted month back to correct it."""
    report = report_or_404(request, code, month)
    if not permissions.can_write(request.user, report.unit):
        raise Http404
    try:
        submissions.withdraw(
            unit=report.unit,
            month=month,
            version=report.version,
            by=request.user,
            at=now(),
            today=today(),
        )
        messages.info(
            request, _("The month is a draft again. It does not count until it is submitted.")
        )
    except (submissions.Conflict, Locked):
        messages.warning(request, _("The state of this month has changed meanwhile."))
    return redirect("monthly-report", code=code, month=month)


def report_or_404(request: HttpRequest, code: str, month: Month) -> MonthlyReport:
    """The month of a unit that the person may see; 404 where there is none."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    if month > Month.of(today()) or not unit.exists_in(month):
        raise Http404
    return MonthlyReport(unit, month)


def form_page(
    request: HttpRequest,
    report: MonthlyReport,
    form: CountsForm,
    *,
    status: int = 200,
    conflict: bool = False,
    faulty_file: Upload | None = None,
) -> HttpResponse:
    """The form's page, with what was typed and its errors; `faulty_file` is the one from which it was filled."""
    access = MonthAccess(request.user, report, today())
    form.focus_first_fault()
    if access.reviewable:
        form.show_doubts(doubts_of(report, report.stored))
    return render(
        request,
        "targets/monthly_report.html",
        {
            "report": report,
            "unit": report.unit,
            "month": report.month,
            "form": form,
            "access": access,
            "editable": access.editable or (conflict and not report.is_accepted),
            "conflict": conflict,
            "faulty_file": faulty_file,
            "next_month": report.month.next() if report.month < Month.of(today()) else None,
            **_talk(access),
        },
        status=status,
    )


def _talk(access: MonthAccess) -> dict[str, Any]:
    """What is said about the month: remarks, and for its reviewer what stands before and after it in the queue."""
    report = access.report
    if report.submission is None:
        return {}
    remarks = report.submission.remarks.select_related("written_by", "procedure")
    talk = {"remarks": remarks, "remark_form": RemarkForm(report=report)}
    if access.reviewable:
        before, after = neighbours(waiting(access.user), report.submission)
        talk |= {"before": before, "after": after}
    return talk
