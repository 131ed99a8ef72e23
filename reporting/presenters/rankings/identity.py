"""Which ranking a page or a sheet is of: what anybody is told of it, and what whoever reads it in the portal is told too."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.documents.ranking_words import where_to_check
from reporting.models import Ranking
from reporting.presenters.rankings.words import day, frozen_span, moment, person
from reporting.rankings.canonical import SHORT_DIGEST
from targets.templatetags.figures import span as written_span


@dataclass(frozen=True)
class Head:
    """What anybody is told who holds the code; nobody is named."""

    code: str
    written_code: str
    sha256: str
    state: str
    decision: str
    issued_on: str
    span: str
    rule: str
    is_example: bool
    drawn_up_at: str


@dataclass(frozen=True)
class Identity(Head):
    """What is told of it within the portal, on every page of a place: who drew it up too."""

    short_sha: str
    check_at: str
    drawn_up_by: str
    is_sample: bool


def head(ranking: Ranking) -> Head:
    """From the ranking's columns, for what is frozen is long; of a final one the decision as it is printed."""
    decision = ranking.decision
    number, issued_on = decision.number, decision.issued_on.isoformat()
    if ranking.is_final:
        number, issued_on = ranking.figures.decision.number, ranking.figures.decision.issued_on
    return Head(
        code=ranking.code,
        written_code=ranking.written_code,
        sha256=ranking.sha256,
        state=ranking.get_state_display(),
        decision=number,
        issued_on=day(issued_on),
        span=written_span(ranking.span),
        rule=str(ranking.rule),
        is_example=ranking.rule.is_example,
        drawn_up_at=moment(ranking.drawn_up_at.isoformat()),
    )


def identity(ranking: Ranking) -> Identity:
    """From what is frozen, in the language that is active."""
    figures = ranking.figures
    return Identity(
        code=ranking.code,
        written_code=ranking.written_code,
        sha256=ranking.sha256,
        short_sha=ranking.sha256[:SHORT_DIGEST],
        check_at=where_to_check(ranking),
        state=ranking.get_state_display(),
        decision=figures.decision.number,
        issued_on=day(figures.decision.issued_on),
        span=frozen_span(figures),
        rule=_("%(name)s, version %(version)s")
        % {"name": figures.rule.name, "version": figures.rule.version},
        is_example=figures.rule.is_example,
        drawn_up_at=moment(figures.drawn_up.at),
        drawn_up_by=person(figures, figures.drawn_up.by),
        is_sample=ranking.is_sample,
    )
