"""Keep what other sources say beside the reports; nothing here touches a submission or a count."""

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from targets import permissions
from targets.form_06 import Line
from targets.imports.extracts import ExtractRow, read_extract
from targets.imports.form_06 import read_form_06
from targets.imports.form_06_layout import Layout, guess
from targets.imports.headings import COUNT_COLUMNS
from targets.imports.tables import read_table
from targets.kept_content import content_of, put_content
from targets.models import ColumnMapping, Extract, ExtractFigure, ExtractPart, Unit, User
from targets.models.sources import FORM_06_SOURCE
from targets.periods import Month, Span


@transaction.atomic
def load_counts(
    *,
    name: str,
    content: bytes,
    source: str,
    taken_on: date,
    by: User,
    at: datetime,
) -> Extract:
    """Keep a table of counts with its rows. Raises Faulty with every fault; then nothing is kept."""
    table = read_table(content, name, COUNT_COLUMNS)
    rows = read_extract(table, taken_on=taken_on, units=_codes(by))
    extract = _keep(
        kind=Extract.Kind.COUNTS,
        source=source,
        taken_on=taken_on,
        name=name,
        content=content,
        by=by,
        at=at,
    )
    parts = _parts(extract, rows)
    _copy(
        (parts[row.unit, row.month].pk, row.row, row.procedure, row.total, row.online)
        for row in rows
    )
    _stored(extract, len(rows), at)
    return extract


@transaction.atomic
def keep_form_06(
    *, name: str, content: bytes, unit: Unit, span: Span, taken_on: date, by: User, at: datetime
) -> Extract:
    """Keep a form 06 of a unit's span; it stands nowhere before its columns are confirmed and its lines stored."""
    extract = _keep(
        kind=Extract.Kind.FORM_06,
        source=FORM_06_SOURCE,
        taken_on=taken_on,
        name=name,
        content=content,
        by=by,
        at=at,
    )
    extract.parts.create(unit_id=unit.code, first_month=span.first, last_month=span.last)
    return extract


@transaction.atomic
def store_form_06(*, extract: Extract, unit: Unit, layout: Layout, by: User, at: datetime) -> None:
    """Store the form's lines, once, and remember where the unit's form has its columns. Raises Faulty with every fault."""
    extract = Extract.objects.defer("content").select_for_update().get(pk=extract.pk)
    if extract.stored_at:
        return
    table = read_table(content_of(extract), extract.name)
    lines = read_form_06(table, layout)
    ExtractFigure.objects.bulk_create(_figures(extract.parts.get(), lines))
    _stored(extract, len(lines), at)
    ColumnMapping.objects.update_or_create(
        unit=unit,
        defaults={
            "guessed": guess(table).as_json,
            "columns": layout.as_json,
            "saved_at": at,
            "saved_by": by,
        },
    )


@transaction.atomic
def set_aside(*, extract: Extract, by: User, at: datetime) -> None:
    """Take an extract out of the comparison; what it took the place of stands there again."""
    extract = Extract.objects.defer("content").select_for_update().get(pk=extract.pk)
    if extract.set_aside_at is None:
        extract.set_aside_at, extract.set_aside_by = at, by
        extract.save(update_fields=["set_aside_at", "set_aside_by"])


def _keep(*, name: str, content: bytes, by: User, at: datetime, **fields: Any) -> Extract:
    extract = Extract.objects.create(
        name=name[-255:],
        content=b"",
        sha256=hashlib.sha256(content).hexdigest(),
        by_unit=by.role not in permissions.WRITES_EVERYTHING,
        loaded_by=by,
        loaded_at=at,
        **fields,
    )
    put_content(extract, content)
    return extract


def _codes(by: User) -> set[str] | None:
    """The codes of the units whose figures a person may load; None is all, unknown ones too."""
    writable = permissions.writable_units(by)
    if writable is None:
        return None
    return set(Unit.objects.filter(pk__in=writable).values_list("code", flat=True))


def _parts(extract: Extract, rows: Iterable[ExtractRow]) -> dict[tuple[str, Month], ExtractPart]:
    keys = sorted({(row.unit, row.month) for row in rows})
    made = ExtractPart.objects.bulk_create(
        ExtractPart(extract=extract, unit_id=unit, first_month=month, last_month=month)
        for unit, month in keys
    )
    return dict(zip(keys, made, strict=True))


def _copy(figures: Iterable[tuple[int, int, str, int, int]]) -> None:
    """Write figures by COPY: a province's year has a hundred thousand of them."""
    lines = io.StringIO()
    csv.writer(lines).writerows(figures)
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            """
            COPY targets_extractfigure (part_id, source_row, procedure_id, total, online)
            FROM STDIN WITH (FORMAT csv)
            """,
            lines,
        )


def _figures(part: ExtractPart, lines: Iterable[Line]) -> list[ExtractFigure]:
    return [
        ExtractFigure(
            part=part,
            source_row=line.row,
            field=line.field,
            total=line.total,
            online=line.online,
        )
        for line in lines
    ]


def _stored(extract: Extract, rows: int, at: datetime) -> None:
    extract.stored_at, extract.rows = at, rows
    extract.save(update_fields=["stored_at", "rows"])
