"""The record: every change of what is entered, kept by the database itself, so that no path goes round it (ADR 7).

Each tracked table has a table of events, written by triggers: the row as it was inserted, as it became, or as it was
when it was deleted, with the context (who, by which way) that `targets.record` or a request set. Nobody edits them.
"""

from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from targets.models.calendar import Holiday, ReportingPeriod
from targets.models.correspondence import UnlockRequest
from targets.models.decisions import Clause, Decision, Target
from targets.models.one_moment import shares_the_lock
from targets.models.people import User
from targets.models.procedures import Procedure, Publication
from targets.models.submissions import Count, Submission
from targets.models.units import Unit
from targets.models.uploads import Upload


def _keep(model: type[models.Model], **how: Any) -> None:
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        # One statement of events for each that writes: an import of a year is not a hundred thousand triggers.
        level=pghistory.Statement,
        append_only=True,
        app_label="targets",
        **how,
    )(model)


def _named(model: type[models.Model], *, null: bool = False) -> models.ForeignKey:
    """A key of an event without an index of its own, which would only slow every import."""
    return models.ForeignKey(
        model, models.DO_NOTHING, null=null, related_name="+", db_constraint=False, db_index=False
    )


RECORDED = (
    Clause,
    Count,
    Decision,
    Holiday,
    Procedure,
    Publication,
    ReportingPeriod,
    Submission,
    Target,
    Unit,
    UnlockRequest,
)
_ATTRIBUTES = {
    Count: {
        "attrs": {
            "entered_by": _named(User, null=True),
            "procedure": _named(Procedure),
            "submission": _named(Submission),
            "upload": _named(Upload, null=True),
        },
        # What one file wrote, and most of what was ever written for a unit's month, stands together: so small indexes
        # find it, and an import hardly notices them.
        "meta": {
            "indexes": [
                BrinIndex(fields=["upload"], name="count_events_of_a_file"),
                BrinIndex(fields=["submission"], name="count_events_of_a_submission"),
            ]
        },
        # Events are found by what changed; their context is then read by its own key.
        "context_field": pghistory.ContextForeignKey(db_index=False),
    }
}
for model in RECORDED:
    _keep(model, **_ATTRIBUTES.get(model, {}))
    pgtrigger.register(shares_the_lock())(model)
_keep(
    User,
    model_name="PersonEvent",
    fields=["username", "full_name", "email", "role", "is_active", "is_staff"],
)


class Office(User.units.through):
    """A unit for which a person enters figures: the table behind `User.units`, under a name that triggers can have."""

    class Meta:
        proxy = True


_keep(Office, model_name="OfficeEvent", obj_field=None)
