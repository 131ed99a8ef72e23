"""From the database to sums: what other sources say, of each unit and month or by procedure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from reporting.compliance import NOTHING, Share
from reporting.queries import counted, counts_for
from targets.models import Decision, Extract, ExtractFigure, ExtractPart, Submission, Unit
from targets.periods import Month, Span


@dataclass(frozen=True, order=True)
class Source:
    """Who says it: the source by its name, and whether the unit itself or the department loaded it."""

    name: str
    by_unit: bool
    kind: str

    @property
    def is_form_06(self) -> bool:
        return self.kind == Extract.Kind.FORM_06


@dataclass(frozen=True)
class Statement:
    """What a source says of one unit and span: of what counts for the decision, and of dossiers in all."""

    part: int
    source: Source
    unit_code: str
    span: Span
    counting: Share
    in_all: Share

    @property
    def outside(self) -> int:
        """Dossiers of procedures that are unknown here or do not count."""
        return self.in_all.total - self.counting.total


def statements(decision: Decision, span: Span) -> list[Statement]:
    """What stands of all sources within the span. A form 06 knows no procedures: all that it says is compared."""
    parts = ExtractPart.objects.within(span).standing().select_related("extract")
    parts = parts.defer("extract__content")
    in_all = _shares(ExtractFigure.objects.filter(part__in=_standing(span)))
    counting = _shares(_counting(decision, span))
    return [
        Statement(
            part=part.pk,
            source=_source(part.extract),
            unit_code=part.unit_id,
            span=part.span,
            counting=(in_all if part.extract.kind == Extract.Kind.FORM_06 else counting).get(
                part.pk, NOTHING
            ),
            in_all=in_all.get(part.pk, NOTHING),
        )
        for part in parts
    ]


def source_names() -> list[str]:
    """The names of all sources that stand beside some report."""
    stored = Extract.objects.filter(stored_at__isnull=False, set_aside_at=None)
    return list(stored.order_by("source").values_list("source", flat=True).distinct())


def reported_states(span: Span) -> dict[tuple[int, Month], str]:
    """The state of each counting submission, by unit (its primary key) and month."""
    submissions = Submission.objects.counting().within(span).order_by()
    return {
        (unit, month): status
        for unit, month, status in submissions.values_list("unit", "month", "status")
    }


def reported_by_procedure(
    decision: Decision, span: Span, unit: Unit
) -> dict[tuple[Month, str], Share]:
    """What counts of one unit's reports, by month and code of the procedure."""
    counts = counted(decision, span).filter(submission__unit=unit)
    figures = counts.values_list("submission__month", "procedure__code", "online", "total")
    return {(month, code): Share(online, total) for month, code, online, total in figures}


def figures_of(parts: Iterable[int]) -> list[ExtractFigure]:
    """The figures of some parts (their primary keys), in the order of their files."""
    figures = ExtractFigure.objects.filter(part__in=list(parts)).select_related("part")
    return list(figures.order_by("part__first_month", "source_row"))


def counting_figures(decision: Decision, span: Span, parts: Iterable[int]) -> set[int]:
    """Of some parts (their primary keys) the figures (theirs) that count for the decision."""
    figures = _counting(decision, span).filter(part__in=list(parts))
    return set(figures.values_list("pk", flat=True))


def _standing(span: Span) -> QuerySet[ExtractPart]:
    return ExtractPart.objects.within(span).standing().values("pk")


def _counting(decision: Decision, span: Span) -> QuerySet[ExtractFigure]:
    conditions = counts_for(decision.leaves_out_since, unit="part__unit", month="part__first_month")
    return ExtractFigure.objects.filter(*conditions, part__in=_standing(span))


def _shares(figures: QuerySet[ExtractFigure]) -> dict[int, Share]:
    sums = figures.order_by().values_list("part").annotate(Sum("online"), Sum("total"))
    return {part: Share(online, total) for part, online, total in sums}


def _source(extract: Extract) -> Source:
    return Source(extract.source, extract.by_unit, extract.kind)
