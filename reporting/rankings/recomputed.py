"""A ranking worked out again: from its frozen figures, and from the record of changes as of its moment.

Both must give the very bytes that were stored.
"""

import json
from datetime import date, datetime

from reporting.as_of import as_of_events
from reporting.models import Ranking
from reporting.rankings import results
from reporting.rankings.frozen import Figures, figures_of, with_carried
from reporting.rankings.taking import take
from targets.models import Decision


def from_frozen(ranking: Ranking) -> str:
    """The canonical form, worked out again from the figures in it."""
    return results.written(_frozen(ranking))


def from_record(ranking: Ranking) -> str:
    """The canonical form, from the record of changes as it stood after the ranking's last events."""
    frozen = _frozen(ranking)
    drawn_up = frozen.drawn_up
    with as_of_events(drawn_up.last_events, datetime.fromisoformat(drawn_up.at)):
        taken = _taken(ranking, frozen, date.fromisoformat(drawn_up.on))
    return results.written(with_carried(taken, frozen))


def figures_now(ranking: Ranking) -> Figures:
    """The present figures by the same rule, looked at on the day on which the ranking was drawn up.

    A month that has become overdue since is no difference; a figure that was corrected is one.
    """
    frozen = ranking.figures
    return _taken(ranking, frozen, date.fromisoformat(frozen.drawn_up.on))


def _frozen(ranking: Ranking) -> Figures:
    return figures_of(json.loads(ranking.canonical)["figures"])


def _taken(ranking: Ranking, frozen: Figures, today: date) -> Figures:
    return take(
        # As it stands where it is asked for: within the record, as it stood.
        decision=Decision.objects.get(pk=ranking.decision_id),
        span=ranking.span,
        rule=frozen.rule,
        drawn_up=frozen.drawn_up,
        definitions=frozen.definitions,
        today=today,
    )
