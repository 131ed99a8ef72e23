"""What a scoring rule would make of the figures of this moment, beside what another one makes of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reporting.scoring import Score, scores
from reporting.scoring_now import cases
from reporting.scoring_rule import Rule
from reporting.standings import Standing
from targets.models import Unit


@dataclass(frozen=True)
class PreviewRow:
    """One unit: what the rule makes of it, and what the one before does; None where there is none before."""

    standing: Standing
    now: Score
    before: Score | None

    @property
    def moves(self) -> bool:
        """Whether its rank in its group changes."""
        return self.before is not None and self.before.rank != self.now.rank

    @property
    def changes_class(self) -> bool:
        return self.before is not None and self.before.class_name != self.now.class_name

    @property
    def changes_points(self) -> bool:
        return self.before is not None and self.before.points != self.now.points


@dataclass(frozen=True)
class ClassCount:
    """How many units come into a class, and how many did before; None where that rule has no such class."""

    name: str
    now: int | None
    before: int | None


@dataclass(frozen=True)
class PreviewGroup:
    """The units of one group, those with a rank first, in its order."""

    group: str
    rows: Sequence[PreviewRow]
    classes: Sequence[ClassCount]

    @property
    def ranked(self) -> int:
        return sum(row.now.rank is not None for row in self.rows)

    @property
    def moved(self) -> int:
        return sum(row.moves for row in self.rows)

    @property
    def changed_class(self) -> int:
        return sum(row.changes_class for row in self.rows)


@dataclass(frozen=True)
class Preview:
    """The groups, each with its units."""

    groups: Sequence[PreviewGroup]

    @cached_property
    def moved(self) -> int:
        """How many units would have another rank."""
        return sum(group.moved for group in self.groups)

    @cached_property
    def changed_class(self) -> int:
        """How many units would have another class."""
        return sum(group.changed_class for group in self.groups)

    @cached_property
    def units(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def preview(rows: Sequence[Standing], rule: Rule, before: Rule | None) -> Preview:
    """Each unit by both rules; nothing is stored."""
    now = scores(rule, cases(rows))
    then = scores(before, cases(rows)) if before else [None] * len(rows)
    found = [PreviewRow(row, score, old) for row, score, old in zip(rows, now, then, strict=True)]
    groups = [[row for row in found if row.standing.group == group] for group in Unit.Kind]
    return Preview(
        [
            PreviewGroup(group[0].standing.group, _in_order(group), _classes(group, rule, before))
            for group in groups
            if group
        ]
    )


def _in_order(rows: Sequence[PreviewRow]) -> list[PreviewRow]:
    return sorted(rows, key=lambda row: (row.now.rank is None, row.now.rank or 0))


def _classes(rows: Sequence[PreviewRow], rule: Rule, before: Rule | None) -> list[ClassCount]:
    now = Counter(row.now.class_name for row in rows)
    then = Counter(row.before.class_name for row in rows if row.before)
    names_now = [one.name for one in rule.classes]
    names_before = [one.name for one in before.classes] if before else []
    return [
        ClassCount(
            name,
            now[name] if name in names_now else None,
            then[name] if name in names_before else None,
        )
        for name in dict.fromkeys([*names_now, *names_before])
    ]
