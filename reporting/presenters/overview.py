"""The leadership's page: where a province stands at the end of a month, from the standings that the pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from reporting import change, compliance, queries
from reporting.compliance import Status
from reporting.documents.overview import (
    WHOLE_BAR,
    DistrictLine,
    GroupLine,
    Overview,
    Owing,
    UnitLine,
)
from reporting.labels import GROUP_LABELS
from reporting.presenters.behind import units_behind
from reporting.presenters.dashboard import Summary, summary
from reporting.presenters.intake import Intake, last_reported, never_reported
from reporting.presenters.overview_year import Year
from reporting.question import span_before
from reporting.standings import Standing, standings
from reporting.templatetags.standing import online_of_total
from reporting.unit_names import without_committee
from targets.models import Decision, Submission, Unit
from targets.periods import Month, Span
from targets.templatetags.figures import minimum, percent, signed, signed_points, whole
from targets.templatetags.figures import month as written_month
from targets.templatetags.figures import span as written_span

FURTHEST, FIRST_NAMES = 10, 9
# The bars end at the first of these percentages that nothing drawn exceeds.
BAR_ENDS = (30, 40, 60, 80, 100)


@dataclass(frozen=True)
class Sides:
    """Every unit's standing now and at the end of the month before, of which there may be none."""

    now: Sequence[Standing]
    before: Sequence[Standing] | None

    def of(self, group: str) -> "Sides":
        """Those of one group."""
        return Sides(
            [row for row in self.now if row.group == group],
            None if self.before is None else [row for row in self.before if row.group == group],
        )


def overview(decision: Decision, span: Span, *, today: date, at: datetime) -> Overview:
    """The page under a decision over a span, as of a moment; Vietnamese, as what is printed for leaders is."""
    now = standings(decision, span, today)
    reported = last_reported(now)
    before = span_before(decision, Span(span.first, reported)) if reported else None
    sides = Sides(now, standings(decision, before, today) if before else None)
    year = Year(decision, span, now, today)
    first_day, last_day = queries.days_covered(span)
    with translation.override("vi"):
        districts, bar_end = _districts(sides.now)
        furthest = units_behind(sides.now)
        return Overview(
            place=settings.PORTAL_PLACE,
            owner=settings.PORTAL_OWNER,
            decision=decision.number,
            span=written_span(span),
            covers_from=date_format(first_day, "SHORT_DATE_FORMAT"),
            covers_to=date_format(last_day, "SHORT_DATE_FORMAT"),
            as_of=date_format(timezone.localtime(at), "DATETIME_FORMAT"),
            against=_against(before) if before else "",
            not_compared="chưa có tháng trước để so sánh"
            if reported
            else "kỳ này chưa có báo cáo nào",
            overall=_group("", sides),
            groups=[
                _group(str(label), sides.of(group))
                for group, label in GROUP_LABELS.items()
                if any(row.target for row in sides.of(group).now)
            ],
            months=year.bars(),
            still_lacking=[one.in_words for one in year.lacking],
            outlook=year.outlook(),
            districts=districts,
            bar_end=percent(bar_end),
            furthest=[_unit(row) for row in furthest[:FURTHEST]],
            below=whole(len(furthest)),
            owing=_owing(sides.now, year.lacking),
            is_sample=Submission.objects.within(span).has_sample(),
        )


def _against(before: Span) -> str:
    last = written_month(before.last)
    return last if len(before) == 1 else f"lũy kế đến hết {last}"


def _group(label: str, sides: Sides) -> GroupLine:
    now = summary(label, sides.now)
    before = summary(label, sides.before) if sides.before is not None else None
    return GroupLine(
        label=label,
        units=whole(now.units),
        reached=whole(now.reached),
        change=signed(now.reached - before.reached) if before else "",
        share=percent(now.shown_percent),
        change_of_share=_change_of_share(before, now),
        sums=online_of_total(now),
        not_met=whole(now.not_met),
        no_dossiers=whole(now.no_dossiers),
        not_reported=whole(now.not_reported),
        reports=f"{whole(now.completeness.reported)}/{whole(now.completeness.expected)}",
    )


def _change_of_share(before: Summary | None, now: Summary) -> str:
    moved = change.points(before.share, now.share) if before else None
    return "" if moved is None else signed_points(change.shown_points(moved))


def _districts(rows: Sequence[Standing]) -> tuple[list[DistrictLine], int]:
    """A line for each district whose communes have minimums, and the percentage at which its bar ends."""
    communes: dict[Unit, list[Standing]] = {}
    for row in rows:
        if row.unit.parent and row.target:
            communes.setdefault(row.unit.parent, []).append(row)
    in_order = sorted(communes, key=lambda district: district.order)
    together = [
        compliance.together(row.share for row in communes[district]).percent
        for district in in_order
    ]
    minimums = [row.minimum_percent for each in communes.values() for row in each]
    highest = max(
        [*(share for share in together if share is not None), *map(Fraction, minimums)], default=0
    )
    end = next(end for end in BAR_ENDS if highest <= end)
    return [_district(district, communes[district], end) for district in in_order], end


def _district(district: Unit, communes: Sequence[Standing], end: int) -> DistrictLine:
    figures = summary(district.name, communes)
    minimums = {row.minimum_percent for row in communes}
    common = minimums.pop() if len(minimums) == 1 else None
    return DistrictLine(
        name=without_committee(district.name),
        statuses=[row.status.value for row in sorted(communes, key=_place_in_the_strip)],
        reached=f"{whole(figures.reached)}/{whole(figures.units)}",
        share=percent(compliance.shown_percent(figures.share, common)),
        minimum=minimum(common),
        bar=_part(figures.share.percent or 0, end),
        minimum_mark=None if common is None else _part(Fraction(common), end),
    )


def _place_in_the_strip(row: Standing) -> int:
    return list(Status).index(row.status)


def _part(value: Fraction | int, end: int) -> int:
    return int(value * WHOLE_BAR / end)


def _unit(row: Standing) -> UnitLine:
    return UnitLine(
        name=row.unit.name,
        district=without_committee(row.unit.parent.name) if row.unit.parent else "",
        total=whole(row.total),
        online=whole(row.online),
        share=percent(row.shown_percent),
        minimum=minimum(row.minimum_percent),
        shortfall=whole(row.shortfall),
    )


def _owing(rows: Sequence[Standing], lacking: Sequence[Intake]) -> Owing:
    overdue = sorted(
        (row for row in rows if row.target and row.months_overdue),
        key=lambda row: -len(row.months_overdue),
    )
    never = summary("", rows).not_reported
    return Owing(
        units=whole(len(overdue)),
        reports=whole(sum(len(row.months_overdue) for row in overdue)),
        names=[
            f"{row.unit.name} ({_numbers(row.months_overdue)})" for row in overdue[:FIRST_NAMES]
        ],
        more=whole(len(overdue) - FIRST_NAMES) if len(overdue) > FIRST_NAMES else "",
        besides=[
            *([never_reported(never)] if never else []),
            *(one.lacking_in_words for one in lacking if one.sent and one.is_ahead),
        ],
    )


def _numbers(owed: Sequence[Month]) -> str:
    """The months owed: `tháng 7/2018`, or how many where there are several."""
    return written_month(owed[0]) if len(owed) == 1 else f"{len(owed)} tháng"
