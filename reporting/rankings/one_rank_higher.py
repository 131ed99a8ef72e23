"""What one rank higher would have taken. Pure and exact: no Django.

Only the unit's own online dossiers are imagined to be more; what it received, its late and missing months, and all other
units stay as they are. Whatever the rule, more online dossiers never lower a rank (of a rule without problems), so that the
smallest number that betters it can be found by halving.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reporting.compliance import Share
from reporting.scoring import Case, Score, scores
from reporting.scoring_rule import Rule, Ties


class Never(StrEnum):
    """Why no number of online dossiers gives a better rank."""

    UNRANKED = "unranked"
    FIRST = "first"
    # What is taken off for late or missing months keeps it behind.
    DEDUCTIONS = "deductions"
    # It would equal the unit ahead, which comes first for having more dossiers.
    TIES = "ties"
    # Even with every dossier online it stays behind: others attained more, or equally much.
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True)
class Higher:
    """The smallest number more of the dossiers received that had to come online, and what the rule then makes of the unit."""

    more: int
    score: Score


def one_rank_higher(rule: Rule, peers: Sequence[Case], unit: str) -> Higher | Never:
    """What a better rank among its peers, the unit itself included, would have taken; raises KeyError for an unknown unit."""
    contest = _Contest(rule, peers, unit)
    now = contest.with_more(0).rank
    if now is None:
        return Never.UNRANKED
    if now == 1:
        return Never.FIRST
    if not contest.is_better(contest.most, than=now):
        return _why_never(contest, now)
    below, enough = 0, contest.most
    while enough - below > 1:
        middle = (below + enough) // 2
        if contest.is_better(middle, than=now):
            enough = middle
        else:
            below = middle
    return Higher(enough, contest.with_more(enough))


def _why_never(contest: "_Contest", now: int) -> Never:
    if contest.without_deductions().is_better(contest.most, than=now):
        return Never.DEDUCTIONS
    if contest.by(replace(contest.rule, ties=Ties.SHARED)).is_better(contest.most, than=now):
        return Never.TIES
    return Never.OUT_OF_REACH


class _Contest:
    """One unit among its peers, all as one group, with more of its dossiers online."""

    def __init__(self, rule: Rule, peers: Sequence[Case], unit: str) -> None:
        self.rule, self.unit = rule, unit
        self.peers = [replace(case, group="", district=None) for case in peers]
        by_code = {case.unit: case for case in self.peers}
        self.own = by_code.pop(unit)
        self.others = list(by_code.values())

    @property
    def most(self) -> int:
        """How many dossiers did not come online."""
        share = self.own.share
        return share.total - share.online if share else 0

    def with_more(self, more: int) -> Score:
        share = self.own.share
        raised = share and Share(share.online + more, share.total)
        return scores(self.rule, [replace(self.own, share=raised), *self.others])[0]

    def is_better(self, more: int, *, than: int) -> bool:
        rank = self.with_more(more).rank
        return rank is not None and rank < than

    def without_deductions(self) -> "_Contest":
        own = replace(self.own, late=0, missing=0)
        return _Contest(self.rule, [own, *self.others], self.unit)

    def by(self, rule: Rule) -> "_Contest":
        return _Contest(rule, self.peers, self.unit)
