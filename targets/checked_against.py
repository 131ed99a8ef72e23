"""Whether what files of counts are checked against is still as it was: the record of changes tells."""

import hashlib
from datetime import date

from django.apps import apps
from django.db.models import Count, Max

from targets.models import User

# Units and their validity, procedures and their publications, locks and windows, and who may write for whom.
_RECORDS = (
    "UnitEvent",
    "ProcedureEvent",
    "PublicationEvent",
    "ReportingPeriodEvent",
    "UnlockRequestEvent",
    "PersonEvent",
    "OfficeEvent",
)


def checked_against(by: User, today: date) -> str:
    """A text that differs once any of it changed, for another person, and on another day."""
    states = [apps.get_model("targets", name).objects.aggregate(*_state()) for name in _RECORDS]
    said = f"{by.pk} {today} {[[*state.values()] for state in states]}"
    return hashlib.sha256(said.encode()).hexdigest()


def _state() -> tuple[Count, Max]:
    """How many changes there are, and the last: of two writers at once the later number may be seen first."""
    return Count("pk"), Max("pk")
