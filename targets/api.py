"""What is entered, for programs: push a unit's month, read it back, ask what is to be reported."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Body, Header, Query, Router

from quota_portal.clock import now, today
from targets.actions.pushes import preview_push, push_month
from targets.api_access import Token, unit_or_404
from targets.api_schemas import CountIn, Faults, MonthOut, MonthText, Problem, ProcedureOut, Stored
from targets.figures import NOT_REPORTED
from targets.history import doubts_of
from targets.models import Scope
from targets.month_access import MonthAccess
from targets.monthly import MonthlyReport
from targets.periods import Month

MOST_COUNTS = 10_000
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 422: Faults, 429: Problem}

router = Router(tags=[_("Figures entered")])


@router.put(
    "/units/{code:code}/months/{month:month}/counts",
    auth=Token(Scope.WRITE_COUNTS),
    response={200: Stored, 400: Problem, 409: Problem, 413: Problem, **REFUSALS},
    summary=_("Push a unit's month"),
    description=_(
        "Stores the counts sent, all or none, and submits the month; counts not sent stay. The same "
        "counts again change nothing."
    ),
)
def put_counts(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    month: MonthText,
    counts: Annotated[list[CountIn], Body(min_length=1, max_length=MOST_COUNTS)],
    dry_run: Annotated[
        bool, Query(False, description=_("Say what would be done, and store nothing."))
    ],
    key: Annotated[
        str | None,
        Header(
            None,
            alias="Idempotency-Key",
            pattern="^[!-~]{1,200}$",
            description=_(
                "A name for this push, up to 200 visible ASCII signs. Sent again under it, the push is answered "
                "as at first and touches nothing."
            ),
        ),
    ],
) -> dict[str, Any]:
    unit_or_404(request, code)
    push = {
        "token": request.auth,
        "month": month,
        "counts": [(count.procedure_code, count.total, count.online) for count in counts],
        "today": today(),
    }
    pushed = preview_push(**push) if dry_run else push_month(**push, key=key, at=now())
    if pushed.is_replay:
        response["Idempotency-Replayed"] = "true"
    elif not dry_run:
        request.outcome = pushed.outcome
    outcome = pushed.outcome
    return {
        "rows": outcome.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "not_counted": outcome.not_counted,
        "dry_run": dry_run,
    }


@router.get(
    "/units/{code:code}/months/{month:month}",
    auth=Token(Scope.READ_UNIT),
    response={200: MonthOut, **REFUSALS},
    summary=_("Read a unit's month"),
    description=_("Its state, its figures, and what its reviewer would ask about."),
)
def get_month(request: HttpRequest, code: str, month: MonthText) -> dict[str, Any]:
    report = _report_or_404(request, code, month)
    submission = report.submission
    missing, unusual = _missing(report), _unusual(report)
    return {
        "unit": code,
        "month": str(month),
        "state": submission and submission.status,
        "is_locked": MonthAccess(request.auth.person, report, today()).is_locked,
        "is_sample": submission is not None and submission.is_sample,
        "faultless": not missing and not unusual,
        "missing": missing,
        "unusual": unusual,
        "counts": _counts(report),
    }


@router.get(
    "/units/{code:code}/procedures",
    auth=Token(Scope.READ_UNIT),
    response={200: list[ProcedureOut], **REFUSALS},
    summary=_("Ask what is to be reported"),
    description=_("The unit's procedures that are published in the month."),
)
def get_procedures(request: HttpRequest, code: str, month: MonthText) -> list[dict[str, Any]]:
    report = _report_or_404(request, code, month)
    return [
        {"code": procedure.code, "name": procedure.name, "level": procedure.level_in_month}
        for procedure in report.procedures
    ]


def _report_or_404(request: HttpRequest, code: str, month: Month) -> MonthlyReport:
    unit = unit_or_404(request, code)
    if month > Month.of(today()) or not unit.exists_in(month):
        raise Http404
    return MonthlyReport(unit, month)


def _missing(report: MonthlyReport) -> list[str]:
    return [
        procedure.code
        for procedure in report.procedures
        if not report.stored.get(procedure.pk, NOT_REPORTED).are_reported
    ]


def _unusual(report: MonthlyReport) -> list[str]:
    unexplained = {
        doubt.procedure
        for doubt in doubts_of(report, report.stored)
        if doubt.procedure not in report.reasons
    }
    return [procedure.code for procedure in report.procedures if procedure.pk in unexplained]


def _counts(report: MonthlyReport) -> list[dict[str, Any]]:
    if report.submission is None:
        return []
    counts = report.submission.counts.select_related("procedure").order_by("procedure__code")
    return [
        {
            "procedure_code": count.procedure.code,
            "total": count.total,
            "online": count.online,
        }
        for count in counts
    ]
