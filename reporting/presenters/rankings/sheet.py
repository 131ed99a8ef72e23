"""The sheet “why this place” from the same values as the page; what is too long for paper is summed up."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.documents.ranking_sheet import ContestPart, Sheet
from reporting.presenters.rankings.contests import Contest, Neighbour
from reporting.presenters.rankings.unit import RankingUnit

# What fits on three pages beside the rest.
MOST_PROCEDURES, MOST_NOT_COUNTED = 30, 10


def ranking_sheet(unit: RankingUnit) -> Sheet:
    """The sheet of a unit's place, in the language that is active."""
    identity = unit.identity
    not_counted = list(_not_counted(unit))
    procedures = unit.procedures.lines
    return Sheet(
        title=_("Why this place: %(unit)s") % {"unit": unit.name},
        unit=unit.name,
        place=settings.PORTAL_PLACE,
        owner=settings.PORTAL_OWNER,
        decision=identity.decision,
        span=identity.span,
        code=identity.written_code,
        short_sha=identity.short_sha,
        state=identity.state,
        drawn_up=_("%(moment)s by %(person)s")
        % {"moment": identity.drawn_up_at, "person": identity.drawn_up_by},
        rule=identity.rule,
        check_at=identity.check_at,
        headline=unit.headline,
        wording=_wording(unit),
        steps=[(step.name, step.working, step.result, step.note) for step in unit.steps],
        unranked=unit.unranked,
        small_numbers=unit.small_numbers,
        contests=[_contest(one) for one in unit.contests],
        months=[
            (
                month.month,
                "; ".join(part for part in (month.state_label, month.remark) if part),
                month.due_on,
                month.first_submitted_at,
                month.submitted_by,
                month.total,
                month.online,
                month.share,
            )
            for month in unit.months
        ],
        procedures=[
            (row.code, row.name, row.total, row.online, row.share, row.shortfall)
            for row in procedures[:MOST_PROCEDURES]
        ],
        procedures_more=_more(len(procedures) - MOST_PROCEDURES),
        not_counted=not_counted[:MOST_NOT_COUNTED],
        not_counted_more=_more(len(not_counted) - MOST_NOT_COUNTED),
        cells_at=settings.PORTAL_URL.rstrip("/")
        + reverse("ranking-unit", args=[identity.code, unit.code]),
        is_sample=identity.is_sample,
    )


def _wording(unit: RankingUnit) -> str:
    if not unit.clause:
        return ""
    return _("Clause %(clause)s: %(wording)s (minimum %(minimum)s)") % {
        "clause": unit.clause,
        "wording": (unit.wording or unit.group).rstrip(" ;."),
        "minimum": unit.minimum,
    }


def _contest(contest: Contest) -> ContestPart:
    return ContestPart(
        title=_("Rank %(rank)s of %(units)s %(among)s")
        % {"rank": contest.rank, "units": contest.units, "among": contest.among},
        working=" ".join([f"{contest.rank} = {contest.working}.", *contest.order]),
        higher=contest.higher,
        rows=[_row(row) for row in contest.neighbours],
        measure=contest.measure,
        own=next(index for index, row in enumerate(contest.neighbours) if row.is_own),
    )


def _row(row: Neighbour) -> Sequence[str]:
    return (
        row.rank,
        row.name or _("another unit"),
        row.share,
        row.minimum,
        row.attainment,
        row.points,
        row.distance or "–",
    )


def _not_counted(unit: RankingUnit) -> Iterator[Sequence[str]]:
    for month in unit.months:
        for count in month.counts:
            if count.why_not:
                yield month.month, count.code, count.total, count.online, count.why_not


def _more(number: int) -> str:
    """What is left out of a table; blank for nothing."""
    if number <= 0:
        return ""
    return _("And %(number)s more, which the page of the portal lists.") % {"number": number}
