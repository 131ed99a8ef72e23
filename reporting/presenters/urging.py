"""The official letter that urges units (công văn đôn đốc): whom it may go to, and what it says."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from reporting import queries
from reporting.compliance import Status
from reporting.documents.official import Annex, Column, Letter, Letterhead, in_words
from reporting.standings import Standing
from targets.models import Decision
from targets.periods import Month, Span
from targets.templatetags.figures import minimum, months, percent, span, whole


def in_need(standings: Sequence[Standing]) -> list[Standing]:
    """Those under the decision that are below their minimum or have let a due date pass."""
    return [
        row
        for row in standings
        if row.target and (row.status == Status.NOT_MET or row.months_overdue)
    ]


def urging_letter(
    *,
    head: Letterhead,
    decision: Decision,
    asked: Span,
    rows: Sequence[Standing],
    answer_by: date,
    contact: str,
    locked: Collection[Month],
    windows: Collection[tuple[int, Month]],
    is_sample: bool,
) -> Letter:
    """The letter to the units of these rows; Vietnamese whatever the reader's language, as official letters are.

    The `locked` months are reported by request only, unless a unit (its primary key) has a window for one.
    """
    by_request = {
        (row.unit.pk, month)
        for row in rows
        for month in row.months_overdue
        if month in locked and (row.unit.pk, month) not in windows
    }
    with translation.override("vi"):
        return Letter(
            head=head,
            subject=_("urging reports and online dossiers, %(span)s") % {"span": span(asked)},
            addressees=_addressees(rows),
            paragraphs=_paragraphs(head, decision, asked, rows, answer_by, contact, by_request),
            annex=_annex(head, decision, asked, rows, is_sample),
        )


def _addressees(rows: Sequence[Standing]) -> str:
    if len(rows) == 1:
        return f"{rows[0].unit.name}."
    return _("the agencies, units and localities named in the Annex.")


def _paragraphs(
    head: Letterhead,
    decision: Decision,
    asked: Span,
    rows: Sequence[Standing],
    answer_by: date,
    contact: str,
    by_request: Collection[tuple[int, Month]],
) -> list[str]:
    is_below = any(row.status == Status.NOT_MET for row in rows)
    paragraphs = [
        _opening(head, decision, asked, is_alone=len(rows) == 1),
        *_shown(rows),
        _asking(head, is_alone=len(rows) == 1),
        *_reports_asked(rows, by_request, answer_by),
    ]
    if is_below:
        paragraphs.append(
            _(
                "- Review the procedures with many dossiers and few of them online, and guide people and businesses "
                "to submit online, so that the minimum share is reached by the end of %(month)s."
            )
            % {"month": span(Span(decision.last_month, decision.last_month))}
        )
    if contact:
        paragraphs.append(_("For any question, please ask: %s.") % contact.rstrip("."))
    return [*paragraphs, _closing(head, is_alone=len(rows) == 1)]


def _opening(head: Letterhead, decision: Decision, asked: Span, *, is_alone: bool) -> str:
    first, last = queries.days_covered(asked)
    words = (
        _(
            "In carrying out Decision %(number)s of %(day)s of %(issuer)s to %(title)s, %(office)s has put together "
            "the figures that your unit reported for %(span)s (dossiers received from %(first)s to %(last)s). "
            "They show:"
        )
        if is_alone
        else _(
            "In carrying out Decision %(number)s of %(day)s of %(issuer)s to %(title)s, %(office)s has put together "
            "the figures that the agencies, units and localities reported for %(span)s (dossiers received from "
            "%(first)s to %(last)s). They show:"
        )
    )
    return words % {
        "number": decision.number,
        "day": in_words(decision.issued_on),
        "issuer": decision.issuer,
        "title": decision.title[:1].lower() + decision.title[1:],
        "office": head.issuer,
        "span": span(asked),
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
    }


def _shown(rows: Sequence[Standing]) -> list[str]:
    """What the figures show: of one unit whether, of several how many."""
    below = sum(row.status == Status.NOT_MET for row in rows)
    owing = sum(bool(row.months_overdue) for row in rows)
    if len(rows) == 1:
        late, short = (
            _("- Your unit has not reported every month;"),
            _("- Your unit has not reached the minimum share given."),
        )
    else:
        late = _("- %s of them have not reported every month;") % owing
        short = _("- %s of them have not reached the minimum share given.") % below
    return [*([late] if owing else []), *([short] if below else [])]


def _asking(head: Letterhead, *, is_alone: bool) -> str:
    words = (
        _("The figures are in the Annex. %(office)s asks your unit to:")
        if is_alone
        else _("The figures of each are in the Annex. %(office)s asks them to:")
    )
    return words % {"office": head.issuer}


def _closing(head: Letterhead, *, is_alone: bool) -> str:
    words = (
        _("%(office)s asks your unit for its cooperation./.")
        if is_alone
        else _("%(office)s asks for your cooperation./.")
    )
    return words % {"office": head.issuer}


def _reports_asked(
    rows: Sequence[Standing], by_request: Collection[tuple[int, Month]], answer_by: date
) -> list[str]:
    """What is asked for about missing months: the report, or where it has locked the request for days to correct."""
    missing = {(row.unit.pk, month) for row in rows for month in row.months_overdue}
    asked = [
        (
            _("- Report the missing months (%(months)s) on the portal %(address)s before %(day)s;"),
            _months(missing.difference(by_request)),
        ),
        (
            _(
                "- For the missing months that are locked (%(months)s), ask on the portal %(address)s "
                "for days to correct them before %(day)s;"
            ),
            _months(by_request),
        ),
    ]
    return [
        words
        % {
            "months": months(found),
            "address": settings.PORTAL_URL,
            "day": f"{answer_by:%d/%m/%Y}",
        }
        for words, found in asked
        if found
    ]


def _months(reports: Iterable[tuple[int, Month]]) -> list[Month]:
    return sorted({month for _unit, month in reports})


def _annex(
    head: Letterhead,
    decision: Decision,
    asked: Span,
    rows: Sequence[Standing],
    is_sample: bool,
) -> Annex:
    return Annex(
        title=_("Shares under Decision %(number)s and missing reports, %(span)s")
        % {"number": decision.number, "span": span(asked)},
        reference=_("(With the official letter of %(office)s)") % {"office": head.issuer},
        note=_("Sample data: the dossier counts are made up.") if is_sample else "",
        columns=[
            Column(_("No."), 9, is_figure=True),
            Column(_("Unit"), 40),
            Column(_("Minimum"), 15, is_figure=True),
            Column(_("Dossiers in all"), 15, is_figure=True),
            Column(_("Online"), 15, is_figure=True),
            Column(_("Share"), 16, is_figure=True),
            Column(_("Short by"), 13, is_figure=True),
            Column(_("Months not reported"), 24),
        ],
        rows=[_row(number, row) for number, row in enumerate(rows, start=1)],
    )


def _row(number: int, row: Standing) -> list[str]:
    return [
        str(number),
        row.unit.name,
        minimum(row.minimum_percent),
        whole(row.shown_total),
        whole(row.shown_online),
        percent(row.shown_percent),
        whole(row.shown_shortfall),
        months(row.months_overdue),
    ]
