"""A unit's months and procedures in a frozen ranking, down to each cell: who entered it, when, from which file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting import compliance
from reporting.compliance import Share
from reporting.presenters.rankings.words import day, moment, person, publication, source
from reporting.rankings.frozen import Figures, FrozenCount, FrozenMonth, FrozenUnit
from reporting.rankings.why_not_counted import WhyNot, why_not_counted
from targets.models import Submission
from targets.periods import Month
from targets.templatetags.figures import percent, short_month, whole


@dataclass(frozen=True)
class Dossiers:
    """Dossiers as numbers, and as the page writes them; none where no report counts. The share is as it may be shown (rule 8)."""

    figures: Share | None
    shown_percent: Decimal | None

    @property
    def total(self) -> str:
        return whole(self.figures.total if self.figures else None)

    @property
    def online(self) -> str:
        return whole(self.figures.online if self.figures else None)

    @property
    def share(self) -> str:
        return percent(self.shown_percent)


@dataclass(frozen=True)
class CountLine(Dossiers):
    """One procedure in one month; `why_not` says why it does not count, blank where it does; `entered` is when, as it is frozen."""

    code: str
    name: str
    why_not: str
    entered_by: str
    entered: str | None
    source: str

    @property
    def entered_at(self) -> str:
        return moment(self.entered)


@dataclass(frozen=True)
class MonthLine(Dossiers):
    """One month; `remark` says what is late or missing of it, blank for nothing. `frozen` is the month as it is frozen."""

    frozen: FrozenMonth
    state_label: str
    submitted_by: str
    accepted_by: str
    remark: str
    counts: Sequence[CountLine]

    @property
    def month(self) -> str:
        return short_month(Month.parse(self.frozen.month))

    @property
    def state(self) -> str:
        return self.frozen.state or ""

    @property
    def due_on(self) -> str:
        return day(self.frozen.due_on)

    @property
    def first_submitted_at(self) -> str:
        return moment(self.frozen.first_submitted_at)

    @property
    def accepted(self) -> str:
        """When it was accepted and by whom, where that is known; blank where it was not."""
        if self.frozen.accepted_at is None:
            return ""
        said = {"when": moment(self.frozen.accepted_at), "who": self.accepted_by}
        if self.frozen.accepted_by is None:
            return _("accepted %(when)s") % said
        return _("accepted %(when)s by %(who)s") % said

    @property
    def not_counted(self) -> int:
        return sum(bool(one.why_not) for one in self.counts)


@dataclass(frozen=True)
class ProcedureLine(Dossiers):
    """What counts of one procedure over all months; `short_by` is None where there is no minimum."""

    code: str
    name: str
    short_by: int | None

    @property
    def shortfall(self) -> str:
        return whole(self.short_by)


@dataclass(frozen=True)
class Procedures:
    """The procedures, those first that leave the unit shortest of its minimum; and all of them together."""

    lines: Sequence[ProcedureLine]
    total: str
    online: str


def month_lines(figures: Figures, unit: FrozenUnit) -> list[MonthLine]:
    """Each month of the ranking."""
    return [_month(figures, unit, month) for month in unit.months]


def procedure_lines(figures: Figures, unit: FrozenUnit) -> Procedures:
    """What counts of each procedure."""
    shares = unit.shares_by_procedure()
    together = compliance.together(shares.values())

    def shortest_first(item: tuple[str, Share]) -> tuple[int, int, str]:
        code, share = item
        return -compliance.shortfall(share, unit.minimum), -share.total, code

    return Procedures(
        lines=[
            ProcedureLine(
                code=code,
                name=figures.procedures[code].name,
                figures=share,
                shown_percent=compliance.shown_percent(share, unit.minimum),
                short_by=None
                if unit.minimum is None
                else compliance.shortfall(share, unit.minimum),
            )
            for code, share in sorted(shares.items(), key=shortest_first)
        ],
        total=whole(together.total),
        online=whole(together.online),
    )


def _month(figures: Figures, unit: FrozenUnit, month: FrozenMonth) -> MonthLine:
    return MonthLine(
        figures=month.share,
        shown_percent=compliance.shown_percent(month.share, unit.minimum),
        frozen=month,
        state_label=str(Submission.Status(month.state).label) if month.state else "",
        submitted_by=person(figures, month.submitted_by),
        accepted_by=person(figures, month.accepted_by),
        remark="; ".join(_remarks(month)),
        counts=[_count(figures, month, one, unit.minimum) for one in month.counts],
    )


def _remarks(month: FrozenMonth) -> Iterator[str]:
    if month.is_late:
        yield _("late")
    if month.is_missing:
        yield _("missing after its due date") if month.due_on else _("missing after its end")
    elif not month.is_reported and month.is_expected:
        yield _("not due yet when the ranking was drawn up")
    elif not month.is_reported:
        yield _("no report expected")


def _count(
    figures: Figures, month: FrozenMonth, count: FrozenCount, least: Decimal | None
) -> CountLine:
    share = Share(count.online, count.total)
    return CountLine(
        figures=share,
        shown_percent=compliance.shown_percent(share, least),
        code=count.procedure,
        name=figures.procedures[count.procedure].name,
        why_not=_why_not(figures, month, count),
        entered_by=person(figures, count.entered_by),
        entered=count.entered_at,
        source=source(count),
    )


def _why_not(figures: Figures, month: FrozenMonth, count: FrozenCount) -> str:
    reason = why_not_counted(figures, month, count)
    if reason is None:
        return ""
    windows = ", ".join(
        publication(one) for one in figures.procedures[count.procedure].publications
    )
    if reason == WhyNot.NEW:
        return _(
            "new: first published since %(day)s, which the decision leaves out (%(windows)s)"
        ) % {
            "day": day(figures.decision.leaves_out_since),
            "windows": windows,
        }
    if reason == WhyNot.NOT_ITS_OWN:
        return _("not one of the unit's own procedures")
    if not windows:
        return _("never published at level 3 or 4")
    return _("not published on any day of this month (%(windows)s)") % {"windows": windows}
