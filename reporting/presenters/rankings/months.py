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
from targets.templatetags.figures import NO_FIGURE, percent, short_month, whole


@dataclass(frozen=True)
class CountLine:
    """One procedure in one month; `why_not` says why it does not count, blank where it does."""

    code: str
    name: str
    total: str
    online: str
    share: str
    why_not: str
    entered_by: str
    entered_at: str
    source: str


@dataclass(frozen=True)
class MonthLine:
    """One month; `remark` says what is late or missing of it, blank for nothing."""

    month: str
    state: str
    state_label: str
    due_on: str
    first_submitted_at: str
    submitted_by: str
    accepted: str
    total: str
    online: str
    share: str
    remark: str
    counts: Sequence[CountLine]
    not_counted: int


@dataclass(frozen=True)
class ProcedureLine:
    """What counts of one procedure over all months."""

    code: str
    name: str
    total: str
    online: str
    share: str
    shortfall: str


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
                total=whole(share.total),
                online=whole(share.online),
                share=percent(compliance.shown_percent(share, unit.minimum)),
                shortfall=whole(compliance.shortfall(share, unit.minimum))
                if unit.minimum is not None
                else NO_FIGURE,
            )
            for code, share in sorted(shares.items(), key=shortest_first)
        ],
        total=whole(together.total),
        online=whole(together.online),
    )


def _month(figures: Figures, unit: FrozenUnit, month: FrozenMonth) -> MonthLine:
    share = month.share
    counts = [_count(figures, month, one, unit.minimum) for one in month.counts]
    return MonthLine(
        month=short_month(Month.parse(month.month)),
        state=month.state or "",
        state_label=str(Submission.Status(month.state).label) if month.state else "",
        due_on=day(month.due_on),
        first_submitted_at=moment(month.first_submitted_at),
        submitted_by=person(figures, month.submitted_by),
        accepted=_accepted(figures, month),
        total=whole(share.total if share else None),
        online=whole(share.online if share else None),
        share=percent(compliance.shown_percent(share, unit.minimum)),
        remark="; ".join(_remarks(month)),
        counts=counts,
        not_counted=sum(bool(one.why_not) for one in counts),
    )


def _accepted(figures: Figures, month: FrozenMonth) -> str:
    if month.accepted_at is None:
        return ""
    when = moment(month.accepted_at)
    if month.accepted_by is None:
        return _("accepted %(when)s") % {"when": when}
    who = person(figures, month.accepted_by)
    return _("accepted %(when)s by %(who)s") % {"when": when, "who": who}


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
    return CountLine(
        code=count.procedure,
        name=figures.procedures[count.procedure].name,
        total=whole(count.total),
        online=whole(count.online),
        share=percent(compliance.shown_percent(Share(count.online, count.total), least)),
        why_not=_why_not(figures, month, count),
        entered_by=person(figures, count.entered_by),
        entered_at=moment(count.entered_at),
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
