"""What is entered: units, decisions, the catalogue, submissions and people."""

from targets.models.calendar import Holiday, ReportingPeriod
from targets.models.correspondence import Explanation, Remark, UnlockRequest
from targets.models.decisions import Clause, Decision, Target
from targets.models.monthly_shares import MonthlyShare
from targets.models.people import User
from targets.models.procedures import Procedure, Publication
from targets.models.record import RECORDED
from targets.models.reminders import Reminder
from targets.models.sources import ColumnMapping, Extract, ExtractFigure, ExtractPart
from targets.models.submissions import Count, Submission
from targets.models.tokens import ApiCall, ApiToken, PushKey, Scope
from targets.models.units import Unit
from targets.models.uploads import Delivery, Reading, Upload

__all__ = [
    "RECORDED",
    "ApiCall",
    "ApiToken",
    "Clause",
    "ColumnMapping",
    "Count",
    "Decision",
    "Delivery",
    "Explanation",
    "Extract",
    "ExtractFigure",
    "ExtractPart",
    "Holiday",
    "MonthlyShare",
    "Procedure",
    "Publication",
    "PushKey",
    "Reading",
    "Remark",
    "Reminder",
    "ReportingPeriod",
    "Scope",
    "Submission",
    "Target",
    "Unit",
    "UnlockRequest",
    "Upload",
    "User",
]
