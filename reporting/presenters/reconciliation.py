"""The rows of the comparison with other sources: of all units, and of one unit its procedures and fields of work."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting import queries_sources
from reporting.compliance import NOTHING, Share
from reporting.reconciliation import Reconciled
from reporting.source_comparison import Outside, SourceComparison
from targets.models import Decision, ExtractFigure, Procedure, Unit
from targets.models.units import UnitQuerySet
from targets.periods import Month, Span


@dataclass(frozen=True)
class ProcedureLine:
    """One procedure over the months that are compared; `outside` says why a figure stands beside no report."""

    code: str
    procedure: Procedure | None
    comparison: SourceComparison
    outside: Outside | None = None

    @property
    def agrees(self) -> bool:
        return self.comparison.agrees

    @property
    def weight(self) -> int:
        """How many dossiers apart both are, online ones counted again."""
        return abs(self.comparison.total_difference or 0) + abs(
            self.comparison.online_difference or 0
        )


@dataclass(frozen=True)
class UnitSection:
    """One source beside one unit: of counts the procedures, of a form 06 the fields of work."""

    row: Reconciled
    procedures: Sequence[ProcedureLine]
    fields: Sequence[ExtractFigure]


def chosen_units(
    units: UnitQuerySet, *, group: str, district: Unit | None, **_other: object
) -> UnitQuerySet:
    """The units of one group, of one district and its communes; blank is all."""
    if group:
        units = units.filter(kind=group)
    if district:
        units = units.filter(Q(pk=district.pk) | Q(parent=district))
    return units.select_related("parent")


class Listed(models.TextChoices):
    """Which of the rows are asked for."""

    DIFFERENCES = "differences", _("Only differences")
    NOT_IN_SOURCE = "not_in_source", _("Only what is not in the source")


def listed(rows: Iterable[Reconciled], *, source: str, show: str) -> list[Reconciled]:
    """The rows of one source, or of all; `show` is one of Listed, or blank for all."""
    return [
        row
        for row in rows
        if (not source or row.source.name == source)
        and (show != Listed.DIFFERENCES or row.differs)
        and (show != Listed.NOT_IN_SOURCE or not row.is_in_source)
    ]


def unit_sections(
    decision: Decision, span: Span, rows: Sequence[Reconciled], *, only_differences: bool
) -> list[UnitSection]:
    """What each source says of one unit, whose rows these are."""
    if not rows:
        return []
    reported = queries_sources.reported_by_procedure(decision, span, rows[0].unit)
    sections = []
    for row in rows:
        figures = queries_sources.figures_of(one.part for one in row.statements)
        if row.source.is_form_06:
            sections.append(UnitSection(row, (), figures))
            continue
        counting = queries_sources.counting_figures(
            decision, span, [one.part for one in row.statements]
        )
        lines = _procedure_lines(row, figures, counting, reported)
        shown = [line for line in lines if not (only_differences and line.agrees)]
        sections.append(UnitSection(row, shown, ()))
    return sections


def _procedure_lines(
    row: Reconciled,
    figures: Iterable[ExtractFigure],
    counting: Collection[int],
    reported: Mapping[tuple[Month, str], Share],
) -> list[ProcedureLine]:
    """Those furthest apart first; at the end what stands beside no report."""
    months = row.coverage.compared or [line.month for line in row.months]
    said, outside = _said(months, figures, counting)
    own = _added((code, share) for (month, code), share in reported.items() if month in months)
    procedures = Procedure.objects.in_bulk([*said, *outside, *own], field_name="code")
    lines = [
        ProcedureLine(code, procedures.get(code), _beside(row, own.get(code), said.get(code)))
        for code in {*own, *said}
    ]
    lines += [
        ProcedureLine(
            code,
            procedures.get(code),
            SourceComparison(None, share),
            Outside.NOT_COUNTED if code in procedures else Outside.UNKNOWN,
        )
        for code, share in outside.items()
    ]
    return sorted(lines, key=lambda line: (line.outside is not None, -line.weight, line.code))


def _beside(row: Reconciled, own: Share | None, said: Share | None) -> SourceComparison:
    """In a month in which both speak, who does not name a procedure says that no dossier of it arose."""
    if row.coverage.compared:
        return SourceComparison(own or NOTHING, said or NOTHING)
    return SourceComparison(own, said)


def _said(
    months: Collection[Month], figures: Iterable[ExtractFigure], counting: Collection[int]
) -> tuple[dict[str, Share], dict[str, Share]]:
    """What the source says in some months by code of the procedure: what counts, and what does not."""
    shares = [
        (figure.procedure_id, Share(figure.online, figure.total), figure.pk in counting)
        for figure in figures
        if figure.part.first_month in months
    ]
    return (
        _added((code, share) for code, share, counts in shares if counts),
        _added((code, share) for code, share, counts in shares if not counts),
    )


def _added(shares: Iterable[tuple[str, Share]]) -> dict[str, Share]:
    sums: dict[str, Share] = defaultdict(lambda: NOTHING)
    for code, share in shares:
        sums[code] += share
    return dict(sums)
