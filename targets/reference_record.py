"""What the record of changes says about what figures are judged by: decisions, units, procedures, periods, people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, OuterRef, Q, QuerySet, Subquery
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from targets.models import Procedure, Unit, User
from targets.periods import Month
from targets.record import DELETED, INSERTED, people_of, way_of, who_of
from targets.templatetags.figures import short_month

# The tables that are read here, in the order in which they are offered. Counts and submissions are read at their unit.
TABLES = (
    "decision",
    "clause",
    "target",
    "unit",
    "procedure",
    "publication",
    "reportingperiod",
    "holiday",
    "unlockrequest",
    "person",
    "office",
)
# Of no interest to a reader.
_LEFT_OUT = {"id", "order"}

# Of each table, what concerns one unit, by what the record says of it: a target that was taken away concerned it too.
_OF_A_UNIT: Mapping[str, Callable[[Unit], Q]] = {
    "target": lambda unit: Q(unit=unit),
    "decision": lambda unit: Q(pgh_obj__in=_events("target").filter(unit=unit).values("decision")),
    "unit": lambda unit: Q(pgh_obj=unit),
    "publication": lambda unit: Q(procedure__in=Procedure.objects.of(unit).values("pk")),
    "unlockrequest": lambda unit: Q(unit=unit),
    "person": lambda unit: Q(pgh_obj__in=_events("office").filter(unit=unit).values("user")),
    "office": lambda unit: Q(unit=unit),
}
UNIT_TABLES = tuple(_OF_A_UNIT)


@dataclass(frozen=True)
class Detail:
    """One field before and after; blank where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ReferenceChange:
    """One row of a table that was added, changed or removed."""

    at: datetime
    kind: str
    subject: str
    details: list[Detail]
    by: str
    way: str


def table_labels(tables: Iterable[str] = TABLES) -> list[tuple[str, str]]:
    """The tables by what they are called."""
    labels = {"person": _("people and roles"), "office": _("people's units")}
    return [
        (name, labels.get(name) or str(apps.get_model("targets", name)._meta.verbose_name))
        for name in tables
    ]


def reference_events(table: str, *, unit: Unit | None = None) -> QuerySet:
    """The changes of one of the tables, the newest first; of one of `UNIT_TABLES` those that concern a unit."""
    events = _events(table)
    model = events.model
    related = [field.name for field in _fields(model) if isinstance(field, ForeignKey)]
    events = events.select_related("pgh_context", *related).order_by("-pgh_id")
    if unit is not None:
        events = events.filter(_OF_A_UNIT[table](unit))
    if not hasattr(model, "pgh_obj"):
        return events
    earlier = model.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    return events.annotate(previous=Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1]))


def reference_changes(events: Iterable[Any]) -> list[ReferenceChange]:
    """Events of one table as they are read."""
    events = list(events)
    if not events:
        return []
    model, people = type(events[0]), people_of(events)
    related = [field.name for field in _fields(model) if isinstance(field, ForeignKey)]
    keys = {getattr(event, "previous", None) for event in events} - {None}
    before = model.objects.select_related(*related).in_bulk(keys)
    return [_change(event, before, people) for event in events]


def _events(table: str) -> QuerySet:
    return apps.get_model("targets", f"{table}event").objects.all()


def _change(event: Any, before: Mapping[int, Any], people: Mapping[int, str]) -> ReferenceChange:
    kinds = {INSERTED: _("added"), "update": _("changed"), DELETED: _("removed")}
    if event.pgh_label == DELETED:
        old, new = event, None
    else:
        old, new = before.get(getattr(event, "previous", None)), event
    return ReferenceChange(
        at=event.pgh_created_at,
        kind=kinds[event.pgh_label],
        subject=_subject(event),
        details=[
            Detail(str(field.verbose_name), _shown(old, field), _shown(new, field))
            for field in _fields(type(event))
            if _shown(old, field) != _shown(new, field)
        ],
        by=who_of(event, people),
        way=way_of(event),
    )


def _fields(model: type[Model]) -> list[Any]:
    return [
        field
        for field in model._meta.fields
        if not field.name.startswith("pgh_") and field.name not in _LEFT_OUT
    ]


def _subject(event: Any) -> str:
    """What the row is about: the first two things by which people know it."""
    naming = [field for field in _fields(type(event)) if _shown(event, field)][:2]
    return " · ".join(_shown(event, field) for field in naming)


def _shown(event: Any, field: Any) -> str:
    """A field as a reader knows it; blank where there is no row, or nothing in it."""
    value = getattr(event, field.attname) if event is not None else None
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return _named(event, field, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _written(value)


def _named(event: Any, field: ForeignKey, key: int) -> str:
    """What a row points at by name; by number where that is gone."""
    try:
        named = getattr(event, field.name)
    except field.related_model.DoesNotExist:
        return f"#{key}"
    return named.username if isinstance(named, User) else str(named)


def _written(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Month():
            return short_month(value)
        case datetime():
            return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return formats.date_format(value, "SHORT_DATE_FORMAT")
    return str(value)
