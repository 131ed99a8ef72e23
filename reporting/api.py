"""What the figures mean, for programs: decisions, a unit's standing, the league tables."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from quota_portal.clock import now, today
from reporting.api_schemas import DecisionOut, Standings
from reporting.exact_question import Unanswerable, exact_question
from reporting.exports.league import League
from reporting.presenters.records import document, ranked
from reporting.standings import Standing, standings
from targets.api import REFUSALS
from targets.api_access import Token, unit_or_404
from targets.api_schemas import MonthText
from targets.models import Decision, Scope
from targets.problems import Fault, Faulty

router = Router(tags=[_("Shares and ranks")])

DecisionNumber = Annotated[
    str | None,
    Query(None, description=_("The number of a decision; left out: the one in force.")),
]
FirstMonth = Annotated[
    MonthText | None,
    Query(None, alias="from", description=_("Left out: the decision's first month.")),
]
LastMonth = Annotated[
    MonthText | None,
    Query(None, description=_("Left out: the last month that has ended.")),
]


@router.get(
    "/decisions",
    auth=Token(),
    response={200: list[DecisionOut], 401: REFUSALS[401], 429: REFUSALS[429]},
    summary=_("List the decisions"),
    description=_("The newest first. Any token may ask."),
)
def get_decisions(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "number": decision.number,
            "title": decision.title,
            "issuer": decision.issuer,
            "issued_on": decision.issued_on,
            "first_month": str(decision.first_month),
            "last_month": str(decision.last_month),
        }
        for decision in Decision.objects.all()
    ]


@router.get(
    "/units/{code:code}/standing",
    auth=Token(Scope.READ_UNIT),
    response={200: Standings, **REFUSALS},
    by_alias=True,
    summary=_("Read a unit's standing"),
    description=_("Its share against its minimum, and its rank among all units of its group."),
)
def get_standing(
    request: HttpRequest,
    code: str,
    decision: DecisionNumber,
    first: FirstMonth,
    through: LastMonth,
) -> dict[str, Any]:
    unit = unit_or_404(request, code)
    found = _answer(
        decision, first, through, lambda rows: [row for row in rows if row.unit == unit]
    )
    if not found["units"]:
        raise Http404
    return found


@router.get(
    "/league",
    auth=Token(Scope.READ_LEAGUE),
    response={200: Standings, **REFUSALS},
    by_alias=True,
    summary=_("Read the league tables"),
    description=_("Every unit, by group and rank."),
)
def get_league(
    request: HttpRequest, decision: DecisionNumber, first: FirstMonth, through: LastMonth
) -> dict[str, Any]:
    return _answer(decision, first, through, ranked)


def _answer(
    number: str | None,
    first: MonthText | None,
    through: MonthText | None,
    choose: Callable[[Sequence[Standing]], list[Standing]],
) -> dict[str, Any]:
    try:
        decision, span = exact_question(number, first, through, today=today())
    except Unanswerable as unanswerable:
        raise Faulty([Fault(0, unanswerable.field, str(unanswerable))]) from unanswerable
    except Decision.DoesNotExist as missing:
        raise Http404 from missing
    rows = choose(standings(decision, span, today()))
    sample = League(decision, span, rows, at=now()).is_sample
    return document(decision, span, rows) | {"is_sample": sample}
