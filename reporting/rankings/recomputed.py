"""A ranking worked out again: from its frozen figures, and from the record of changes as of its moment.

Both must give the very bytes that were stored.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from reporting.as_of import as_of_events
from reporting.models import Ranking, ScoringRule
from reporting.rankings import results
from reporting.rankings.differences import UnitDifference, differences
from reporting.rankings.frozen import Figures, figures_of, with_carried
from reporting.rankings.taking import frozen_rule, take
from reporting.standings import standings
from targets.last_events import last_events
from targets.models import Decision

_KEPT = 4


def from_frozen(ranking: Ranking) -> str:
    """The canonical form, worked out again from the figures in it."""
    return results.written(_frozen(ranking))


def from_record(ranking: Ranking) -> str:
    """The canonical form, from the record of changes as it stood after the ranking's last events."""
    frozen = _frozen(ranking)
    drawn_up = frozen.drawn_up
    with as_of_events(drawn_up.last_events, datetime.fromisoformat(drawn_up.at)):
        taken = _taken(ranking, frozen)
    return results.written(with_carried(taken, frozen))


def figures_now(ranking: Ranking) -> Figures:
    """The present figures by the same rule, looked at on the day on which the ranking was drawn up.

    A month that has become overdue since is no difference; a figure that was corrected is one.
    """
    frozen = ranking.figures
    return _taken(ranking, frozen)


def figures_restated(ranking: Ranking, rule: ScoringRule, today: date) -> Figures:
    """What a restatement of a ranking would freeze, drawn up on that day by that rule; nothing is stored.

    It carries the definitions of the ranking, which move no place.
    """
    frozen = ranking.figures
    drawn_up = replace(frozen.drawn_up, on=today.isoformat(), last_events=last_events())
    return _taken(ranking, replace(frozen, drawn_up=drawn_up), rule)


def differences_since(ranking: Ranking) -> tuple[Sequence[UnitDifference], Mapping[str, str]]:
    """What is different from a ranking since it was drawn up, and the names of the people in it."""
    events = last_events()
    if events == ranking.figures.drawn_up.last_events:
        return (), {}
    return _differences_at(ranking.sha256, tuple(events.items()))


@lru_cache(maxsize=_KEPT)
def _differences_at(
    digest: str, _events: tuple[tuple[str, int], ...]
) -> tuple[Sequence[UnitDifference], Mapping[str, str]]:
    """Worked out once for each event of the record: many read a ranking between two changes."""
    ranking = Ranking.objects.get(sha256=digest)
    now = figures_now(ranking)
    return differences(ranking.places, results.places(now)), now.people


def _frozen(ranking: Ranking) -> Figures:
    return figures_of(json.loads(ranking.canonical)["figures"])


def _taken(ranking: Ranking, frozen: Figures, rule: ScoringRule | None = None) -> Figures:
    # As it stands where it is asked for: within the record, as it stood.
    decision = Decision.objects.get(pk=ranking.decision_id)
    today = date.fromisoformat(frozen.drawn_up.on)
    return take(
        decision=decision,
        span=ranking.span,
        rows=standings(decision, ranking.span, today),
        rule=frozen_rule(rule or ranking.rule),
        drawn_up=frozen.drawn_up,
        definitions=frozen.definitions,
    )
