"""Where every unit stands as the public sees it: by the months that have been accepted, and by no others."""

from datetime import date

from reporting import queries, queries_public
from reporting.compliance import NOTHING
from reporting.standings import Standing, units_listed, with_ranks
from targets.models import Decision
from targets.periods import Span


def accepted_standings(decision: Decision, span: Span, today: date) -> list[Standing]:
    """Every unit's standing by its accepted months alone, in the Decision's own order; timeliness is left out.

    A unit without an accepted month has not reported, as far as the public is concerned.
    """
    targets = {target.unit_id: target for target in decision.targets.all()}
    units = units_listed(span, targets)
    shares, accepted = (
        queries_public.shares_by_unit(decision, span),
        queries_public.months_accepted(span),
    )
    expected = queries.months_expected(units, span, today)
    return with_ranks(
        [
            Standing(
                unit=unit,
                target=targets.get(unit.pk),
                share=shares.get(unit.pk, NOTHING) if unit.pk in accepted else None,
                months_reported=frozenset(accepted.get(unit.pk, ())),
                months_expected=tuple(expected[unit.pk]),
            )
            for unit in units
        ]
    )
