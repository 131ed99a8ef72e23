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


class Overtaken(Exception):
    """The name has another number of versions by now than the person saw."""


@transaction.atomic
def make_rule(
    *,
    name: str,
    rule: Rule,
    note: str,
    by: User | None,
    at: datetime,
    is_example: bool = False,
    as_version: int | None = None,
) -> ScoringRule:
    """Keep the rule as the next version of its name; where it says what the last one says, that one.

    Raises Unusable, and Overtaken where the next version is another than `as_version`.
    """
    if problems := rule.problems():
        raise Unusable(problems)
    hold(name="reporting_scoringrule")
    last = ScoringRule.objects.filter(name=name).first()
    if last is not None and last.says(rule=rule, note=note, is_example=is_example):
        return last
    version = last.version + 1 if last else 1
    if as_version not in (None, version):
        raise Overtaken
    return ScoringRule.objects.create(
        name=name,
        version=version,
        definition=to_plain(rule),
        note=note,
        is_example=is_example,
        made_at=at,
        made_by=by,
    )
