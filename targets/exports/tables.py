"""The tables of the pages of `targets` as sheets, row for row as the pages show them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from targets.exports.sheets import Column, Kind, Sheet
from targets.exports.written import day, moment, yes_or_no
from targets.models import (
    ApiCall,
    ApiToken,
    Extract,
    Reminder,
    ReportingPeriod,
    UnlockRequest,
    Upload,
)
from targets.review_queue import Waiting
from targets.templatetags.figures import months
from targets.templatetags.states import period_stage


def periods_sheet(periods: Iterable[ReportingPeriod], today: date) -> Sheet:
    """`/periods/`."""
    columns = _texts(
        _("Month"),
        _("Covers from"),
        _("Covers until"),
        _("Opens on"),
        _("Due on"),
        _("Locks after"),
        _("Now"),
    )
    rows = [
        [
            str(period.month),
            day(period.covers_from),
            day(period.covers_to),
            day(period.opens_on),
            day(period.due_on),
            day(period.locks_on),
            period_stage(period, today),
        ]
        for period in periods
    ]
    return _sheet(_("Reporting periods"), columns, rows)


def reminders_sheet(letters: Iterable[Reminder]) -> Sheet:
    """`/reminders/`."""
    columns = [*_texts(_("To"), _("Subject")), *_unit_columns(), *_texts(_("Month"), _("Sent"))]
    rows = [
        [
            str(letter.person),
            letter.subject or letter.get_kind_display(),
            letter.unit.code if letter.unit else "",
            letter.unit.name if letter.unit else "",
            str(letter.month or ""),
            moment(letter.sent_at),
        ]
        for letter in letters
    ]
    return _sheet(_("Letters sent"), columns, rows)


def unlocks_sheet(requests: Iterable[UnlockRequest], seen: Collection[int]) -> Sheet:
    """`/unlocks/`; reasons and answers only of the units (their primary keys) that are seen."""
    columns = [
        *_unit_columns(),
        *_texts(_("Month"), _("Asked at"), _("Decided at"), _("Open from"), _("Open until")),
        *_texts(_("Corrected")),
        Column(_("Reason"), width=60),
        Column(_("Answer"), width=60),
    ]
    rows = [
        [
            asked.unit.code,
            asked.unit.name,
            str(asked.month),
            moment(asked.asked_at),
            moment(asked.decided_at),
            day(asked.open_from),
            day(asked.open_until),
            yes_or_no(asked.is_corrected) if asked.is_granted else "",
            asked.reason if asked.unit_id in seen else "",
            asked.answer if asked.unit_id in seen else "",
        ]
        for asked in requests
    ]
    return _sheet(_("Corrections"), columns, rows, note=_("Corrections of locked months"))


def queue_sheet(queue: Iterable[Waiting]) -> Sheet:
    """`/reviews/`."""
    columns = [
        *_unit_columns(),
        *_texts(_("Month")),
        *_wholes(_("Total"), _("Online"), _("Unusual figures"), _("Without a reason")),
        *_texts(_("Returned once"), _("Late"), _("Submitted"), _("Submitted by")),
    ]
    rows = [
        [
            row.submission.unit.code,
            row.submission.unit.name,
            str(row.submission.month),
            row.submission.total,
            row.submission.online,
            row.unusual,
            row.unexplained,
            yes_or_no(row.is_resubmitted),
            yes_or_no(row.is_late),
            moment(row.submission.submitted_at),
            str(row.submission.submitted_by or ""),
        ]
        for row in queue
    ]
    return _sheet(_("Review"), columns, rows, note=_("Months that wait"))


def uploads_sheet(uploads: Iterable[Upload]) -> Sheet:
    """The files stored, on `/uploads/`."""
    columns = [
        *_texts(_("File"), _("Sent by"), _("Stored at")),
        *_wholes(_("Rows read"), _("New"), _("Changed"), _("Unchanged")),
        *_texts(_("Undone"), "SHA-256"),
    ]
    rows = [
        [
            upload.name,
            str(upload.uploaded_by or ""),
            moment(upload.stored_at),
            upload.rows,
            upload.new,
            upload.changed,
            upload.unchanged,
            moment(upload.undone_at),
            upload.sha256,
        ]
        for upload in uploads
    ]
    return _sheet(_("Files stored"), columns, rows)


def tokens_sheet(tokens: Iterable[ApiToken], today: date) -> Sheet:
    """`/tokens/`; never a secret, which nobody keeps."""
    columns = _texts(
        _("Name"),
        _("Unit code"),
        _("Unit"),
        _("Responsible"),
        _("May"),
        _("Expires on"),
        _("Last used"),
        _("Now"),
    )
    rows = [
        [
            token.label,
            token.unit.code,
            token.unit.name,
            str(token.person),
            "; ".join(map(str, token.scope_labels)),
            day(token.expires_on),
            moment(token.last_used_at),
            str(token.state(today).label),
        ]
        for token in tokens
    ]
    return _sheet(_("Access tokens"), columns, rows)


def calls_sheet(calls: Iterable[ApiCall]) -> Sheet:
    """The log of one token."""
    columns = [
        *_texts(_("When"), _("Call"), _("Trial run")),
        *_wholes(_("Status"), _("Rows read"), _("New"), _("Changed")),
        *_texts(_("From the address")),
    ]
    rows = [
        [
            moment(call.called_at),
            f"{call.method} {call.path}",
            yes_or_no(call.is_trial),
            call.status,
            call.rows,
            call.new,
            call.changed,
            call.address,
        ]
        for call in calls
    ]
    return _sheet(_("Calls"), columns, rows)


def extracts_sheet(extracts: Iterable[Extract]) -> Sheet:
    """The files of other sources, on `/sources/`."""
    columns = [
        *_texts(_("Source"), _("Unit"), _("Months")),
        *_texts(_("File"), _("Taken on"), _("Loaded at"), _("Loaded by")),
        *_wholes(_("Rows")),
        *_texts(_("Now"), _("Set aside at"), "SHA-256"),
    ]
    rows = [
        [
            extract.source,
            extract.whose,
            months(extract.months),
            extract.name,
            day(extract.taken_on),
            moment(extract.loaded_at),
            str(extract.loaded_by),
            extract.rows,
            str(extract.state.label),
            moment(extract.set_aside_at),
            extract.sha256,
        ]
        for extract in extracts
    ]
    return _sheet(_("Files loaded"), columns, rows)


def _unit_columns() -> list[Column]:
    return [Column(_("Unit code")), Column(_("Unit"), width=36)]


def _texts(*headings: str) -> list[Column]:
    return [Column(heading, width=20) for heading in headings]


def _wholes(*headings: str) -> list[Column]:
    return [Column(heading, Kind.WHOLE) for heading in headings]


def _sheet(title: str, columns: list[Column], rows: list[list[Any]], note: str = "") -> Sheet:
    return Sheet(title, columns, rows, [note or title])
