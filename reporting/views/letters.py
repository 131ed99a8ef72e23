"""`/letters/`: the official letter that urges units, as .docx to be finished in Word and as PDF."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quota_portal.clock import now, today
from reporting.documents import pdf, word
from reporting.forms_letter import LetterForm, usual_letterhead
from reporting.forms_urging import UrgingForm
from reporting.presenters.urging import in_need, urging_letter
from reporting.standings import Standing, standings_seen
from reporting.views.as_it_was import only_now
from reporting.views.asked import asked_form
from reporting.views.no_decision import needs_a_decision
from targets import permissions
from targets.locks import locked_months, open_windows
from targets.models import Decision, Submission, User
from targets.periods import Span

KEPT = "letterhead"


@login_required
@require_http_methods(["GET", "POST"])
@only_now
@needs_a_decision
def letters(request: HttpRequest) -> HttpResponse:
    """Choose units and write the letterhead; the letter comes as a file, and nothing is stored."""
    if not permissions.can_urge(request.user):
        raise Http404
    question = asked_form(request, UrgingForm)
    decision, span = question.question
    rows = in_need(question.listed(urgeable(request.user, decision, span, today())))
    usual = usual_letterhead(request.user, today()) | request.session.get(KEPT, {})
    form = LetterForm(request.POST or None, initial=usual)
    ticked = _ticked(request, rows)
    if request.method == "POST" and not ticked:
        form.add_error(None, _("Tick at least one unit."))
    if form.is_valid():
        request.session[KEPT] = form.kept
        return _file(request, form, decision, span, ticked)
    return render(
        request,
        "reporting/letters.html",
        {
            "form": question,
            "letter": form,
            "decision": decision,
            "span": span,
            "rows": rows,
            "ticked": {row.unit.code for row in ticked},
        },
        status=422 if request.method == "POST" else 200,
    )


def urgeable(user: User, decision: Decision, span: Span, day: date) -> list[Standing]:
    """The units that the person may urge: a district its communes, the department all."""
    rows = standings_seen(user, decision, span, day)
    return [row for row in rows if permissions.can_urge_unit(user, row.unit)]


def _ticked(request: HttpRequest, rows: list[Standing]) -> list[Standing]:
    """The rows that were ticked; at first all of them are."""
    if request.method != "POST":
        return rows
    codes = set(request.POST.getlist("ticked"))
    return [row for row in rows if row.unit.code in codes]


def _file(
    request: HttpRequest, form: LetterForm, decision: Decision, span: Span, rows: list[Standing]
) -> HttpResponse:
    letter = urging_letter(
        head=form.letterhead(today()),
        decision=decision,
        asked=span,
        rows=rows,
        answer_by=form.cleaned_data["answer_by"],
        contact=form.cleaned_data["contact"],
        locked=locked_months(today()),
        windows=open_windows(today()),
        is_sample=Submission.objects.within(span).has_sample(),
    )
    if request.POST.get("as") == "pdf":
        content, kind, extension = pdf.to_pdf(letter, now()), pdf.CONTENT_TYPE, "pdf"
    else:
        content, kind, extension = word.to_docx(letter), word.CONTENT_TYPE, "docx"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = (
        f'attachment; filename="cong-van-don-doc-{span.last}.{extension}"'
    )
    return response
