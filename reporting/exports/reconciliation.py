"""The comparison with other sources as tables that go out."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from reporting.compliance import Share, Status
from reporting.exports.columns import asked_in_words
from reporting.labels import OUTSIDE_LABELS, STATUS_LABELS
from reporting.presenters.reconciliation import ProcedureLine, UnitSection
from reporting.queries_sources import Source, Statement
from reporting.reconciliation import Reconciled
from reporting.source_comparison import SourceComparison
from targets.exports.sheets import Column, Kind, Sheet
from targets.models import Decision, Unit
from targets.periods import Span
from targets.templatetags.figures import months as written_months
from targets.templatetags.states import state_label
from targets.workflow import State


def unit_sheet(
    decision: Decision, span: Span, rows: Iterable[Reconciled], unknown: Iterable[Statement]
) -> Sheet:
    """A row for each unit and source; at the end the units that are unknown here, without a name."""
    columns = [
        Column(_("Unit code"), width=13),
        Column(_("Unit"), width=40),
        *_source_columns(),
        Column(_("Months compared"), width=24),
        Column(_("Of these accepted"), Kind.WHOLE),
        Column(_("Of these submitted"), Kind.WHOLE),
        Column(_("Months not reported"), width=24),
        Column(_("Months not in the source"), width=24),
        *_comparison_columns(),
        Column(_("In the source, not counted here"), Kind.WHOLE),
    ]
    listed = [_unit_row(row) for row in rows] + [_unknown_row(one) for one in unknown]
    return Sheet(_("Reconciliation"), columns, listed, _notes(decision, span))


def procedure_sheet(
    decision: Decision, span: Span, unit: Unit, sections: Sequence[UnitSection]
) -> Sheet:
    """A row for each source and procedure of one unit; of a form 06 for each field of work."""
    columns = [
        *_source_columns(),
        Column(_("Procedure code"), width=14),
        Column(_("Procedure or field of work"), width=60),
        *_comparison_columns(),
        Column(_("Note"), width=24),
    ]
    rows = [
        [
            *_source(section.row.source),
            line.code,
            _name(line),
            *_figures(line.comparison),
            _note(line),
        ]
        for section in sections
        for line in section.procedures
    ] + [
        [
            *_source(section.row.source),
            None,
            figure.field,
            *_figures(SourceComparison(None, Share(figure.online, figure.total))),
            None,
        ]
        for section in sections
        for figure in section.fields
    ]
    notes = [f"{unit} ({unit.code})", *_notes(decision, span)]
    return Sheet(_("Reconciliation"), columns, rows, notes)


def month_sheet(
    decision: Decision, span: Span, unit: Unit, sections: Sequence[UnitSection]
) -> Sheet:
    """A row for each source and month of one unit; a form 06 cannot be taken apart and has one for all its months."""
    columns = [
        *_source_columns(),
        Column(_("Months"), width=24),
        Column(_("State"), width=20),
        *_comparison_columns(),
    ]
    rows = [
        [*_source(section.row.source), *line] for section in sections for line in _months(section)
    ]
    notes = [f"{unit} ({unit.code})", *_notes(decision, span)]
    return Sheet(_("Reconciliation"), columns, rows, notes)


def _months(section: UnitSection) -> list[list[object]]:
    row = section.row
    if row.source.is_form_06:
        return [[written_months(row.span), None, *_figures(row.comparison)]]
    return [
        [str(line.month), _state(line.state), *_figures(line.comparison)] for line in row.months
    ]


def _state(state: str | None) -> str:
    return state_label(state) if state else str(STATUS_LABELS[Status.NOT_REPORTED])


def _source_columns() -> list[Column]:
    return [Column(_("Source"), width=30), Column(_("Loaded by"), width=14)]


def _source(source: Source) -> list[object]:
    return [source.name, _("the unit") if source.by_unit else _("the department")]


def _comparison_columns() -> list[Column]:
    return [
        Column(_("Total reported"), Kind.WHOLE),
        Column(_("Online reported"), Kind.WHOLE),
        Column(_("Total in the source"), Kind.WHOLE),
        Column(_("Online in the source"), Kind.WHOLE),
        Column(_("Difference of totals"), Kind.WHOLE),
        Column(_("Difference of online"), Kind.WHOLE),
        Column(_("Share reported"), Kind.PERCENT),
        Column(_("Share in the source"), Kind.PERCENT),
    ]


def _figures(comparison: SourceComparison) -> list[object]:
    reported, source = comparison.reported, comparison.source
    return [
        reported.total if reported else None,
        reported.online if reported else None,
        source.total if source else None,
        source.online if source else None,
        comparison.total_difference,
        comparison.online_difference,
        comparison.reported_percent,
        comparison.source_percent,
    ]


def _unit_row(row: Reconciled) -> list[object]:
    return [
        row.unit.code,
        row.unit.name,
        *_source(row.source),
        written_months(row.coverage.compared),
        row.states.get(State.ACCEPTED.value, 0),
        row.states.get(State.SUBMITTED.value, 0),
        written_months(row.coverage.not_reported),
        written_months(row.coverage.not_in_source),
        *_figures(row.comparison),
        row.outside,
    ]


def _unknown_row(statement: Statement) -> list[object]:
    return [
        statement.unit_code,
        None,
        *_source(statement.source),
        written_months(statement.span),
        None,
        None,
        None,
        None,
        *_figures(SourceComparison(None, statement.in_all)),
        None,
    ]


def _name(line: ProcedureLine) -> str | None:
    return line.procedure.name if line.procedure else None


def _note(line: ProcedureLine) -> str | None:
    return str(OUTSIDE_LABELS[line.outside]) if line.outside else None


def _notes(decision: Decision, span: Span) -> list[str]:
    return [
        _("Reports beside other sources"),
        asked_in_words(decision, span),
        _(
            "Differences are reported minus counted elsewhere. None of it enters the portal's figures."
        ),
    ]
