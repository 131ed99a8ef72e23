"""What is published: scoring rules, rankings frozen with all that they are computed from, and what units said of them."""

from reporting.models.objections import Attachment, Objection
from reporting.models.rankings import Ranking, RankingFile
from reporting.models.scoring_rules import ScoringRule

__all__ = ["Attachment", "Objection", "Ranking", "RankingFile", "ScoringRule"]
