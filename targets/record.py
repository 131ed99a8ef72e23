"""What the record of changes says about one unit: each figure before and after, who, when, and by which way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from targets.figures import NOT_REPORTED, Figures
from targets.models import Unit, User
from targets.periods import Month
from targets.workflow import State

# The labels that pghistory gives to events; the third is "update".
INSERTED, DELETED = "insert", "delete"


@dataclass(frozen=True)
class Change:
    """One change of one figure; None before it was first entered, and after it was taken out."""

    at: datetime
    month: Month
    code: str
    name: str
    before: Figures | None
    after: Figures | None
    by: str
    way: str

    @property
    def pairs(self) -> list[tuple[int | None, int | None]]:
        """Total before and after, online before and after."""
        return list(zip(self.before or NOT_REPORTED, self.after or NOT_REPORTED, strict=True))


@dataclass(frozen=True)
class Step:
    """One change of a month's state, or a submission anew; `before` is blank where the month was begun.

    `reason` is why it was returned, blank for every other step.
    """

    at: datetime
    month: Month
    before: str
    after: str
    by: str
    way: str
    reason: str


def figure_events(unit: Unit, *, month: Month | None = None, procedure: str = "") -> QuerySet:
    """The changes of a unit's figures, the newest first, each with the figures that stood before it."""
    events = apps.get_model("targets", "CountEvent").objects.filter(submission__unit=unit)
    if month is not None:
        events = events.filter(submission__month=month)
    if procedure:
        events = events.filter(procedure__code=procedure)
    return (
        events.annotate(
            total_before=_before("total"),
            online_before=_before("online"),
            entered_before=_before("entered_at"),
        )
        .select_related("submission", "procedure", "entered_by", "upload", "pgh_context")
        .order_by("-pgh_id")
    )


def figure_changes(events: Iterable[Any]) -> list[Change]:
    """Figure events as they are read."""
    events = list(events)
    people = people_of(events)
    return [_change(event, people) for event in events]


def steps(unit: Unit, *, month: Month | None = None) -> list[Step]:
    """The changes of state of a unit's months and their submissions anew, the newest first."""
    events = apps.get_model("targets", "SubmissionEvent").objects.filter(unit=unit)
    if month is not None:
        events = events.filter(month=month)
    events = events.annotate(
        status_before=_before("status"), submitted_before=_before("submitted_at")
    )
    events = events.filter(
        Q(status_before=None)
        | ~Q(status_before=F("status"))
        # What was submitted and is submitted again keeps its state.
        | ~Q(submitted_before=F("submitted_at"))
    )
    found = list(events.select_related("saved_by", "pgh_context").order_by("-pgh_id"))
    people = people_of(found)
    return [
        Step(
            at=event.pgh_created_at,
            month=event.month,
            before=event.status_before or "",
            after=event.status,
            by=who_of(event, people) or str(event.saved_by or ""),
            way=way_of(event),
            reason=event.return_reason if event.status == State.RETURNED else "",
        )
        for event in found
    ]


def _before(column: str) -> Window:
    """What the same row held at the event before."""
    return Window(Lag(column), partition_by="pgh_obj_id", order_by="pgh_id")


def _change(event: Any, people: Mapping[int, str]) -> Change:
    was_deleted = event.pgh_label == DELETED
    is_first = event.pgh_label == INSERTED
    figures = Figures(event.total, event.online)
    before = Figures(event.total_before, event.online_before)
    return Change(
        at=event.pgh_created_at,
        month=event.submission.month,
        code=event.procedure.code,
        name=event.procedure.name,
        # The event of a deletion keeps what was deleted.
        before=figures if was_deleted else None if is_first else before,
        after=None if was_deleted else figures,
        by=_enterer(event) or who_of(event, people),
        way=_from_a_file(event) or way_of(event),
    )


def _was_entered(event: Any) -> bool:
    """Whether what the event holds was entered just then; undoing an import brings back what was entered before."""
    if event.pgh_label == DELETED or event.entered_at is None:
        return False
    return event.entered_before is None or event.entered_at > event.entered_before


def _enterer(event: Any) -> str:
    return str(event.entered_by) if _was_entered(event) and event.entered_by else ""


def _from_a_file(event: Any) -> str:
    if event.upload is None or not _was_entered(event):
        return ""
    return _("file %(name)s, row %(row)s") % {"name": event.upload.name, "row": event.source_row}


def way_of(event: Any) -> str:
    """The way by which a change came, as its context tells it."""
    context = _context(event)
    if "command" in context:
        return _("command %s") % context["command"]
    if "token" in context:
        return _("interface, token %s") % context["token"]
    if context.get("url", "").endswith("/undo/"):
        return _("undoing of an import")
    if context.get("url", "").startswith("/admin/"):
        return _("administration")
    if "url" in context:
        return _("form")
    return _("database")


def who_of(event: Any, people: Mapping[int, str]) -> str:
    """Who was signed in when a change was made, out of those of `people_of`; nothing where nobody was."""
    return people.get(_context(event).get("user"), "")


def people_of(events: Iterable[Any]) -> dict[int, str]:
    """The names of those who were signed in when the changes were made, by primary key; one query."""
    keys = {_context(event).get("user") for event in events}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys - {None})}


def _context(event: Any) -> dict[str, Any]:
    """What a request or a command noted beside the change; empty for one made in the database itself."""
    return event.pgh_context.metadata if event.pgh_context else {}
