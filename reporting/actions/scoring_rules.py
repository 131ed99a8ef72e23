"""Make a version of a scoring rule."""

from datetime import datetime

from django.db import transaction

from reporting.actions.holding import hold
from reporting.models import ScoringRule
from reporting.scoring_rule import Problem, Rule, to_plain
from targets.models import User


class Unusable(Exception):
    """A rule that cannot be applied; its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@transaction.atomic
def make_rule(
    *,
    name: str,
    rule: Rule,
    note: str,
    by: User | None,
    at: datetime,
    is_example: bool = False,
) -> ScoringRule:
    """Keep the rule as the next version of its name; where it says what the last one says, that one. Raises Unusable."""
    if problems := rule.problems():
        raise Unusable(problems)
    hold(name="reporting_scoringrule")
    last = ScoringRule.objects.filter(name=name).first()
    definition = to_plain(rule)
    if last is not None and (last.definition, last.note, last.is_example) == (
        definition,
        note,
        is_example,
    ):
        return last
    return ScoringRule.objects.create(
        name=name,
        version=last.version + 1 if last else 1,
        definition=definition,
        note=note,
        is_example=is_example,
        made_at=at,
        made_by=by,
    )
