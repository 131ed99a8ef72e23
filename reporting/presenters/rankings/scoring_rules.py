"""The scoring rules as their list has them: each with its versions, what each changed, and what was drawn up by it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reporting.models import Ranking, ScoringRule
from reporting.rule_in_words import Change, changes


@dataclass(frozen=True)
class Version:
    """One version, what it changed in the one before, and the rankings drawn up by it; no changes for the first."""

    rule: ScoringRule
    changes: Sequence[Change]
    rankings: Sequence[Ranking]


@dataclass(frozen=True)
class ListedRule:
    """One rule with its versions, the last one first."""

    name: str
    versions: Sequence[Version]

    @property
    def latest(self) -> ScoringRule:
        return self.versions[0].rule


def listed_rules(versions: Iterable[ScoringRule], rankings: Iterable[Ranking]) -> list[ListedRule]:
    """The rules by name; `versions` come by name, the last one first."""
    by_rule = defaultdict(list)
    for ranking in rankings:
        by_rule[ranking.rule_id].append(ranking)
    return [
        ListedRule(
            name,
            [
                Version(now, changes(before, now) if before else [], by_rule[now.pk])
                for now, before in pairwise([*group, None])
            ],
        )
        for name, group in groupby(versions, key=lambda version: version.name)
    ]
