"""Write the list of units."""

from collections.abc import Sequence

from django.db import transaction

from targets.imports.units import UnitRows
from targets.models import Unit


@transaction.atomic
def save_units(*, rows: UnitRows) -> None:
    """Store the units by their codes; known ones are updated, others stay."""
    _upsert([unit for unit in rows.units if unit.code not in rows.districts])
    keys = dict(Unit.objects.values_list("code", "pk"))
    communes = [unit for unit in rows.units if unit.code in rows.districts]
    for commune in communes:
        commune.parent_id = keys[rows.districts[commune.code]]
    _upsert(communes)


def _upsert(units: Sequence[Unit]) -> None:
    Unit.objects.bulk_create(
        units,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name", "parent", "valid_from", "valid_to", "order"],
    )
