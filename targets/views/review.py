"""The reviewer's work: what waits, accept or return one month or many, ask and answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from quota_portal.clock import now, today
from targets import permissions
from targets.actions import review
from targets.actions.submissions import Conflict
from targets.forms_review import ReasonForm, RemarkForm
from targets.locks import Locked
from targets.models import Submission
from targets.monthly import MonthlyReport
from targets.periods import Month
from targets.posted import whole_number
from targets.review_queue import neighbours, number_waiting, waiting
from targets.templatetags.figures import short_month

MOST_LISTED = 400


@login_required
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The submitted months, the riskiest first; those ticked are accepted together."""
    if not permissions.can_review_months(request.user):
        raise Http404
    if request.method == "POST":
        _accept_ticked(request)
        return redirect("review-queue")
    rows = waiting(request.user)[:MOST_LISTED]
    number = number_waiting(request.user)
    context = {"rows": rows, "number": number, "units": [row.submission.unit for row in rows]}
    return render(request, "targets/review_queue.html", context)


def _accept_ticked(request: HttpRequest) -> None:
    versions = _ticked(request)
    if not versions:
        messages.warning(request, _("No month was ticked."))
        return
    chosen = Submission.objects.filter(pk__in=versions).select_related("unit")
    judged = review.accept_many(
        chosen=[(submission, versions[submission.pk]) for submission in chosen],
        by=request.user,
        at=now(),
    )
    if number := len(judged.accepted):
        messages.success(
            request,
            ngettext("%s month is accepted.", "%s months are accepted.", number) % number,
        )
    for submission, reason in judged.left:
        reason = reason or _("It changed meanwhile.")
        messages.warning(request, f"{submission.unit}, {short_month(submission.month)}: {reason}")


def _ticked(request: HttpRequest) -> dict[int, int]:
    """The submissions (their primary keys) that were ticked, each with the version that was seen."""
    pairs = [ticked.partition(":")[::2] for ticked in request.POST.getlist("ticked")]
    numbers = [(whole_number(key), whole_number(version)) for key, version in pairs]
    return {key: version for key, version in numbers if key is not None and version is not None}


@login_required
@require_POST
def judge(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Accept one month, or return it with a reason; then on to the next that waits."""
    if not permissions.can_review_months(request.user):
        raise Http404
    submission = get_object_or_404(
        Submission.objects.select_related("unit"), unit__code=code, month=month
    )
    _before, after = neighbours(waiting(request.user), submission)
    try:
        done = _judged(request, submission)
    except permissions.Refused as refused:
        messages.error(request, str(refused))
        done = False
    except Locked:
        messages.error(
            request,
            _(
                "A locked month is not returned: ask its unit in a remark to request days for a correction, and grant them."
            ),
        )
        done = False
    except Conflict:
        messages.warning(request, _("The state of this month has changed meanwhile."))
        done = False
    if not done:
        return redirect("monthly-report", code=code, month=month)
    if after is None:
        return redirect("review-queue")
    return redirect("monthly-report", code=after.submission.unit.code, month=after.submission.month)


def _judged(request: HttpRequest, submission: Submission) -> bool:
    """Take the step that was asked for; whether it was taken."""
    version = whole_number(request.POST.get("version", ""))
    step = {
        "submission": submission,
        "version": -1 if version is None else version,
        "by": request.user,
        "at": now(),
    }
    if request.POST.get("action") == "accept":
        review.accept(**step)
        messages.success(request, _("The report of %s is accepted.") % submission.unit)
        return True
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the month is returned."))
        return False
    review.return_(**step, reason=form.cleaned_data["reason"], today=today())
    messages.success(request, _("The report of %s is returned.") % submission.unit)
    return True


@login_required
@require_POST
def remark(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """Keep a remark of whoever may write for the unit, or reviews it."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    submission = get_object_or_404(Submission, unit=unit, month=month)
    if not permissions.can_write(request.user, unit):
        raise Http404
    form = RemarkForm(request.POST, report=MonthlyReport(unit, month))
    if form.is_valid():
        review.remark(
            submission=submission,
            procedure=form.cleaned_data["procedure"],
            text=form.cleaned_data["text"],
            by=request.user,
            at=now(),
        )
        messages.success(request, _("The remark is kept and will be sent."))
    else:
        messages.error(request, _("The remark is blank or too long."))
    return redirect("monthly-report", code=code, month=month)
