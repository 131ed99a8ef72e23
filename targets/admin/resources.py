"""What import-export's screens exchange: the columns of each table, and the actions that store and preview it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.fields import Field
from import_export.results import Result, RowResult
from tablib import Dataset

from quota_portal.clock import now, today
from targets.actions.catalogue import import_procedures, preview_procedures
from targets.actions.counts import preview_counts
from targets.actions.outcome import Outcome
from targets.actions.people import import_people, preview_people
from targets.actions.units import import_units, preview_units
from targets.actions.uploads import import_file
from targets.admin.formats import SentFile
from targets.imports.headings import (
    COUNT_COLUMNS,
    PEOPLE_COLUMNS,
    PROCEDURE_COLUMNS,
    UNIT_COLUMNS,
)
from targets.imports.tables import Table, read_table
from targets.models import Count, Publication, Unit, User
from targets.problems import Fault, Faulty


class TableResource(resources.Resource):
    """A table in and out. What import-export would do row by row is done by one action, whole or not at all."""

    title: Any
    columns: Mapping[str, str]
    # The name and the content of the file that is imported.
    sent: tuple[str, bytes]

    def __init__(self, user: User | None = None, portal: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.portal = portal
        self.fields = {name: Field(column_name=name) for name in self.columns}

    @classmethod
    def get_display_name(cls) -> str:
        return cls.title

    def preview(self, table: Table) -> Outcome:
        raise NotImplementedError

    def store(self, table: Table) -> Outcome:
        raise NotImplementedError

    def rows(self, queryset: Any) -> Iterable[list[Any]]:
        raise NotImplementedError

    def import_data(
        self, dataset: SentFile, dry_run: bool = False, file_name: str = "", **kwargs: Any
    ) -> "TableResult":
        try:
            table = read_table(dataset.content, file_name, self.columns)
            self.sent = file_name, dataset.content
            outcome = self.preview(table) if dry_run else self.store(table)
        except Faulty as faulty:
            return TableResult(faults=faulty.faults)
        return TableResult(outcome=outcome)

    def export(self, queryset: Any = None, **kwargs: Any) -> Dataset:
        return Dataset(*self.rows(queryset), headers=list(self.columns))


class TableResult(Result):
    """What import-export shows of an import: either what it did, or would do, or the faults for which it did nothing."""

    def __init__(self, *, outcome: Outcome | None = None, faults: Sequence[Fault] = ()) -> None:
        super().__init__()
        self.outcome = outcome
        self.faults = faults
        if outcome:
            self.totals[RowResult.IMPORT_TYPE_NEW] = outcome.new
            self.totals[RowResult.IMPORT_TYPE_UPDATE] = outcome.changed
            self.totals[RowResult.IMPORT_TYPE_SKIP] = outcome.unchanged

    def has_validation_errors(self) -> bool:
        return bool(self.faults)


class CountResource(TableResource):
    title = _("Counts")
    columns = COUNT_COLUMNS

    def preview(self, table: Table) -> Outcome:
        return preview_counts(table=table, today=today(), by=self.user)

    def store(self, table: Table) -> Outcome:
        name, content = self.sent
        return import_file(
            name=name, content=content, table=table, today=today(), by=self.user, at=now()
        )

    def rows(self, queryset: Any) -> Iterable[list[Any]]:
        counts: Iterable[Count] = queryset.filter(
            total__isnull=False, online__isnull=False
        ).select_related("submission__unit", "procedure")
        for count in counts.order_by("submission__month", "submission__unit", "procedure"):
            submission = count.submission
            yield [
                str(submission.month),
                submission.unit.code,
                count.procedure.code,
                count.total,
                count.online,
            ]


class ProcedureResource(TableResource):
    title = _("Procedures")
    columns = PROCEDURE_COLUMNS

    def preview(self, table: Table) -> Outcome:
        return preview_procedures(table=table)

    def store(self, table: Table) -> Outcome:
        return import_procedures(table=table)

    def rows(self, queryset: Any) -> Iterable[list[Any]]:
        publications = Publication.objects.filter(procedure__in=queryset)
        for publication in publications.select_related("procedure__agency"):
            procedure = publication.procedure
            yield [
                procedure.code,
                procedure.name,
                ";".join(procedure.authority_levels),
                procedure.agency.code if procedure.agency else "",
                procedure.field,
                str(publication.level),
                publication.published_from.isoformat(),
                publication.published_to.isoformat() if publication.published_to else "",
                publication.published_by,
            ]


class UnitResource(TableResource):
    title = _("Units")
    columns = UNIT_COLUMNS

    def preview(self, table: Table) -> Outcome:
        return preview_units(table=table)

    def store(self, table: Table) -> Outcome:
        return import_units(table=table)

    def rows(self, queryset: Any) -> Iterable[list[Any]]:
        # However the list on the screen is sorted: the row is the place in the order when the table comes in.
        units: Iterable[Unit] = queryset.select_related("parent").order_by(*Unit._meta.ordering)
        for unit in units:
            yield [
                unit.code,
                unit.kind,
                unit.name,
                unit.parent.code if unit.parent else "",
                unit.valid_from.isoformat() if unit.valid_from else "",
                unit.valid_to.isoformat() if unit.valid_to else "",
            ]


class PersonResource(TableResource):
    title = _("People")
    columns = PEOPLE_COLUMNS

    def preview(self, table: Table) -> Outcome:
        return preview_people(table=table)

    def store(self, table: Table) -> Outcome:
        return import_people(table=table, portal=self.portal)

    def rows(self, queryset: Any) -> Iterable[list[Any]]:
        people: Iterable[User] = queryset.prefetch_related("units")
        for person in people:
            yield [
                person.username,
                person.full_name,
                person.email,
                person.role,
                ";".join(unit.code for unit in person.units.all()),
            ]
