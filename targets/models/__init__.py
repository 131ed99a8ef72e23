"""What is entered: units, decisions, the catalogue, submissions and people."""

from targets.models.decisions import Clause, Decision, Target
from targets.models.people import User
from targets.models.procedures import Procedure, Publication
from targets.models.submissions import Count, Submission
from targets.models.units import Unit
from targets.models.uploads import Upload

__all__ = [
    "Clause",
    "Count",
    "Decision",
    "Procedure",
    "Publication",
    "Submission",
    "Target",
    "Unit",
    "Upload",
    "User",
]
