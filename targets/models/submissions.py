"""What units report: one submission for a unit and a month, and its counts by procedure."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.models.fields import MonthField
from targets.models.keeping_shares import shares_follow_counts
from targets.models.procedures import Procedure
from targets.models.provenance import names_who_exists
from targets.models.units import Unit
from targets.periods import Span
from targets.workflow import COUNTING, OPEN_TO_THE_UNIT, State


def _person(label: Any, **how: Any) -> models.ForeignKey:
    """Who took a step, where somebody named did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **how,
    )


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def counting(self) -> Self:
        """Submitted and accepted submissions (rule 3)."""
        return self.filter(status__in=COUNTING)

    def within(self, span: Span) -> Self:
        return self.filter(month__gte=span.first, month__lte=span.last)

    def has_sample(self) -> bool:
        """Whether any of them is made up: what shows their figures must say so."""
        return self.filter(is_sample=True).exists()


class Submission(models.Model):
    """A unit's monthly report."""

    class Status(models.TextChoices):
        DRAFT = State.DRAFT.value, _("Draft")
        SUBMITTED = State.SUBMITTED.value, _("Submitted")
        RETURNED = State.RETURNED.value, _("Returned")
        ACCEPTED = State.ACCEPTED.value, _("Accepted")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="submissions", verbose_name=_("unit")
    )
    month = MonthField(_("reporting period"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(
        _("version"), default=0, help_text=_("Grows with every change of a figure or a state.")
    )
    is_sample = models.BooleanField(_("sample data"), default=False)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
        help_text=_("Blank: from the command line, by nobody named."),
    )
    first_submitted_at = models.DateTimeField(
        _("first submitted at"),
        null=True,
        blank=True,
        help_text=_(
            "Whether a report was in time is judged by this, whatever was corrected later."
        ),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = _person(_("submitted by"))
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    returned_by = _person(_("returned by"))
    return_reason = models.TextField(_("reason for the return"), blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = _person(_("accepted by"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["month", "unit__order"]
        indexes = [
            # What waits for review is little beside all the years.
            models.Index(
                name="submission_waits", fields=["month"], condition=Q(status=State.SUBMITTED.value)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="submission_once_for_a_unit_and_a_period", fields=["unit", "month"]
            ),
            models.CheckConstraint(
                name="submission_month_is_a_first_day", condition=Q(month__day=1)
            ),
            models.CheckConstraint(
                name="submission_counting_has_submitted_at",
                condition=~Q(status__in=[State.SUBMITTED.value, State.ACCEPTED.value])
                | Q(submitted_at__isnull=False, first_submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_returned_says_when_and_why",
                condition=~Q(status=State.RETURNED.value)
                | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
            ),
            models.CheckConstraint(
                name="submission_accepted_says_when",
                condition=Q(status=State.ACCEPTED.value, accepted_at__isnull=False)
                | (~Q(status=State.ACCEPTED.value) & Q(accepted_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.month}"

    @property
    def is_open_to_the_unit(self) -> bool:
        """Whether the unit itself may change the figures now."""
        return State(self.status) in OPEN_TO_THE_UNIT


class Count(models.Model):
    """Dossiers of one procedure in one submission (rule 1).

    A blank figure is not yet known; the database lets it stand because a draft may be half filled in.
    """

    # The unique constraint below is its index.
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        related_name="counts",
        verbose_name=_("submission"),
        db_index=False,
    )
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="counts", verbose_name=_("procedure")
    )
    total = models.PositiveIntegerField(
        _("total dossiers"), null=True, blank=True, help_text=_("Received by any channel.")
    )
    online = models.PositiveIntegerField(
        _("online dossiers"),
        null=True,
        blank=True,
        help_text=_("Received and processed online at level 3 or 4."),
    )
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    # Triggers check these two (ADR 14).
    entered_by = _person(_("entered by"), db_constraint=False, db_index=False)
    upload = models.ForeignKey(
        "targets.Upload",
        models.PROTECT,
        db_constraint=False,
        # Undoing a file asks the record what it wrote.
        db_index=False,
        null=True,
        blank=True,
        related_name="counts",
        verbose_name=_("file"),
        help_text=_("The file from which the figures came; blank: they were typed."),
    )
    source_row = models.PositiveIntegerField(_("row of the file"), null=True, blank=True)

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        ordering = ["submission", "procedure"]
        constraints = [
            models.UniqueConstraint(
                name="count_once_for_a_submission_and_a_procedure",
                fields=["submission", "procedure"],
                # Sums, and who may not review what he entered, are read from the index alone.
                include=["total", "online", "entered_by"],
            ),
            models.CheckConstraint(
                name="count_online_within_total",
                condition=Q(online__lte=F("total")),
                violation_error_message=_("There cannot be more online dossiers than dossiers."),
            ),
        ]
        triggers = names_who_exists() + shares_follow_counts()

    def __str__(self) -> str:
        return f"{self.online}/{self.total}"
