"""What statuses and groups are called, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from reporting.cell_state import CellState
from reporting.compliance import Status
from reporting.outlook import Course
from reporting.scoring import Unranked
from reporting.source_comparison import Outside
from targets.models import Unit

STATUS_LABELS = {
    Status.EXCEEDED: _("Exceeded"),
    Status.MET: _("Met"),
    Status.NOT_MET: _("Not met"),
    Status.NO_DOSSIERS: _("No dossiers"),
    Status.NOT_REPORTED: _("Not reported"),
    Status.NO_TARGET: _("No target"),
}

# The public page knows accepted months only: who has sent his may wait to be accepted.
PUBLIC_STATUS_LABELS = STATUS_LABELS | {Status.NOT_REPORTED: _("No accepted month")}
# What may be asked for in a list: those that reached their minimum, whether they exceeded it or not, or one status.
STATUS_CHOICES = {"reached": _("Reached (exceeded or met)"), **STATUS_LABELS}

COURSE_LABELS = {
    Course.ON_COURSE: _("On course"),
    Course.NOT_CERTAIN: _("Not certain"),
    Course.SHORT: _("Not yet on course"),
    Course.NOT_SAID: _("Too little to say"),
}

GROUP_LABELS = {
    Unit.Kind.AGENCY: _("Agencies"),
    Unit.Kind.DISTRICT: _("Districts"),
    Unit.Kind.COMMUNE: _("Communes"),
}

# A sign and a name for each: the sign tells them apart without colour, the name is read aloud.
CELL_LABELS = {
    CellState.ACCEPTED: ("✓", _("Accepted")),
    CellState.SUBMITTED: ("●", _("Submitted")),
    CellState.IN_WORK: ("…", _("Draft or returned")),
    CellState.MISSING: ("✗", _("Missing")),
    CellState.NOT_DUE: ("○", _("Not due yet")),
    CellState.NOT_EXPECTED: ("–", _("Not expected")),
}

# Why a figure of another source is compared with no report.
OUTSIDE_LABELS = {
    Outside.UNKNOWN: _("unknown here"),
    Outside.NOT_COUNTED: _("does not count here"),
}

# Why a unit is listed in a ranking without a rank.
UNRANKED_LABELS = {
    Unranked.NO_TARGET: _("No target"),
    Unranked.NOT_REPORTED: _("Not reported"),
    Unranked.NO_DOSSIERS: _("No dossiers"),
    Unranked.TOO_FEW: _("Too few dossiers to be ranked"),
}
