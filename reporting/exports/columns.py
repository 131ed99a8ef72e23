"""What the sheets of `reporting` have in common: the columns of a unit and of a procedure, and what a page was asked, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reporting.standings import Standing
from targets.exports.sheets import Column, Kind
from targets.models import Decision
from targets.periods import Span
from targets.templatetags.figures import span as written_span


def asked_in_words(decision: Decision, span: Span) -> str:
    """What a page was asked about, as its head says it."""
    return _("Decision %(decision)s, %(span)s") % {
        "decision": decision,
        "span": written_span(span),
    }


def unit_columns() -> list[Column]:
    """The columns that say which unit a row is of."""
    return [
        Column(_("Unit code")),
        Column(_("Unit"), width=40),
        Column(_("District"), width=26),
    ]


def unit_cells(row: Standing) -> Sequence[str | None]:
    """The cells of `unit_columns`."""
    return row.unit.code, row.unit.name, row.unit.parent and row.unit.parent.name


def procedure_columns() -> list[Column]:
    """The columns that say which procedure a row is of."""
    return [Column(_("Code"), width=16), Column(_("Procedure"), width=60)]


def wholes(*headings: str) -> list[Column]:
    """Columns of whole numbers."""
    return [Column(heading, Kind.WHOLE) for heading in headings]
