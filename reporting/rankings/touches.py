"""Who changed what no longer counts in a ranking, and when: the record of changes keeps what the tables have lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from reporting.rankings.differences import UnitDifference
from reporting.rankings.taking import moment_as_frozen, name_as_frozen
from targets.models import User
from targets.periods import Month
from targets.record import DELETED
from targets.workflow import COUNTING, State


@dataclass(frozen=True)
class Touch:
    """The last change of something: who made it, blank where nobody is named, and its moment as it would be frozen."""

    by: str
    at: str


@dataclass(frozen=True)
class Touches:
    """The last changes of reports by (unit, month), and of counts by (unit, month, procedure)."""

    months: Mapping[tuple[str, str], Touch]
    counts: Mapping[tuple[str, str, str], Touch]


NO_TOUCHES = Touches({}, {})


def touches(
    differences: Iterable[UnitDifference],
    seen: Collection[str],
    since: Mapping[str, int],
    until: Mapping[str, int] | None = None,
) -> Touches:
    """What happened to the reports and counts that are gone from the units `seen`.

    `since` and `until` are the last events of each table of the record; without an end, up to now.
    """
    gone = [one for one in differences if one.unit.code in seen and one.has_lost_figures]
    if not gone:
        return NO_TOUCHES
    codes = {one.unit.code for one in gone}
    reports = _events("Submission", since, until).filter(unit__code__in=codes)
    counts = _events("Count", since, until).filter(submission__unit__code__in=codes)
    ended = _ended(reports.select_related("unit", "saved_by", "returned_by", "pgh_context"))
    last = counts.select_related("submission__unit", "procedure", "entered_by", "pgh_context")
    names = _names([*ended, *last])
    return Touches(
        months={(one.unit.code, str(one.month)): _touch(one, _ender(one), names) for one in ended},
        # The last event of each stands.
        counts={
            (
                one.submission.unit.code,
                str(one.submission.month),
                one.procedure.code,
            ): _touch(one, one.entered_by, names)
            for one in last
        },
    )


def _events(model: str, since: Mapping[str, int], until: Mapping[str, int] | None) -> QuerySet[Any]:
    """The events of a table in their order."""
    events: Any = apps.get_model("targets", f"{model}Event")
    table = events._meta.db_table
    found = events.objects.filter(pgh_id__gt=since.get(table, 0)).order_by("pgh_id")
    return found if until is None else found.filter(pgh_id__lte=until.get(table, 0))


def _ended(events: Iterable[Any]) -> list[Any]:
    """Of each report the event with which it ceased to count: what its unit did to a returned one later is none."""
    ended: dict[tuple[int, Month], Any] = {}
    for event in events:
        key = (event.unit_id, event.month)
        if event.pgh_label != DELETED and event.status in COUNTING:
            ended.pop(key, None)
        else:
            ended.setdefault(key, event)
    return list(ended.values())


def _ender(event: Any) -> User | None:
    return event.returned_by if event.status == State.RETURNED else event.saved_by


def _touch(event: Any, entered: User | None, names: Mapping[int, str]) -> Touch:
    by = names.get(_key(event) or 0, "") or (name_as_frozen(entered) if entered else "")
    return Touch(by, moment_as_frozen(event.pgh_created_at))


def _key(event: Any) -> int | None:
    """Who was signed in, as the event's context tells it."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(events: Iterable[Any]) -> dict[int, str]:
    keys = {_key(event) for event in events} - {None}
    return {user.pk: name_as_frozen(user) for user in User.objects.filter(pk__in=keys)}
