"""A unit's own workbook: taken away from the monthly form, filled in anywhere, and read into the form again."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quota_portal.clock import now, today
from targets import permissions
from targets.actions.deliveries import keep_faulty
from targets.exports.unit_workbook import Part, unit_workbook
from targets.exports.workbook_guide import guide
from targets.fault_words import in_words
from targets.forms import CountsForm
from targets.forms_upload import FileForm
from targets.imports.archives import SentFile
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_table
from targets.imports.unit_workbook import TypedFigures, typed_figures
from targets.models import Decision
from targets.month_access import MonthAccess
from targets.monthly import MonthlyReport
from targets.periods import Month, Span
from targets.problems import Fault, Faulty
from targets.templatetags.figures import month as month_in_words
from targets.views.monthly_report import form_page, report_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SAID = 5


@login_required
@require_safe
def workbook(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """The workbook of one unit and month."""
    access = MonthAccess(request.user, report_or_404(request, code, month), today())
    return _workbook([access], str(month), month_in_words(month))


@login_required
@require_safe
def year_workbook(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The workbook of a unit's year, through the month that runs; months that are closed can be read in it."""
    unit = get_object_or_404(permissions.visible_units(request.user), code=code)
    months = [
        month
        for month in Span.of_year(year)
        if month <= Month.of(today()) and unit.exists_in(month)
    ]
    accesses = [MonthAccess(request.user, MonthlyReport(unit, month), today()) for month in months]
    return _workbook(accesses, str(year), _("the year %s") % year)


def _workbook(accesses: Sequence[MonthAccess], period: str, written: str) -> HttpResponse:
    """The file; 404 where there is nothing to report in any of the months."""
    parts = [Part(access.report, access.editable) for access in accesses]
    if not any(part.report.procedures for part in parts):
        raise Http404
    unit, last = parts[-1].report.unit, parts[-1].report.month
    is_sample = any(part.report.shows_sample_figures for part in parts)
    decision = Decision.objects.covering(last).first()
    content = unit_workbook(
        parts,
        period=period,
        decision=decision.number if decision else "",
        notes=guide(
            unit, written, decision, [access.period for access in accesses], is_sample=is_sample
        ),
    )
    response = HttpResponse(content, content_type=XLSX)
    mark = "-" + _("sample-data") if is_sample else ""
    name = f"{unit.code}-{period}{mark}.xlsx".replace(":", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, code: str, month: Month) -> HttpResponse:
    """The form filled in from a file, to be looked at; nothing is stored by it. Asked for anew it is the form itself."""
    report = report_or_404(request, code, month)
    if not permissions.can_write(request.user, report.unit):
        raise Http404
    if request.method == "GET":
        return redirect("monthly-report", code=code, month=month)
    if not MonthAccess(request.user, report, today()).editable:
        messages.error(request, _("The figures of this month cannot be changed now."))
        return redirect("monthly-report", code=code, month=month)
    sent = FileForm(request.POST, request.FILES)
    if not sent.is_valid():
        for error in sent.errors["file"]:
            messages.error(request, error)
        return redirect("monthly-report", code=code, month=month)
    file = sent.cleaned_data["file"]
    content = file.read()
    try:
        typed = typed_figures(read_table(content, file.name, COUNT_COLUMNS), report)
    except Faulty as faulty:
        _tell(request, faulty.faults)
        return redirect("monthly-report", code=code, month=month)
    return _filled(request, report, typed, SentFile(file.name, content))


def _tell(request: HttpRequest, faults: Sequence[Fault]) -> None:
    """The first faults, in one message."""
    if not faults:
        return
    said = [in_words(fault) for fault in faults[:MOST_SAID]]
    if len(faults) > MOST_SAID:
        said.append(_("And %s more.") % (len(faults) - MOST_SAID))
    first, *others = said
    more = format_html_join("", "<br>{}", [(line,) for line in others])
    messages.error(request, format_html("{}{}", first, more))


def _filled(
    request: HttpRequest, report: MonthlyReport, typed: TypedFigures, file: SentFile
) -> HttpResponse:
    """The stored figures with those of the file over them; what is wrong stands at its cell, here and in the file."""
    figures = {
        f"{column}-{procedure}": "" if figure is None else str(figure)
        for procedure, both in report.stored.items()
        for column, figure in zip(("total", "online"), both, strict=True)
    }
    reasons = {f"reason-{key}": reason for key, reason in report.reasons.items()}
    from_file = {name: figure.text for name, figure in typed.figures.items()}
    form = CountsForm({"version": report.version} | figures | reasons | from_file, report=report)
    faults = [*typed.faults, *_at_their_cells(form, typed)]
    if not faults and not from_file:
        message = _("Nothing is filled in: %s holds no figures for this month.")
        messages.warning(request, message % file.name)
        return form_page(request, report, form)
    if not faults:
        messages.info(
            request, _("The form holds the figures of %s. Look at them, then submit.") % file.name
        )
        return form_page(request, report, form)
    messages.error(
        request, _("Some figures of %s are wrong: mend the cells marked below.") % file.name
    )
    _tell(request, typed.faults)
    kept = keep_faulty(
        name=file.name,
        content=file.content,
        faults=sorted(faults, key=lambda fault: fault.row),
        by=request.user,
        at=now(),
    )
    return form_page(request, report, form, faulty_file=kept)


def _at_their_cells(form: CountsForm, typed: TypedFigures) -> list[Fault]:
    """What the form finds wrong in figures of the file, by the file's own rows and headings."""
    return [
        Fault(figure.row, figure.heading, message)
        for name, messages_there in form.errors.items()
        if (figure := typed.figures.get(name))
        for message in messages_there
    ]
