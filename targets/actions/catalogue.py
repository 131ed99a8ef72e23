"""Write procedures and their publications."""

from collections.abc import Iterable

from django.db import connection, transaction

from targets.actions.outcome import Outcome
from targets.imports.procedures import CatalogueRows, PublicationRow, read_procedures
from targets.imports.tables import Table
from targets.models import Procedure, Publication

_DESCRIPTION = ("name", "field", "agency_id", "for_districts", "for_communes")
_TERMS = ("level", "published_to", "published_by")


@transaction.atomic
def import_procedures(*, table: Table, is_sample: bool = False) -> Outcome:
    """Store the procedures of a table by code, and their publications by first day; others stay as they are.

    A publication that the table only repeats stays sample data if it was: a made-up date is not made true by going out and in.

    Raises Faulty with every fault of the table; then nothing is stored.
    """
    _hold_publications()
    rows = read_procedures(table)
    described = _save_procedures(rows)
    new, changed = _save_publications(rows.publications, is_sample=is_sample)
    touched = {row.row for row in rows.publications if row.code in described}
    return Outcome(len(rows.publications), len(new), len(changed | (touched - new)))


def preview_procedures(*, table: Table) -> Outcome:
    """What `import_procedures` would do, with nothing stored."""
    with transaction.atomic():
        outcome = import_procedures(table=table)
        transaction.set_rollback(True)
    return outcome


def _hold_publications() -> None:
    """Keep other writers out until the transaction ends, so that what was checked stays true."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE targets_publication IN SHARE ROW EXCLUSIVE MODE")


def _save_procedures(rows: CatalogueRows) -> set[str]:
    """Store what describes the procedures; the codes of those that were known and changed."""
    stored = Procedure.objects.in_bulk(
        [procedure.code for procedure in rows.procedures], field_name="code"
    )
    different = [
        procedure
        for procedure in rows.procedures
        if procedure.code not in stored
        or _values(procedure, _DESCRIPTION) != _values(stored[procedure.code], _DESCRIPTION)
    ]
    Procedure.objects.bulk_create(
        different,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "field", "agency", "for_districts", "for_communes"],
    )
    return {procedure.code for procedure in different} & set(stored)


def _save_publications(
    rows: Iterable[PublicationRow], *, is_sample: bool
) -> tuple[set[int], set[int]]:
    """Store the publications; the rows that were new, and those that changed one."""
    keys = dict(Procedure.objects.values_list("code", "pk"))
    stored = {
        (publication.procedure_id, publication.published_from): publication
        for publication in Publication.objects.filter(
            procedure__in={keys[row.code] for row in rows}
        )
    }
    new: dict[int, Publication] = {}
    changed: dict[int, Publication] = {}
    for row in rows:
        publication = Publication(
            procedure_id=keys[row.code],
            published_from=row.published_from,
            level=row.level,
            published_to=row.published_to,
            published_by=row.published_by,
            is_sample=is_sample,
        )
        before = stored.get((publication.procedure_id, publication.published_from))
        if before is None:
            new[row.row] = publication
        elif _values(before, _TERMS) != _values(publication, _TERMS):
            publication.pk = before.pk
            changed[row.row] = publication
    # Changed ones first: a new one may begin on a day that an earlier one gives up.
    Publication.objects.bulk_update(changed.values(), [*_TERMS, "is_sample"], batch_size=500)
    Publication.objects.bulk_create(new.values())
    return set(new), set(changed)


def _values(row: Procedure | Publication, names: Iterable[str]) -> list[object]:
    return [getattr(row, name) for name in names]
