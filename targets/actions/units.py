"""Write the list of units."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from targets.actions.outcome import Outcome
from targets.imports.tables import Table
from targets.imports.units import read_units
from targets.models import Unit

_DESCRIPTION = ("kind", "name", "parent_id", "valid_from", "valid_to", "order")


@transaction.atomic
def import_units(*, table: Table) -> Outcome:
    """Store the units of a table by code; other units stay.

    In a table of all units a unit's row is its place in the order, unless they stand in the stored order already; in one
    of some, known units keep their places and new ones come last.

    Raises Faulty with every fault of the table; then nothing is stored.
    """
    rows = read_units(table)
    before = Unit.objects.in_bulk(field_name="code")
    codes = [unit.code for unit in rows.units]
    if not before.keys() <= set(codes) or codes == list(before):
        _keep_order(rows.units, before)
    _upsert([unit for unit in rows.units if unit.code not in rows.districts])
    keys = dict(Unit.objects.values_list("code", "pk"))
    communes = [unit for unit in rows.units if unit.code in rows.districts]
    for commune in communes:
        commune.parent_id = keys[rows.districts[commune.code]]
    _upsert(communes)
    known = [unit for unit in rows.units if unit.code in before]
    changed = sum(_values(unit) != _values(before[unit.code]) for unit in known)
    return Outcome(len(rows.units), len(rows.units) - len(known), changed)


def preview_units(*, table: Table) -> Outcome:
    """What `import_units` would do, with nothing stored."""
    with transaction.atomic():
        outcome = import_units(table=table)
        transaction.set_rollback(True)
    return outcome


def _keep_order(units: Sequence[Unit], before: Mapping[str, Unit]) -> None:
    last = max(unit.order for unit in before.values())
    for place, unit in enumerate(units, start=1):
        unit.order = before[unit.code].order if unit.code in before else last + place


def _values(unit: Unit) -> list[object]:
    return [getattr(unit, name) for name in _DESCRIPTION]


def _upsert(units: Sequence[Unit]) -> None:
    Unit.objects.bulk_create(
        units,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name", "parent", "valid_from", "valid_to", "order"],
    )
